import type { Commission } from '@kameng/contract/desk/agent';
import { call } from '../call/call.ts';
import { Badge } from '../parts/badge.tsx';
import { DataTable } from '../parts/data-table.tsx';
import { Empty } from '../parts/empty.tsx';
import { Facts } from '../parts/facts.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { searched, SearchFilter } from '../parts/search-field.tsx';
import { chosenStatus, StatusFilter } from '../parts/status-filter.tsx';
import { Time } from '../parts/time.tsx';
import { hrefOf } from '../shell/route.ts';
import { entryWords } from '../words/entry-words.ts';
import { majorOf } from '../words/read-money.ts';
import { showMoney } from '../words/show-figures.ts';
import { showDay, showTime } from '../words/show.ts';
import { words } from '../words/words.ts';

const say = words({
  title: ['佣金', 'Commissions'],
  lead: [
    '成交后待结算，售后期结束后可提现；退款会按比例收回。',
    'Pending after the sale, yours when the time for disputes is over; a refund takes its part back.',
  ],
  when: ['成交时间', 'Sold'],
  product: ['商品', 'Product'],
  kind: ['类别', 'For'],
  status: ['状态', 'State'],
  earned: ['金额', 'Earned'],
  back: ['退款收回', 'Taken back'],
  paidBy: ['买家支付', 'The buyer paid'],
  order: ['订单', 'Order'],
  ref: ['推广码', 'Link'],
  matures: ['可用日期', 'Available from'],
  none: ['还没有佣金', 'Nothing earned yet'],
  noneWhy: ['分享链接，第一笔成交会出现在这里。', 'Share a link; the first sale appears here.'],
  links: ['去分享链接', 'To the links'],
  find: ['按订单编号查找', 'Find an order by its id'],
});
const statuses = words<Commission['status']>({
  pending: ['待结算', 'Pending'],
  frozen: ['售后中', 'In dispute'],
  matured: ['可提现', 'Matured'],
  paid: ['已提现', 'Paid'],
  refunded: ['已退款', 'Refunded'],
});
const tones = {
  pending: 'attention',
  frozen: 'attention',
  matured: 'good',
  paid: 'plain',
  refunded: 'danger',
} as const;

const net = ({ earned, taken_back }: Commission) => ({
  ...earned,
  amount_minor: earned.amount_minor + taken_back.amount_minor,
});

/** What each sale earned, and how far it has come. */
export function CommissionsPage() {
  const status = chosenStatus(statuses);
  const order = searched('order');
  return (
    <>
      <PageHead title={say.title} lead={say.lead} />
      <DataTable<Commission>
        name={say.title}
        keyOf={({ order, kind }) => `${order.id} ${kind}`}
        load={(cursor, signal) =>
          call('listCommissions', {
            query: {
              limit: 50,
              ...(status && { status }),
              ...(order && { order_id: order }),
              ...(cursor && { cursor }),
            },
            signal,
          })
        }
        narrows={['order', 'status']}
        filters={
          <>
            <SearchFilter label={say.find} name="order" max={64} />
            <StatusFilter all={statuses} />
          </>
        }
        columns={[
          { head: say.when, cell: ({ sold_at }) => <Time at={sold_at} />, text: ({ sold_at }) => sold_at },
          { head: say.product, wide: true, cell: ({ order }) => order.product, text: ({ order }) => order.product },
          { head: say.kind, wide: true, cell: ({ kind }) => entryWords[kind], text: ({ kind }) => entryWords[kind] },
          {
            head: say.status,
            cell: (row) => <Badge tone={tones[row.status]}>{statuses[row.status]}</Badge>,
            text: (row) => statuses[row.status],
          },
          { head: say.earned, end: true, cell: (row) => showMoney(net(row)), text: (row) => majorOf(net(row)) },
        ]}
        empty={
          <Empty icon="money" title={say.none}>
            <p class="muted">{say.noneWhy}</p>
            <a class="button primary" href={hrefOf('agent/links')}>
              {say.links}
            </a>
          </Empty>
        }
        detail={(row) => ({ title: `${entryWords[row.kind]} ${showMoney(net(row))}`, body: <Detail row={row} /> })}
      />
    </>
  );
}

function Detail({ row }: { row: Commission }) {
  const { order, kind, ref, status, earned, taken_back, sold_at, matures_at } = row;
  return (
    <Facts
      rows={[
        [say.status, <Badge tone={tones[status]}>{statuses[status]}</Badge>],
        [say.kind, entryWords[kind]],
        [say.product, `${order.product} × ${order.quantity}`],
        [say.paidBy, order.amount && showMoney(order.amount)],
        [say.earned, showMoney(earned)],
        [say.back, taken_back.amount_minor < 0 && showMoney(taken_back)],
        [say.when, showTime(sold_at)],
        [say.matures, showDay(matures_at)],
        [say.ref, ref && <code>{ref}</code>],
        [say.order, <code>{order.id}</code>],
      ]}
    />
  );
}
