import type { QuarantinedCallback } from '@kameng/contract/desk/admin';
import { call } from '../call/call.ts';
import { DataTable } from '../parts/data-table.tsx';
import { Empty } from '../parts/empty.tsx';
import { Facts } from '../parts/facts.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { Time } from '../parts/time.tsx';
import { showMoney } from '../words/show-figures.ts';
import { showTime } from '../words/show.ts';
import { words } from '../words/words.ts';

const say = words({
  title: ['隔离的回调', 'Quarantined callbacks'],
  lead: [
    '签名真实、却对不上任何付款的回调。看过之前不动任何人的钱。',
    'Genuine, but they fit no payment here. Nobody’s money moves before a person has looked.',
  ],
  received: ['收到时间', 'Received'],
  channel: ['渠道', 'Channel'],
  state: ['渠道状态', 'State there'],
  payment: ['付款编号', 'Payment'],
  key: ['事件编号', 'Event key'],
  paid: ['金额', 'Paid'],
  empty: ['没有隔离的回调', 'None is quarantined'],
});

/** Callbacks that fit nothing here. */
export function QuarantinedPage() {
  return (
    <>
      <PageHead title={say.title} lead={say.lead} />
      <DataTable<QuarantinedCallback>
        name={say.title}
        order="oldest"
        keyOf={({ channel, event_key }) => `${channel} ${event_key}`}
        load={(cursor, signal) =>
          call('listQuarantinedCallbacks', { query: { limit: 50, ...(cursor && { cursor }) }, signal })
        }
        columns={[
          {
            head: say.received,
            cell: ({ received_at }) => <Time at={received_at} />,
            text: ({ received_at }) => received_at,
          },
          { head: say.channel, cell: ({ channel }) => channel, text: ({ channel }) => channel },
          { head: say.state, wide: true, cell: ({ state }) => state, text: ({ state }) => state },
          {
            head: say.key,
            wide: true,
            cell: ({ event_key }) => <code class="clip">{event_key}</code>,
            text: ({ event_key }) => event_key,
          },
          {
            head: say.paid,
            end: true,
            cell: ({ paid }) => paid && showMoney(paid),
            text: ({ paid }) => (paid?.amount_minor ?? 0) / 100,
          },
        ]}
        empty={<Empty icon="check" title={say.empty} />}
        detail={(callback) => ({
          title: callback.channel,
          body: (
            <Facts
              rows={[
                [say.received, showTime(callback.received_at)],
                [say.state, callback.state],
                [say.paid, callback.paid && showMoney(callback.paid)],
                [say.payment, callback.payment_id && <code>{callback.payment_id}</code>],
                [say.key, <code>{callback.event_key}</code>],
              ]}
            />
          ),
        })}
      />
    </>
  );
}
