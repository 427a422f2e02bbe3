import type { RuleRates, RuleSimulation, SimulatedPayouts } from '@kameng/contract/desk/rule';
import type { Pool } from 'pg';
import { currentRates, type Rates } from './current-rates.ts';

interface Asked {
  kind: string;
  currency: string;
  amount_minor: number;
  /** With what was asked for in the day before. */
  day_minor: number;
}

/** The newest payouts with what their owners had asked for within a day, as the verb that takes them counts it. */
const text = `
  SELECT g.kind, y.currency, y.amount_minor,
    (SELECT sum(d.amount_minor) FROM payout d WHERE d.organisation_id = y.organisation_id AND d.owner_id = y.owner_id AND d.currency = y.currency
       AND d.status <> 'refused' AND d.id <= y.id AND d.created_at > y.created_at - interval '1 day')::bigint AS day_minor
  FROM (SELECT * FROM payout WHERE status <> 'refused' ORDER BY id DESC LIMIT $1) AS y JOIN organisation g ON g.id = y.organisation_id`;

/** What would have become of the newest payouts under other limits; null for rates of another kind. */
export async function simulatePayouts(
  pool: Pool,
  { kind, rates }: RuleRates,
  count: number,
): Promise<RuleSimulation['payouts']> {
  if (kind !== 'payout_minimum' && kind !== 'payout_daily') return null;
  const [minimum, daily, { rows }] = await Promise.all([
    currentRates(pool, 'payout_minimum'),
    currentRates(pool, 'payout_daily'),
    pool.query<Asked>(text, [count]),
  ]);
  return {
    counted: rows.length,
    before: tally(rows, minimum, daily),
    after: tally(rows, kind === 'payout_minimum' ? rates : minimum, kind === 'payout_daily' ? rates : daily),
  };
}

function tally(rows: readonly Asked[], minimum: Rates, daily: Rates): SimulatedPayouts {
  const taken = rows.filter(({ currency, amount_minor }) => amount_minor >= (minimum[currency] ?? 0));
  const waiting = taken.filter(
    ({ kind, currency, day_minor }) => kind === 'agent' && day_minor > (daily[currency] ?? -1),
  );
  return { below_minimum: rows.length - taken.length, to_approve: waiting.length };
}
