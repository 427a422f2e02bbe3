import type { UndeliveredOrder } from '@kameng/contract/desk/admin';
import { call } from '../call/call.ts';
import { Badge, type Tone } from '../parts/badge.tsx';
import { DataTable } from '../parts/data-table.tsx';
import { Empty } from '../parts/empty.tsx';
import { Facts } from '../parts/facts.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { chosenStatus, StatusFilter } from '../parts/status-filter.tsx';
import { Time } from '../parts/time.tsx';
import { majorOf } from '../words/read-money.ts';
import { showMoney } from '../words/show-figures.ts';
import { showTime } from '../words/show.ts';
import { words } from '../words/words.ts';

const say = words({
  title: ['已付未交付', 'Paid, not delivered'],
  lead: [
    '付了款、等了一分钟以上、既没交付也没退款的订单。正常时为空。',
    'Paid over a minute ago and neither delivered nor returned. At rest there is none.',
  ],
  since: ['付款时间', 'Paid'],
  order: ['订单', 'Order'],
  reason: ['原因', 'Why'],
  all: ['全部原因', 'Every reason'],
  channel: ['渠道', 'Channel'],
  amount: ['金额', 'Amount'],
  tries: ['尝试次数', 'Tries'],
  next: ['下次尝试', 'Next try'],
  empty: ['没有滞留的订单', 'Nobody waits'],
  emptyWhy: ['每一笔付款都已交付或退款。', 'Every payment has ended in delivery or refund.'],
});

const reasons = words<UndeliveredOrder['reason']>({
  waiting_for_codes: ['等待供货商出码', 'Waits for the supplier'],
  delivery_overdue: ['交付超时', 'Delivery is overdue'],
  frozen: ['平台已冻结', 'Frozen by the operator'],
  refund_pending: ['退款进行中', 'Refund on its way'],
  refund_failing: ['退款多次失败', 'Refund keeps failing'],
  refund_missing: ['应退未退', 'Refund is missing'],
  callback_unapplied: ['回调未入账', 'Callback not booked'],
});
const tones: Record<UndeliveredOrder['reason'], Tone> = {
  waiting_for_codes: 'plain',
  delivery_overdue: 'attention',
  frozen: 'attention',
  refund_pending: 'plain',
  refund_failing: 'danger',
  refund_missing: 'danger',
  callback_unapplied: 'attention',
};

/** Orders that are paid and have neither codes nor their money back. */
export function UndeliveredPage() {
  const reason = chosenStatus(reasons, 'reason');
  const badge = ({ reason }: UndeliveredOrder) => <Badge tone={tones[reason]}>{reasons[reason]}</Badge>;
  return (
    <>
      <PageHead title={say.title} lead={say.lead} />
      <DataTable<UndeliveredOrder>
        name={say.title}
        order="oldest"
        keyOf={({ id }) => id}
        load={(cursor, signal) =>
          call('listUndeliveredOrders', {
            query: { limit: 50, ...(reason && { reason }), ...(cursor && { cursor }) },
            signal,
          })
        }
        narrows={['reason']}
        filters={<StatusFilter all={reasons} label={say.reason} every={say.all} name="reason" />}
        columns={[
          { head: say.since, cell: ({ since }) => <Time at={since} />, text: ({ since }) => since },
          { head: say.reason, cell: badge, text: ({ reason }) => reasons[reason] },
          { head: say.order, wide: true, cell: ({ id }) => <code class="clip">{id}</code>, text: ({ id }) => id },
          { head: say.channel, wide: true, cell: ({ channel }) => channel, text: ({ channel }) => channel },
          {
            head: say.amount,
            end: true,
            cell: ({ amount }) => showMoney(amount),
            text: ({ amount }) => majorOf(amount),
          },
        ]}
        empty={
          <Empty icon="check" title={say.empty}>
            <p class="muted">{say.emptyWhy}</p>
          </Empty>
        }
        detail={(order) => ({
          title: showMoney(order.amount),
          body: (
            <Facts
              rows={[
                [say.reason, badge(order)],
                [say.order, <code>{order.id}</code>],
                [say.channel, order.channel],
                [say.since, showTime(order.since)],
                [say.tries, order.attempts],
                [say.next, order.next_attempt_at && showTime(order.next_attempt_at)],
              ]}
            />
          ),
        })}
      />
    </>
  );
}
