import type { Performance } from '@kameng/contract/desk/sale';
import { call } from '../call/call.ts';
import { Badge } from '../parts/badge.tsx';
import { DataTable } from '../parts/data-table.tsx';
import type { Column } from '../parts/table-rows.tsx';
import { DateRange, period } from '../parts/date-range.tsx';
import { Empty } from '../parts/empty.tsx';
import { Facts } from '../parts/facts.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { hrefOf } from '../shell/route.ts';
import { majorOf } from '../words/read-money.ts';
import { showMoney, showNumber, showShare } from '../words/show-figures.ts';
import { fill, words } from '../words/words.ts';

const say = words({
  title: ['表现', 'Performance'],
  lead: ['每个供货的销量、问题卡密和价格排位。', 'What sold, what was wrong with it, and how your price stands.'],
  product: ['商品', 'Product'],
  codes: ['售出', 'Sold'],
  earned: ['收入', 'Earned'],
  defects: ['问题率', 'Defects'],
  place: ['价格排位', 'Place by price'],
  of: ['第 {n} / {all}', '{n} of {all}'],
  off: ['未在售', 'Not for sale'],
  price: ['买家价', 'Buyers pay'],
  lowest: ['最低价', 'Lowest'],
  none: ['还没有供货', 'No offers yet'],
  make: ['设置供货价', 'Make an offer'],
});

const defectsOf = ({ defective_codes, codes }: Performance) => (codes === 0 ? 0 : defective_codes / codes);

const placeOf = ({ position, rivals }: Performance) =>
  position === null ? say.off : fill(say.of, { n: position, all: rivals + 1 });

const columns = (): Column<Performance>[] => [
  {
    head: say.product,
    cell: ({ product }) => <span class="strong">{product.name}</span>,
    text: ({ product }) => product.name,
  },
  { head: say.codes, end: true, cell: ({ codes }) => showNumber(codes), text: ({ codes }) => codes },
  {
    head: say.earned,
    end: true,
    wide: true,
    cell: ({ earned }) => showMoney(earned),
    text: ({ earned }) => majorOf(earned),
  },
  {
    head: say.defects,
    end: true,
    wide: true,
    cell: (row) => <Badge tone={row.defective_codes > 0 ? 'attention' : 'plain'}>{showShare(defectsOf(row))}</Badge>,
    text: defectsOf,
  },
  {
    head: say.place,
    end: true,
    cell: placeOf,
    text: ({ position }) => position ?? '',
  },
  {
    head: say.price,
    end: true,
    wide: true,
    cell: ({ price }) => showMoney(price),
    text: ({ price }) => majorOf(price),
  },
  {
    head: say.lowest,
    end: true,
    wide: true,
    cell: ({ lowest_price }) => lowest_price && showMoney(lowest_price),
    text: ({ lowest_price }) => (lowest_price ? majorOf(lowest_price) : ''),
  },
];

/** How each offer does. */
export function PerformancePage() {
  const { from, to } = period();
  return (
    <>
      <PageHead title={say.title} lead={say.lead}>
        <DateRange />
      </PageHead>
      <DataTable<Performance>
        name={say.title}
        keys={[from, to]}
        keyOf={({ offer_id }) => offer_id}
        load={(cursor, signal) =>
          call('listPerformance', { query: { from, to, limit: 50, ...(cursor && { cursor }) }, signal })
        }
        columns={columns()}
        detail={(row) => ({
          title: row.product.name,
          body: (
            <Facts
              rows={[
                [say.codes, showNumber(row.codes)],
                [say.earned, showMoney(row.earned)],
                [say.defects, showShare(defectsOf(row))],
                [say.place, placeOf(row)],
                [say.price, showMoney(row.price)],
                [say.lowest, row.lowest_price && showMoney(row.lowest_price)],
              ]}
            />
          ),
        })}
        empty={
          <Empty icon="chart" title={say.none}>
            <a class="button" href={hrefOf('supplier/goods')}>
              {say.make}
            </a>
          </Empty>
        }
      />
    </>
  );
}
