import type { ClientBase } from 'pg';
import type { RuleKind } from '@kameng/contract/desk/rule';
import { forgetCaches } from '../cache/engine-cache.ts';
import { transact } from '../database/transact.ts';
import type { Engine } from '../engine.ts';
import { isOfLevels, levelColumns, type Rates } from './current-rates.ts';
import { readPriceRates } from './price-rates.ts';
import { repriceCategories } from './reprice-offers.ts';

/** How what is no value of a level comes into force. */
const appliers = {
  fees: (client: ClientBase, rates: Rates) => writeByCategory(client, 'category_fee', 'fee_bps', rates),
  discounts: (client: ClientBase, rates: Rates) => writeByCategory(client, 'category_discount', 'discount_bps', rates),
  payout_minimum: applyMinimum,
  payout_daily: applyDaily,
};

/** Rules that come due in one turn; more wait for the next. */
const dueMax = 20;

interface Due {
  id: string;
  kind: RuleKind;
  rates: Rates;
}

/** Job: puts rules into force whose moment has come, in their order, each once. Answers how many. */
export async function applyRules(engine: Pick<Engine, 'db' | 'now' | 'channels'>): Promise<number> {
  // Nearly always nothing is due, and then nothing is locked.
  const due = await engine.db.pool.query(
    'SELECT FROM rule WHERE applied_at IS NULL AND withdrawn_at IS NULL AND live_from <= $1 LIMIT 1',
    [engine.now()],
  );
  if (due.rowCount === 0) return 0;
  return transact(engine.db.pool, async (client) => {
    await lockRules(client);
    return applyDue(client, engine.channels, engine.now());
  });
}

/** Any number of its own: rules come into force one after the other, and no price is made of rates that are just changing. */
const rulesLock = 0x72756c65;

/** Until the transaction ends nobody else puts a rule into force. Whoever wants to know when one was looks at the clock after this. */
export async function lockRules(client: ClientBase): Promise<void> {
  await client.query('SELECT pg_advisory_xact_lock($1)', [rulesLock]);
}

/** Until the transaction ends the rates stay what they are, so that an offer made of them is found by the rule that changes them. */
export async function holdRules(client: ClientBase): Promise<void> {
  await client.query('SELECT pg_advisory_xact_lock_shared($1)', [rulesLock]);
}

/** The same in the caller's transaction, which has {@link lockRules}. Prices follow: suppliers receive what they asked for, and buyers pay what then is the price. */
export async function applyDue(client: ClientBase, channels: Engine['channels'], now: Date): Promise<number> {
  const { rows } = await client.query<Due>(
    `SELECT id, kind, rates FROM rule WHERE applied_at IS NULL AND withdrawn_at IS NULL AND live_from <= $1
     ORDER BY live_from, id LIMIT $2 FOR UPDATE`,
    [now, dueMax],
  );
  const before = await readPriceRates(client, channels);
  for (const { id, kind, rates } of rows) {
    if (isOfLevels(kind)) await applyToLevels(client, levelColumns[kind], rates);
    else await appliers[kind](client, rates);
    await client.query('UPDATE rule SET applied_at = $2 WHERE id = $1', [id, now]);
  }
  await repriceCategories(client, before, await readPriceRates(client, channels));
  return rows.length;
}

async function writeByCategory(client: ClientBase, table: string, column: string, rates: Rates): Promise<void> {
  await client.query(`DELETE FROM ${table}`);
  await client.query(`INSERT INTO ${table} (category, ${column}) SELECT * FROM unnest($1::text[], $2::int[])`, [
    Object.keys(rates),
    Object.values(rates),
  ]);
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
