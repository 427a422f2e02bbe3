import type { Engine } from '../engine.ts';

const batchRows = 5000;
/** Clocks of several machines do not agree to the second. */
const keptMs = 60_000;

/** Job: forgets counted requests of windows that are over, a bounded number a turn. */
export async function forgetRates(engine: Engine): Promise<number> {
  const { rowCount } = await engine.db.pool.query(
    `DELETE FROM rate_count WHERE (ends_at, key) IN (
       SELECT ends_at, key FROM rate_count WHERE ends_at < $1 ORDER BY ends_at, key LIMIT $2 FOR UPDATE SKIP LOCKED)`,
    [new Date(engine.now().getTime() - keptMs), batchRows],
  );
  return rowCount ?? 0;
}
