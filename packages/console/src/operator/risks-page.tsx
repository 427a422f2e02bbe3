import type { RiskEvent } from '@kameng/contract/desk/risk';
import { useSignal } from '@preact/signals';
import { call } from '../call/call.ts';
import { DataTable } from '../parts/data-table.tsx';
import type { Column } from '../parts/table-rows.tsx';
import { Empty } from '../parts/empty.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { chosenStatus, StatusFilter } from '../parts/status-filter.tsx';
import { Time } from '../parts/time.tsx';
import { showNumber } from '../words/show-figures.ts';
import { words } from '../words/words.ts';
import { RiskDetail } from './risk-detail.tsx';
import { riskRules } from './risk-words.ts';

const say = words({
  title: ['风险', 'Risks'],
  lead: [
    '反复出现、可能是欺诈的情况。系统不会自行停止任何一方，由人决定。',
    'What recurs and may be fraud. Nothing is stopped by itself; a person decides.',
  ],
  what: ['情况', 'What'],
  who: ['对象', 'Who'],
  buyer: ['买家', 'A buyer'],
  orders: ['订单数', 'Orders'],
  last: ['最近一次', 'Last'],
  none: ['没有这样的情况', 'There are none'],
  noneHint: [
    '每十分钟查找一次；规则见文档。',
    'They are looked for every ten minutes; the rules stand in the documentation.',
  ],
});
const states = words<RiskEvent['status']>({
  open: ['待查看', 'To look at'],
  handled: ['已处理', 'Handled'],
  dismissed: ['无问题', 'Dismissed'],
});

/** What recurs and may be fraud. */
export function RisksPage() {
  const turn = useSignal(0);
  const status = chosenStatus(states) ?? 'open';
  return (
    <>
      <PageHead title={say.title} lead={say.lead} />
      <DataTable<RiskEvent>
        name={say.title}
        keys={[turn.value]}
        keyOf={({ id }) => id}
        load={(cursor, signal) =>
          call('listRiskEvents', { query: { status, limit: 50, ...(cursor && { cursor }) }, signal })
        }
        narrows={['status']}
        filters={<StatusFilter all={states} first="open" />}
        columns={columns()}
        empty={
          <Empty icon="check" title={say.none}>
            <p class="muted">{say.noneHint}</p>
          </Empty>
        }
        detail={(event, close) => ({
          title: riskRules[event.rule],
          body: (
            <RiskDetail
              event={event}
              onDone={() => {
                turn.value += 1;
                close();
              }}
            />
          ),
        })}
      />
    </>
  );
}

const columns = (): Column<RiskEvent>[] => [
  { head: say.what, cell: ({ rule }) => riskRules[rule], text: ({ rule }) => rule },
  {
    head: say.who,
    cell: ({ subject_name, subject_id }) =>
      subject_name ?? (subject_id.startsWith('ord_') ? say.buyer : <code class="clip">{subject_id}</code>),
    text: ({ subject_id }) => subject_id,
  },
  { head: say.orders, end: true, cell: ({ orders }) => showNumber(orders), text: ({ orders }) => orders },
  { head: say.last, wide: true, cell: ({ last_at }) => <Time at={last_at} />, text: ({ last_at }) => last_at },
];
