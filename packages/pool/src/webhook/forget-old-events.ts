import { idsBefore } from '../database/ids-before.ts';
import type { Engine } from '../engine.ts';

const batchRows = 1000;
/** For so long a shop can list an event and have it sent again. */
export const eventKeptMs = 90 * 86_400_000;

/** An event that is still to be sent, or sent again, is kept however old it is. */
export const forgetEventsText = `
  WITH old AS MATERIALIZED (
    SELECT id FROM event WHERE id < $1 AND dispatched_at IS NOT NULL
      AND NOT EXISTS (SELECT FROM webhook_delivery d WHERE d.event_id = event.id AND d.next_attempt_at IS NOT NULL)
    ORDER BY id LIMIT $2 FOR UPDATE SKIP LOCKED
  ), gone AS (
    DELETE FROM webhook_delivery d USING old WHERE d.event_id = old.id
  )
  DELETE FROM event USING old WHERE event.id = old.id`;

/** Job: forgets events that were sent long ago, and how they were delivered, a bounded number a turn. Orders keep their own history. */
export async function forgetOldEvents(engine: Engine): Promise<number> {
  const before = idsBefore('event', new Date(engine.now().getTime() - eventKeptMs));
  const { rowCount } = await engine.db.pool.query({
    name: 'forget events',
    text: forgetEventsText,
    values: [before, batchRows],
  });
  return rowCount ?? 0;
}
