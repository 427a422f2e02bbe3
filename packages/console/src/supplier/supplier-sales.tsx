import type { SupplierFigures } from '@kameng/contract/desk/sale';
import { call } from '../call/call.ts';
import { changeOf } from '../parts/change-of.ts';
import { AmountCharts, PeriodPart } from '../parts/period-part.tsx';
import { type Figure, Tiles } from '../parts/tiles.tsx';
import { hrefOf } from '../shell/route.ts';
import { showMoney, showNumber } from '../words/show-figures.ts';
import { fill, words } from '../words/words.ts';

const say = words({
  title: ['销售', 'Sales'],
  earned: ['收入 · {currency}', 'Earned · {currency}'],
  nothing: ['收入', 'Earned'],
  orders: ['订单', 'Orders'],
  codes: ['售出卡密', 'Codes sold'],
  disputes: ['售后', 'Disputes'],
  perDay: ['每日收入 · {currency}', 'Earned a day · {currency}'],
});

/** What was sold in the chosen period: four numbers beside the period before, and a line over days. */
export function SupplierSales() {
  return (
    <PeriodPart title={say.title} load={(query, signal) => call('getSupplierFigures', { query, signal })}>
      {(data, days) => (
        <>
          <Tiles figures={figuresOf(data)} />
          <AmountCharts name={say.perDay} currencies={currenciesOf(data)} days={days} rows={data.days} />
        </>
      )}
    </PeriodPart>
  );
}

const currenciesOf = ({ amounts }: SupplierFigures) => amounts.map(({ amount }) => amount.currency);

function figuresOf(figures: SupplierFigures): Figure[] {
  const { orders, orders_before, codes, codes_before, disputes, disputes_before, amounts } = figures;
  return [
    ...(amounts.length === 0 ? [{ name: say.nothing, value: '0', href: hrefOf('supplier/orders') }] : []),
    ...amounts.map(({ amount, before }) => ({
      name: fill(say.earned, amount),
      value: showMoney(amount),
      ...changeOf(amount.amount_minor, before.amount_minor),
      href: hrefOf('supplier/orders'),
    })),
    {
      name: say.orders,
      value: showNumber(orders),
      ...changeOf(orders, orders_before),
      href: hrefOf('supplier/orders'),
    },
    {
      name: say.codes,
      value: showNumber(codes),
      ...changeOf(codes, codes_before),
      href: hrefOf('supplier/performance'),
    },
    {
      name: say.disputes,
      value: showNumber(disputes),
      ...changeOf(disputes, disputes_before),
      href: hrefOf('supplier/disputes'),
    },
  ];
}
