import type { AgentFigures as Figures } from '@kameng/contract/desk/agent';
import { call } from '../call/call.ts';
import { changeOf } from '../parts/change-of.ts';
import { Chart } from '../parts/chart.tsx';
import { PeriodPart } from '../parts/period-part.tsx';
import { type Figure, Tiles } from '../parts/tiles.tsx';
import { showMoney, showNumber } from '../words/show-figures.ts';
import { fill, words } from '../words/words.ts';

const say = words({
  title: ['推广', 'What your links did'],
  views: ['浏览', 'Views'],
  checkouts: ['打开结账', 'Checkouts'],
  paid: ['成交', 'Paid'],
  earned: ['佣金 · {currency}', 'Earned · {currency}'],
  funnel: ['浏览 → 结账 → 成交', 'Views → checkouts → paid'],
  links: ['按链接', 'By link'],
  link: ['链接', 'Link'],
  first: ['主链接', 'First link'],
  own: ['其中 {count} 单是您自己购买，不计佣金。', '{count} of the paid were your own purchases; they earn nothing.'],
  counted: [
    '同一访客每天只计一次，不使用 Cookie，不计机器访问。',
    'A visitor counts once a day; no cookies, and no machines.',
  ],
});

/** Views, checkouts and paid orders in the chosen period, beside the period before it. */
export function AgentFigures() {
  return (
    <PeriodPart title={say.title} load={(query, signal) => call('getAgentFigures', { query, signal })}>
      {(data, days) => <Shown data={data} days={days} />}
    </PeriodPart>
  );
}

function Shown({ data, days }: { data: Figures; days: string[] }) {
  const line = (of: 'views' | 'checkouts' | 'paid') => {
    const byDay = new Map(data.days.map((row) => [row.day, row[of]]));
    return days.map((day) => byDay.get(day) ?? 0);
  };
  return (
    <>
      <Tiles figures={figuresOf(data)} />
      {data.own_purchases > 0 && <p class="muted">{fill(say.own, { count: data.own_purchases })}</p>}
      <Chart
        name={say.funnel}
        points={line('views').map((value, at) => ({ day: days[at]!, value }))}
        series={say.views}
        others={[
          { name: say.checkouts, values: line('checkouts') },
          { name: say.paid, values: line('paid') },
        ]}
        show={showNumber}
      />
      <p class="muted">{say.counted}</p>
      {data.links.length > 1 && <ByLink links={data.links} />}
    </>
  );
}

function ByLink({ links }: { links: Figures['links'] }) {
  return (
    <div class="table-part">
      <div class="table-box" role="region" aria-label={say.links} tabIndex={0}>
        <table>
          <thead>
            <tr>
              {[say.link, say.views, say.checkouts, say.paid].map((head, at) => (
                <th key={head} scope="col" data-end={at > 0}>
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {links.map(({ ref, label, views, checkouts, paid }) => (
              <tr key={ref}>
                <td>{label ?? say.first}</td>
                <td data-end>{showNumber(views)}</td>
                <td data-end>{showNumber(checkouts)}</td>
                <td data-end>{showNumber(paid)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}

function figuresOf({ total, before, earned }: Figures): Figure[] {
  return [
    { name: say.views, value: showNumber(total.views), ...changeOf(total.views, before.views) },
    { name: say.checkouts, value: showNumber(total.checkouts), ...changeOf(total.checkouts, before.checkouts) },
    { name: say.paid, value: showNumber(total.paid), ...changeOf(total.paid, before.paid) },
    ...earned.map((row) => ({
      name: fill(say.earned, { currency: row.amount.currency }),
      value: showMoney(row.amount),
      ...changeOf(row.amount.amount_minor, row.before.amount_minor),
    })),
  ];
}
