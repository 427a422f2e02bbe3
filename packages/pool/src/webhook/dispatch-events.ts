import type { Engine } from '../engine.ts';

const batchMax = 500;

/** Job: turns recorded events into deliveries, one for each endpoint that wants them. Answers the number of events. */
export async function dispatchEvents(engine: Engine): Promise<number> {
  const { rowCount } = await engine.db.pool.query({
    name: 'dispatch events',
    text: `WITH batch AS MATERIALIZED (
             SELECT id, site_id, type, object_id FROM event WHERE dispatched_at IS NULL ORDER BY id LIMIT $2 FOR UPDATE SKIP LOCKED
           ), queued AS (
             INSERT INTO webhook_delivery (event_id, endpoint_id, object_id, queued_at, next_attempt_at)
             SELECT b.id, e.id, b.object_id, $1, $1
             FROM batch b JOIN webhook_endpoint e ON e.site_id = b.site_id AND e.removed_at IS NULL AND b.type = ANY (e.events)
             ON CONFLICT (event_id, endpoint_id) DO NOTHING
           )
           UPDATE event SET dispatched_at = $1 FROM batch WHERE event.id = batch.id`,
    values: [engine.now(), batchMax],
  });
  return rowCount ?? 0;
}
