import type { Sale } from '@kameng/contract/desk/sale';
import { call } from '../call/call.ts';
import { Badge } from '../parts/badge.tsx';
import { DataTable } from '../parts/data-table.tsx';
import type { Column } from '../parts/table-rows.tsx';
import { DateRange, period } from '../parts/date-range.tsx';
import { Empty } from '../parts/empty.tsx';
import { Facts } from '../parts/facts.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { searched, SearchFilter } from '../parts/search-field.tsx';
import { chosenStatus, StatusFilter } from '../parts/status-filter.tsx';
import { Time } from '../parts/time.tsx';
import { saleTones, saleWords } from '../sale/sale-words.ts';
import { majorOf } from '../words/read-money.ts';
import { showMoney } from '../words/show-figures.ts';
import { showTime } from '../words/show.ts';
import { fill, words } from '../words/words.ts';

const say = words({
  title: ['订单', 'Orders'],
  lead: ['您的商品卖出的订单；不显示买家，也不显示卡密。', 'Orders of your goods; neither who bought, nor which code.'],
  when: ['下单时间', 'Ordered'],
  order: ['订单', 'Order'],
  product: ['商品', 'Product'],
  codes: ['数量', 'Codes'],
  status: ['状态', 'State'],
  earned: ['您的收入', 'You earned'],
  back: ['已追回', 'Taken back'],
  matures: ['可提现时间', 'Available from'],
  matured: ['已可用', 'Available'],
  frozen: ['纠纷期间冻结', 'Frozen while in dispute'],
  none: ['这段时间没有订单', 'Nothing sold in this time'],
  line: ['{n} × {price}', '{n} × {price}'],
  find: ['按订单编号查找', 'Find an order by its id'],
});

/** Orders of the supplier's goods. */
export function SalesPage() {
  const { from, to } = period();
  const status = chosenStatus(saleWords);
  const order = searched('order');
  return (
    <>
      <PageHead title={say.title} lead={say.lead}>
        <DateRange />
      </PageHead>
      <DataTable<Sale>
        name={say.title}
        keys={[from, to]}
        keyOf={({ order_id }) => order_id}
        load={(cursor, signal) =>
          call('listSales', {
            query: {
              from,
              to,
              limit: 50,
              ...(order && { order_id: order }),
              ...(cursor && { cursor }),
              ...(status && { status }),
            },
            signal,
          })
        }
        narrows={['order', 'status']}
        filters={
          <>
            <SearchFilter label={say.find} name="order" max={64} />
            <StatusFilter all={saleWords} />
          </>
        }
        columns={columns()}
        empty={<Empty icon="box" title={say.none} />}
        detail={(sale) => ({ title: showMoney(sale.earned), body: <SaleFacts sale={sale} /> })}
      />
    </>
  );
}

const nameOf = ({ items }: Sale) => items.map(({ product }) => product.name).join(', ');
const codesOf = ({ items }: Sale) => items.reduce((sum, { codes }) => sum + codes, 0);

const columns = (): Column<Sale>[] => [
  { head: say.when, cell: ({ created_at }) => <Time at={created_at} />, text: ({ created_at }) => created_at },
  { head: say.product, cell: (sale) => <span class="strong">{nameOf(sale)}</span>, text: nameOf },
  { head: say.codes, end: true, wide: true, cell: codesOf, text: codesOf },
  {
    head: say.status,
    wide: true,
    cell: ({ status }) => <Badge tone={saleTones[status]}>{saleWords[status]}</Badge>,
    text: ({ status }) => saleWords[status],
  },
  {
    head: say.earned,
    end: true,
    cell: ({ earned }) => showMoney(earned),
    text: ({ earned }) => majorOf(earned),
  },
  {
    head: say.order,
    wide: true,
    cell: ({ order_id }) => <code class="clip">{order_id}</code>,
    text: ({ order_id }) => order_id,
  },
];

function SaleFacts({ sale }: { sale: Sale }) {
  return (
    <Facts
      rows={[
        [say.order, <code>{sale.order_id}</code>],
        [say.when, showTime(sale.created_at)],
        [say.status, <Badge tone={saleTones[sale.status]}>{saleWords[sale.status]}</Badge>],
        ...sale.items.map(
          ({ product, codes, supply_price }) =>
            [product.name, fill(say.line, { n: codes, price: showMoney(supply_price) })] as const,
        ),
        [say.earned, showMoney(sale.earned)],
        [say.back, sale.taken_back.amount_minor > 0 && showMoney(sale.taken_back)],
        [say.matures, sale.frozen ? say.frozen : sale.matured ? say.matured : showTime(sale.matures_at)],
      ]}
    />
  );
}
