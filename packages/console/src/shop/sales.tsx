import type { ShopFigures } from '@kameng/contract/desk/shop';
import { call } from '../call/call.ts';
import { changeOf } from '../parts/change-of.ts';
import { Chart } from '../parts/chart.tsx';
import { DateRange, daysOf, period } from '../parts/date-range.tsx';
import { Failure } from '../parts/failure.tsx';
import { type Figure, Tiles } from '../parts/tiles.tsx';
import { useLoad } from '../parts/use-load.ts';
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
  const { from, to } = period();
  const { data, error, reload } = useLoad(
    (signal) => call('getShopFigures', { query: { from, to }, signal }),
    [from, to],
  );
  return (
    <section class="stack">
      <div class="card-head">
        <h2>{say.title}</h2>
        <DateRange />
      </div>
      {error !== undefined && <Failure error={error} retry={reload} />}
      {data ? (
        <>
          <Tiles figures={figuresOf(data)} />
          {data.amounts.map(({ amount: { currency } }) => (
            <Chart
              key={currency}
              name={fill(say.perDay, { currency })}
              points={daysOf({ from, to }).map((day) => ({
                day,
                value: data.days.find((row) => row.day === day && row.currency === currency)?.amount_minor ?? 0,
              }))}
              show={(amount_minor) => showMoney({ amount_minor, currency })}
            />
          ))}
        </>
      ) : (
        <div class="bone" data-size="row" aria-busy={error === undefined} />
      )}
    </section>
  );
}

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
