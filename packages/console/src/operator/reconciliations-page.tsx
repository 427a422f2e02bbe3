import type { Reconciliation } from '@kameng/contract/desk/admin';
import { call } from '../call/call.ts';
import { Badge, type Tone } from '../parts/badge.tsx';
import { DataTable } from '../parts/data-table.tsx';
import { chosenDay, DayFilter } from '../parts/day-filter.tsx';
import { Empty } from '../parts/empty.tsx';
import { Facts } from '../parts/facts.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { chosenStatus, StatusFilter } from '../parts/status-filter.tsx';
import { majorOf } from '../words/read-money.ts';
import { showMoney } from '../words/show-figures.ts';
import { showDay, showTime } from '../words/show.ts';
import { words } from '../words/words.ts';

const say = words({
  title: ['渠道对账', 'Reconciliation'],
  lead: ['渠道账单与账本逐笔核对的结果。', 'What the bills of channels and our books say of each payment.'],
  day: ['日期', 'Day'],
  channel: ['渠道', 'Channel'],
  kind: ['类型', 'Kind'],
  payment: ['付款编号', 'Payment'],
  outcome: ['结果', 'Outcome'],
  billed: ['账单', 'Billed'],
  booked: ['账本', 'Booked'],
  checked: ['核对时间', 'Looked at'],
  unmatched: ['全部对不上的', 'All that does not match'],
  empty: ['没有对不上的账单', 'Everything matches'],
});

const outcomes = words<Reconciliation['outcome']>({
  matched: ['一致', 'Matches'],
  missing_here: ['账本缺少', 'Missing here'],
  missing_there: ['账单缺少', 'Missing there'],
  differs: ['金额不同', 'Differs'],
});
const tones: Record<Reconciliation['outcome'], Tone> = {
  matched: 'good',
  missing_here: 'danger',
  missing_there: 'attention',
  differs: 'danger',
};
const kinds = words<Reconciliation['kind']>({
  pay: ['付款', 'Payment'],
  refund: ['退款', 'Refund'],
  fee: ['手续费', 'Fee'],
});

/** What bills and books do not agree on. */
export function ReconciliationsPage() {
  const [wanted, day] = [chosenStatus(outcomes, 'outcome'), chosenDay()];
  const badge = ({ outcome }: Reconciliation) => <Badge tone={tones[outcome]}>{outcomes[outcome]}</Badge>;
  return (
    <>
      <PageHead title={say.title} lead={say.lead} />
      <DataTable<Reconciliation>
        name={say.title}
        order="oldest"
        keyOf={({ channel, payment_id, kind }) => `${channel} ${payment_id} ${kind}`}
        load={(cursor, signal) =>
          call('listReconciliations', {
            query: { limit: 50, ...(cursor && { cursor }), ...(wanted && { outcome: wanted }), ...(day && { day }) },
            signal,
          })
        }
        narrows={['day', 'outcome']}
        filters={
          <>
            <DayFilter label={say.day} />
            <StatusFilter all={outcomes} label={say.outcome} every={say.unmatched} name="outcome" />
          </>
        }
        columns={[
          { head: say.day, cell: ({ day }) => showDay(day), text: ({ day }) => day },
          { head: say.channel, wide: true, cell: ({ channel }) => channel, text: ({ channel }) => channel },
          { head: say.kind, wide: true, cell: ({ kind }) => kinds[kind], text: ({ kind }) => kinds[kind] },
          { head: say.outcome, cell: badge, text: ({ outcome }) => outcomes[outcome] },
          {
            head: say.billed,
            end: true,
            cell: ({ billed }) => showMoney(billed),
            text: ({ billed }) => majorOf(billed),
          },
          {
            head: say.booked,
            end: true,
            cell: ({ booked }) => showMoney(booked),
            text: ({ booked }) => majorOf(booked),
          },
        ]}
        empty={<Empty icon="check" title={say.empty} />}
        detail={(row) => ({
          title: outcomes[row.outcome],
          body: (
            <Facts
              rows={[
                [say.payment, <code>{row.payment_id}</code>],
                [say.channel, row.channel],
                [say.kind, kinds[row.kind]],
                [say.billed, showMoney(row.billed)],
                [say.booked, showMoney(row.booked)],
                [say.day, showDay(row.day)],
                [say.checked, showTime(row.checked_at)],
              ]}
            />
          ),
        })}
      />
    </>
  );
}
