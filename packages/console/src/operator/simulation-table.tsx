import type { RuleSimulation, SimulatedShares } from '@kameng/contract/desk/rule';
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
  if (found.orders === 0) return <p class="muted">{say.none}</p>;
  return (
    <section aria-live="polite">
      <p class="muted">
        {fill(say.orders, { orders: showNumber(found.orders) })}
        {found.unsellable > 0 && ` · ${fill(say.unsellable, { count: showNumber(found.unsellable) })}`}
      </p>
      {found.currencies.map(({ currency, before, after }) => (
        <div key={currency} class="table-box" role="region" aria-label={currency} tabIndex={0}>
          <table>
            <thead>
              <tr>
                <th scope="col">{say.who}</th>
                <th scope="col" class="end">
                  {say.before}
                </th>
                <th scope="col" class="end">
                  {say.after}
                </th>
              </tr>
            </thead>
            <tbody>
              {(Object.keys(parts) as (keyof SimulatedShares)[]).map((part) => (
                <tr key={part}>
                  <td>{parts[part]}</td>
                  <td class="end">{showMoney({ amount_minor: before[part], currency })}</td>
                  <td class="end">{showMoney({ amount_minor: after[part], currency })}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ))}
    </section>
  );
}
