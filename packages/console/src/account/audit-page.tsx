import type { AuditEntry } from '@kameng/contract/desk/account';
import { call } from '../call/call.ts';
import { DataTable } from '../parts/data-table.tsx';
import { Empty } from '../parts/empty.tsx';
import { Facts } from '../parts/facts.tsx';
import { Choice } from '../parts/field.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { searched, SearchFilter } from '../parts/search-field.tsx';
import type { Column } from '../parts/table-rows.tsx';
import { Time } from '../parts/time.tsx';
import { useLoad } from '../parts/use-load.ts';
import { setQuery } from '../shell/route.ts';
import { showTime } from '../words/show.ts';
import { words } from '../words/words.ts';
import { sayAction } from './audit-words.ts';

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
  everybody: ['所有人', 'Everybody'],
  theirs: ['只看此人的操作', 'All that they did'],
});

/** Who changed what in the organisation. */
export function AuditPage() {
  const [object, by] = [searched('object'), searched('by')];
  return (
    <>
      <PageHead title={say.title} lead={say.lead} />
      <DataTable<AuditEntry>
        name={say.title}
        narrows={['object', 'by']}
        keyOf={({ id }) => id}
        load={(cursor, signal) =>
          call('listAudit', {
            query: {
              limit: 50,
              ...(cursor && { cursor }),
              ...(object && { object_id: object }),
              ...(by && { actor_id: by }),
            },
            signal,
          })
        }
        filters={
          <>
            <SearchFilter label={say.find} name="object" max={64} />
            <ByFilter by={by} />
          </>
        }
        columns={columns()}
        empty={<Empty icon="list" title={say.empty} />}
        detail={(entry, close) => ({
          title: sayAction(entry.action),
          body: (
            <>
              <EntryFacts entry={entry} />
              {entry.by.kind !== 'job' && entry.by.id !== by && (
                <button
                  type="button"
                  onClick={() => {
                    setQuery({ by: entry.by.id });
                    close();
                  }}
                >
                  {say.theirs}
                </button>
              )}
            </>
          ),
        })}
      />
    </>
  );
}

/** Members, and whoever else the address names: somebody who has left, or a key. */
function ByFilter({ by = '' }: { by: string | undefined }) {
  const { data } = useLoad((signal) => call('listMembers', { signal }));
  const members = data?.data.map(({ person_id, name, email }) => [person_id, name || email] as const) ?? [];
  const other = by !== '' && !members.some(([id]) => id === by) ? [[by, by] as const] : [];
  return (
    <Choice
      quiet
      label={say.who}
      value={by}
      choices={[['', say.everybody], ...members, ...other]}
      onChoice={(id) => setQuery({ by: id })}
    />
  );
}

const columns = (): Column<AuditEntry>[] => [
  { head: say.when, cell: ({ created_at }) => <Time at={created_at} />, text: ({ created_at }) => created_at },
  {
    head: say.who,
    cell: ({ by }) => (by.kind === 'job' ? say.job : by.name || by.id),
    text: ({ by }) => by.name || by.id,
  },
  { head: say.what, cell: ({ action }) => sayAction(action), text: ({ action }) => action },
  {
    head: say.object,
    wide: true,
    cell: ({ object_id }) => <code class="clip">{object_id}</code>,
    text: ({ object_id }) => object_id,
  },
];

function EntryFacts({ entry }: { entry: AuditEntry }) {
  return (
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
  );
}
