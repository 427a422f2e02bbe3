import type { ComponentChildren } from 'preact';
import { showMoney } from '../words/show-figures.ts';
import { fill } from '../words/words.ts';
import { Chart } from './chart.tsx';
import { DateRange, daysOf, period } from './date-range.tsx';
import { Failure } from './failure.tsx';
import { useLoad } from './use-load.ts';

/** A part of a first page about the chosen period: its heading with the range, and below it what was found, with every day of it. */
export function PeriodPart<Data>({
  title,
  load,
  children,
}: {
  title: string;
  load: (query: { from: string; to: string }, signal: AbortSignal) => Promise<Data>;
  children: (data: Data, days: string[]) => ComponentChildren;
}) {
  const { from, to } = period();
  const { data, error, reload } = useLoad((signal) => load({ from, to }, signal), [from, to]);
  return (
    <section class="stack">
      <div class="card-head">
        <h2>{title}</h2>
        <DateRange />
      </div>
      {error !== undefined && <Failure error={error} retry={reload} />}
      {data
        ? children(data, daysOf({ from, to }))
        : error === undefined && <div class="bone" data-size="row" aria-busy="true" />}
    </section>
  );
}

/** A line over days for each currency; a day without a row had nothing. */
export function AmountCharts({
  name,
  currencies,
  days,
  rows,
}: {
  /** With `{currency}` in it. */
  name: string;
  currencies: readonly string[];
  days: readonly string[];
  rows: readonly { day: string; currency: string; amount_minor: number }[];
}) {
  return (
    <>
      {currencies.map((currency) => (
        <Chart
          key={currency}
          name={fill(name, { currency })}
          points={days.map((day) => ({
            day,
            value: rows.find((row) => row.day === day && row.currency === currency)?.amount_minor ?? 0,
          }))}
          show={(amount_minor) => showMoney({ amount_minor, currency })}
        />
      ))}
    </>
  );
}
