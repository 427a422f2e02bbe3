import type { Engine } from '../engine.ts';

const batchMax = 1000;
/** Nobody is to pay for a code that ends while they pay. */
const earlyMs = 3_600_000;
/** A code whose hold ends may come back to the shelf; by then every hold has ended. */
const keptMs = 7 * 86_400_000;

/** Job: takes codes off the shelf an hour before they expire; they are never sold. Answers how many. */
export async function takeExpired({ db, now }: Pick<Engine, 'db' | 'now'>): Promise<number> {
  const at = now().getTime();
  const kept = new Date(at - keptMs);
  const { rowCount } = await db.pool.query(
    `WITH gone AS (
       SELECT s.offer_id, s.code_id FROM code_expiry e JOIN shelf s ON s.offer_id = e.offer_id AND s.code_id = e.code_id
       WHERE e.expires_at BETWEEN $1 AND $2 LIMIT $3 FOR UPDATE OF s SKIP LOCKED)
     DELETE FROM shelf USING gone WHERE shelf.offer_id = gone.offer_id AND shelf.code_id = gone.code_id`,
    [kept, new Date(at + earlyMs), batchMax],
  );
  await db.pool.query(
    `DELETE FROM code_expiry WHERE code_id IN (
       SELECT code_id FROM code_expiry WHERE expires_at < $1 ORDER BY expires_at LIMIT $2 FOR UPDATE SKIP LOCKED)`,
    [kept, batchMax],
  );
  return rowCount ?? 0;
}
