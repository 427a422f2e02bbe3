import type { View } from '@kameng/contract/desk/search';
import { call } from '../call/call.ts';
import { DataTable } from '../parts/data-table.tsx';
import { Empty } from '../parts/empty.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { searched, SearchFilter } from '../parts/search-field.tsx';
import { chosenStatus, StatusFilter } from '../parts/status-filter.tsx';
import { Time } from '../parts/time.tsx';
import { words } from '../words/words.ts';

const say = words({
  title: ['谁看过什么', 'Who saw what'],
  lead: [
    '每一次查看卡密、证件、收款账户，以及对买家和卡密的查找。',
    'Every look at codes, documents and payout accounts, and every search for a buyer or a code.',
  ],
  when: ['时间', 'When'],
  who: ['谁', 'Who'],
  buyer: ['买家', 'The buyer'],
  what: ['做了什么', 'What'],
  about: ['对象', 'About'],
  codes: ['卡密数', 'Codes'],
  find: ['按对象编号查找', 'Find by the id of an object'],
  none: ['还没有人看过', 'Nobody has looked at anything'],
});
const kinds = words<View['kind']>({ codes: ['卡密', 'Codes'], files: ['资料', 'Documents and people'] });
const deeds = words({
  'codes.shown': ['查看卡密', 'Codes shown'],
  'document.seen': ['查看文件', 'Document opened'],
  'verification.seen': ['查看实名资料', 'Particulars opened'],
  'payout.seen': ['查看收款账户', 'Payout account opened'],
  'search.contact': ['按买家查找到', 'Found by a buyer’s address'],
  'search.code': ['按卡密查找到', 'Found by a code'],
  'person.exported': ['导出个人资料', 'Person exported'],
});

/** Who looked at codes, and at what people entrusted to the pool. */
export function ViewsPage() {
  const kind = chosenStatus(kinds) ?? 'codes';
  const object = searched('object');
  const who = ({ by }: View) => (by === 'buyer' ? say.buyer : by);
  const deed = ({ what }: View) => deeds[what as keyof typeof deeds] ?? what;
  return (
    <>
      <PageHead title={say.title} lead={say.lead} />
      <DataTable<View>
        name={say.title}
        keys={[kind]}
        keyOf={({ id }) => id}
        load={(cursor, signal) =>
          call('listViews', {
            query: { kind, limit: 50, ...(object && { object_id: object }), ...(cursor && { cursor }) },
            signal,
          })
        }
        narrows={['object']}
        filters={
          <>
            <SearchFilter label={say.find} name="object" max={64} />
            <StatusFilter all={kinds} first="codes" label={say.what} />
          </>
        }
        columns={[
          { head: say.when, cell: ({ created_at }) => <Time at={created_at} />, text: ({ created_at }) => created_at },
          { head: say.who, cell: who, text: who },
          { head: say.what, wide: true, cell: deed, text: deed },
          {
            head: say.about,
            wide: true,
            cell: ({ object_id }) => <code class="clip">{object_id}</code>,
            text: ({ object_id }) => object_id,
          },
          { head: say.codes, end: true, cell: ({ codes }) => codes, text: ({ codes }) => codes ?? '' },
        ]}
        empty={<Empty icon="search" title={say.none} />}
      />
    </>
  );
}
