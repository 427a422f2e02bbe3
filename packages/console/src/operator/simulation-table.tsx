import type { RuleSimulation, SimulatedPayouts, SimulatedShares } from '@kameng/contract/desk/rule';
import { showMoney, showNumber } from '../words/show-figures.ts';
import { fill, words } from '../words/words.ts';

const say = words({
  orders: ['最近 {orders} 单', 'The newest {orders} orders'],
  unsellable: [
    '其中 {count} 单会高于官网价而无法出售',
    '{count} of them could not have been sold: the price would be above the list price',
  ],
  who: ['谁', 'Who'],
  before: ['当时', 'Had'],
  after: ['新版本', 'Would have'],
  risen: ['{count} 位代理会升级', '{count} agents would be on a higher level'],
  payouts: ['最近 {count} 笔提现', 'The newest {count} payouts'],
  below: ['低于最低额', 'Below the minimum'],
  toApprove: ['需要审批', 'Would wait for approval'],
  noPayouts: ['还没有提现可供试算。', 'There is no payout to try it on.'],
  none: ['还没有交付的订单可供试算。', 'There is no delivered order to try it on.'],
});
const parts = words<keyof SimulatedShares>({
  buyers_minor: ['买家支付', 'Buyers paid'],
  suppliers_minor: ['供货商', 'Suppliers'],
  agents_minor: ['代理', 'Agents'],
  channels_minor: ['支付渠道', 'Channels'],
  platform_minor: ['平台', 'The operator'],
});

/** What everybody had of the newest orders, and would have under other rates. */
export function SimulationTable({ found }: { found: RuleSimulation }) {
  if (found.payouts) return <Payouts payouts={found.payouts} />;
  if (found.orders === 0) return <p class="muted">{say.none}</p>;
  return (
    <section aria-live="polite">
      <p class="muted">
        {fill(say.orders, { orders: showNumber(found.orders) })}
        {found.unsellable > 0 && ` · ${fill(say.unsellable, { count: showNumber(found.unsellable) })}`}
        {found.risen > 0 && ` · ${fill(say.risen, { count: showNumber(found.risen) })}`}
      </p>
      {found.currencies.map(({ currency, before, after }) => (
        <Compared
          key={currency}
          name={currency}
          head={say.who}
          rows={(Object.keys(parts) as (keyof SimulatedShares)[]).map((part) => [
            parts[part],
            showMoney({ amount_minor: before[part], currency }),
            showMoney({ amount_minor: after[part], currency }),
          ])}
        />
      ))}
    </section>
  );
}

function Payouts({ payouts: { counted, before, after } }: { payouts: NonNullable<RuleSimulation['payouts']> }) {
  if (counted === 0) return <p class="muted">{say.noPayouts}</p>;
  const title = fill(say.payouts, { count: showNumber(counted) });
  const row = (name: string, part: keyof SimulatedPayouts) =>
    [name, showNumber(before[part]), showNumber(after[part])] as const;
  return (
    <section aria-live="polite">
      <Compared name={title} head={title} rows={[row(say.below, 'below_minimum'), row(say.toApprove, 'to_approve')]} />
    </section>
  );
}

interface ComparedProps {
  name: string;
  head: string;
  rows: readonly (readonly [name: string, before: string, after: string])[];
}

function Compared({ name, head, rows }: ComparedProps) {
  return (
    <div class="table-box" role="region" aria-label={name} tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">{head}</th>
            <th scope="col" data-end>
              {say.before}
            </th>
            <th scope="col" data-end>
              {say.after}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(([row, before, after]) => (
            <tr key={row}>
              <td>{row}</td>
              <td data-end>{before}</td>
              <td data-end>{after}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
