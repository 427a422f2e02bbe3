import type { ClientBase } from 'pg';
import type { RuleKind } from '@kameng/contract/desk/rule';
import { forgetCaches } from '../cache/engine-cache.ts';
import { transact } from '../database/transact.ts';
import type { Engine } from '../engine.ts';
import { currentRates, feeOf, isOfLevels, levelColumns, type Rates } from './current-rates.ts';
import { repriceOffers } from './reprice-offers.ts';

/** How what is no value of a level comes into force. */
const appliers = { fees: applyFees, payout_minimum: applyMinimum, payout_daily: applyDaily };

/** Rules that come due in one turn; more wait for the next. */
const dueMax = 20;

interface Due {
  id: string;
  kind: RuleKind;
  rates: Rates;
}

/** Job: puts rules into force whose moment has come, in their order, each once. Answers how many. */
export async function applyRules(engine: Pick<Engine, 'db' | 'now'>): Promise<number> {
  const now = engine.now();
  // Nearly always nothing is due, and then nothing is locked.
  const due = await engine.db.pool.query(
    'SELECT FROM rule WHERE applied_at IS NULL AND withdrawn_at IS NULL AND live_from <= $1 LIMIT 1',
    [now],
  );
  return due.rowCount === 0 ? 0 : transact(engine.db.pool, (client) => applyDue(client, now));
}

/** The same in the caller's transaction. */
export async function applyDue(client: ClientBase, now: Date): Promise<number> {
  const { rows } = await client.query<Due>(
    `SELECT id, kind, rates FROM rule WHERE applied_at IS NULL AND withdrawn_at IS NULL AND live_from <= $1
     ORDER BY live_from, id LIMIT $2 FOR UPDATE`,
    [now, dueMax],
  );
  for (const { id, kind, rates } of rows) {
    if (isOfLevels(kind)) await applyToLevels(client, levelColumns[kind], rates);
    else await appliers[kind](client, rates);
    await client.query('UPDATE rule SET applied_at = $2 WHERE id = $1', [id, now]);
  }
  return rows.length;
}

/** Offers follow their category's fee: suppliers receive what they asked for, and buyers pay what then is the price. */
async function applyFees(client: ClientBase, rates: Rates): Promise<void> {
  const before = await currentRates(client, 'fees');
  await client.query('DELETE FROM category_fee');
  await client.query('INSERT INTO category_fee (category, fee_bps) SELECT * FROM unnest($1::text[], $2::int[])', [
    Object.keys(rates),
    Object.values(rates),
  ]);
  const { rows } = await client.query<{ category: string }>('SELECT DISTINCT category FROM product ORDER BY category');
  for (const { category } of rows) {
    const feeBps = feeOf(rates, category);
    if (feeBps !== feeOf(before, category)) await repriceOffers(client, category, feeBps);
  }
}

/** Orders and open checkouts keep the rate they were made with; a level once reached stays. */
async function applyToLevels(client: ClientBase, column: string, rates: Rates): Promise<void> {
  await client.query(
    `UPDATE agent_level SET ${column} = r.value FROM unnest($1::int[], $2::bigint[]) AS r (level, value) WHERE agent_level.level = r.level`,
    [Object.keys(rates).map(Number), Object.values(rates)],
  );
  await forgetCaches(client);
}

/** Payouts that were asked for stay as they were decided. */
async function applyMinimum(client: ClientBase, amounts: Rates): Promise<void> {
  await client.query('DELETE FROM payout_minimum');
  await client.query(
    'INSERT INTO payout_minimum (currency, minimum_minor) SELECT * FROM unnest($1::text[], $2::bigint[])',
    [Object.keys(amounts), Object.values(amounts)],
  );
}

async function applyDaily(client: ClientBase, amounts: Rates): Promise<void> {
  await client.query("DELETE FROM payout_limit WHERE kind = 'agent'");
  await client.query(
    "INSERT INTO payout_limit (kind, currency, daily_minor) SELECT 'agent', * FROM unnest($1::text[], $2::bigint[])",
    [Object.keys(amounts), Object.values(amounts)],
  );
}
