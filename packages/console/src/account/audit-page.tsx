import type { AuditEntry } from '@kameng/contract/desk/account';
import { call } from '../call/call.ts';
import { DataTable } from '../parts/data-table.tsx';
import { Empty } from '../parts/empty.tsx';
import { Facts } from '../parts/facts.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { searched, SearchFilter } from '../parts/search-field.tsx';
import { Time } from '../parts/time.tsx';
import { showTime } from '../words/show.ts';
import { words } from '../words/words.ts';

const say = words({
  title: ['操作记录', 'Audit log'],
  lead: ['谁在什么时候改了什么，为什么。只增不改。', 'Who changed what, when and why. Nothing is ever taken out.'],
  when: ['时间', 'When'],
  who: ['谁', 'Who'],
  job: ['自动', 'By itself'],
  what: ['操作', 'What'],
  object: ['对象', 'Object'],
  find: ['按对象编号查找', 'Find by the id of an object'],
  before: ['之前', 'Before'],
  after: ['之后', 'After'],
  reason: ['原因', 'Why'],
  request: ['请求编号', 'Request'],
  empty: ['还没有记录', 'Nothing was changed yet'],
});

/** Who changed what in the organisation. */
export function AuditPage() {
  const object = searched('object');
  return (
    <>
      <PageHead title={say.title} lead={say.lead} />
      <DataTable<AuditEntry>
        name={say.title}
        narrows={['object']}
        keyOf={({ id }) => id}
        load={(cursor, signal) =>
          call('listAudit', {
            query: { limit: 50, ...(cursor && { cursor }), ...(object && { object_id: object }) },
            signal,
          })
        }
        filters={<SearchFilter label={say.find} name="object" max={64} />}
        columns={[
          { head: say.when, cell: ({ created_at }) => <Time at={created_at} />, text: ({ created_at }) => created_at },
          {
            head: say.who,
            cell: ({ by }) => (by.kind === 'job' ? say.job : by.name || by.id),
            text: ({ by }) => by.name || by.id,
          },
          { head: say.what, cell: ({ action }) => <code>{action}</code>, text: ({ action }) => action },
          {
            head: say.object,
            wide: true,
            cell: ({ object_id }) => <code class="clip">{object_id}</code>,
            text: ({ object_id }) => object_id,
          },
        ]}
        empty={<Empty icon="list" title={say.empty} />}
        detail={(entry) => ({
          title: entry.action,
          body: (
            <Facts
              rows={[
                [say.when, showTime(entry.created_at)],
                [say.who, `${entry.by.name} · ${entry.by.id}`],
                [say.object, entry.object_id],
                [say.before, entry.before && <pre>{JSON.stringify(entry.before, null, 2)}</pre>],
                [say.after, entry.after && <pre>{JSON.stringify(entry.after, null, 2)}</pre>],
                [say.reason, entry.reason],
                [say.request, entry.request_id],
              ]}
            />
          ),
        })}
      />
    </>
  );
}
