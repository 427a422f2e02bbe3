import type { Engine } from '../engine.ts';
import type { Seen } from './channel.ts';

const batchRows = 200;
const backoffMaxMs = 60_000;

/** Job: applies callbacks that were stored and answered but not applied, because a process died or the database was away. */
export async function applyStoredCallbacks(engine: Engine): Promise<number> {
  const now = engine.now();
  const { rows } = await engine.db.pool.query<{ provider: string; seen: Seen }>(
    `UPDATE payment_event SET attempts = attempts + 1, next_attempt_at = $1::timestamptz + least($3, 2000 * 2 ^ least(attempts, 10)) * interval '1 millisecond'
     WHERE (provider, event_key) IN (
       SELECT provider, event_key FROM payment_event WHERE applied_at IS NULL AND next_attempt_at <= $1 ORDER BY next_attempt_at LIMIT $2 FOR UPDATE SKIP LOCKED)
     RETURNING provider, seen`,
    [now, batchRows, backoffMaxMs],
  );
  await Promise.all(
    rows.map(({ provider, seen }) =>
      engine.batchers
        .applySeen({ channel: provider, seen, stored: true })
        .catch((error: unknown) =>
          engine.log.error({ err: error, channel: provider }, 'callback could not be applied'),
        ),
    ),
  );
  return rows.length;
}
