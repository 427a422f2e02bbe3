import type { ClientBase } from 'pg';
import { transact } from '../database/transact.ts';
import type { Engine } from '../engine.ts';
import { firstTransferAt } from './transfer-time.ts';

/** Transfers folded at once. */
const foldRows = 20_000;
/**
 * How far the clocks of the pool's processes may be apart, and how long before its transaction a transfer may have been dated.
 * Longer than any transaction is tried again.
 */
const defaultMarginMs = 600_000;

/**
 * Job: adds transfers to the snapshots of the accounts they touch, so that reading a balance stays short. Only transfers dated
 * so long ago that none can still appear before them: transactions under way hold the horizon back. Answers how many there were.
 */
export async function foldBalances(
  engine: Pick<Engine, 'db' | 'now'>,
  { marginMs = defaultMarginMs } = {},
): Promise<number> {
  return transact(engine.db.pool, async (client) => {
    const folds = await client.query<{ through: string }>('SELECT through FROM balance_fold FOR UPDATE SKIP LOCKED');
    // Another process is at it.
    if (!folds.rows[0]) return 0;
    const { through } = folds.rows[0];
    const horizon = await findHorizon(client, engine.now(), marginMs);
    const { rows } = await client.query<{ last: string | null; count: number }>(
      `SELECT max(id) AS last, count(*) AS count FROM (SELECT id FROM transfer WHERE id > $1 AND id < $2 ORDER BY id LIMIT $3) AS due`,
      [through, firstTransferAt(horizon), foldRows],
    );
    const { last, count } = rows[0]!;
    if (last !== null) await fold(client, through, last);
    await client.query(
      'UPDATE balance_fold SET through = $1, closed_before = greatest(closed_before, CASE WHEN $3 THEN closed_before ELSE $2 END)',
      [last ?? through, horizon, count === foldRows],
    );
    return count;
  });
}

/** The time before which no transfer can still appear: before the oldest transaction under way, by a margin. */
async function findHorizon(client: ClientBase, now: Date, marginMs: number): Promise<Date> {
  // As an age, because the database's clock is not ours.
  const { rows } = await client.query<{ oldest_ms: number }>(
    `SELECT COALESCE(extract(epoch FROM clock_timestamp() - min(xact_start)) * 1000, 0)::bigint AS oldest_ms
     FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()`,
  );
  return new Date(now.getTime() - Math.max(0, rows[0]!.oldest_ms) - marginMs);
}

async function fold(client: ClientBase, through: string, last: string): Promise<void> {
  await client.query(
    `WITH due AS MATERIALIZED (SELECT debit_account, credit_account, amount_minor FROM transfer WHERE id > $1 AND id <= $2),
       moved AS (
         SELECT account_id, sum(amount_minor)::bigint AS moved_minor FROM (
           SELECT debit_account AS account_id, -amount_minor AS amount_minor FROM due
           UNION ALL SELECT credit_account, amount_minor FROM due) AS sides GROUP BY account_id)
     INSERT INTO balance_snapshot (account_id, balance_minor)
     SELECT account_id, moved_minor FROM moved JOIN account ON account.id = account_id AND account.floor_minor IS NULL
     ON CONFLICT (account_id) DO UPDATE SET balance_minor = balance_snapshot.balance_minor + EXCLUDED.balance_minor`,
    [through, last],
  );
}
