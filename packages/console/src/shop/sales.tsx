import type { ShopFigures } from '@kameng/contract/desk/shop';
import { call } from '../call/call.ts';
import { changeOf } from '../parts/change-of.ts';
import { AmountCharts, PeriodPart } from '../parts/period-part.tsx';
import { type Figure, Tiles } from '../parts/tiles.tsx';
import { showMoney, showNumber } from '../words/show-figures.ts';
import { fill, words } from '../words/words.ts';

const say = words({
  title: ['销售', 'Sales'],
  orders: ['订单', 'Orders'],
  amount: ['金额 · {currency}', 'Amount · {currency}'],
  perDay: ['每日金额 · {currency}', 'Amount a day · {currency}'],
});

/** What all sites sold in the chosen period, beside the period before it. */
export function Sales() {
  return (
    <PeriodPart title={say.title} load={(query, signal) => call('getShopFigures', { query, signal })}>
      {(data, days) => (
        <>
          <Tiles figures={figuresOf(data)} />
          <AmountCharts name={say.perDay} currencies={currenciesOf(data)} days={days} rows={data.days} />
        </>
      )}
    </PeriodPart>
  );
}

const currenciesOf = ({ amounts }: ShopFigures) => amounts.map(({ amount }) => amount.currency);

function figuresOf({ orders, orders_before, amounts }: ShopFigures): Figure[] {
  return [
    { name: say.orders, value: showNumber(orders), ...changeOf(orders, orders_before) },
    ...amounts.map(({ amount, before }) => ({
      name: fill(say.amount, { currency: amount.currency }),
      value: showMoney(amount),
      ...changeOf(amount.amount_minor, before.amount_minor),
    })),
  ];
}
