import type { Engine } from '../engine.ts';

const batchMax = 500;

/**
 * Job: turns recorded events into deliveries, one for each endpoint that wants them. Answers the number of events.
 * Of several changes of one product only the last is sent: the event says which product to read, and the list keeps them all.
 */
export async function dispatchEvents(engine: Engine): Promise<number> {
  const { rowCount } = await engine.db.pool.query({
    name: 'dispatch events',
    text: `WITH batch AS MATERIALIZED (
             SELECT id, site_id, type, object_id FROM event WHERE dispatched_at IS NULL ORDER BY id LIMIT $2 FOR UPDATE SKIP LOCKED
           ), wanted AS (
             SELECT b.*, e.id AS endpoint_id FROM batch b JOIN webhook_endpoint e ON e.site_id = b.site_id AND e.removed_at IS NULL AND b.type = ANY (e.events)
             WHERE b.type <> 'product.updated' OR NOT EXISTS (
               SELECT 1 FROM batch newer WHERE newer.site_id = b.site_id AND newer.type = b.type AND newer.object_id = b.object_id AND newer.id > b.id)
           ), overtaken AS (
             UPDATE webhook_delivery d SET next_attempt_at = NULL FROM wanted w
             WHERE w.type = 'product.updated' AND d.endpoint_id = w.endpoint_id AND d.object_id = w.object_id AND d.event_id < w.id AND d.next_attempt_at IS NOT NULL
           ), queued AS (
             INSERT INTO webhook_delivery (event_id, endpoint_id, object_id, queued_at, next_attempt_at)
             SELECT id, endpoint_id, object_id, $1, $1 FROM wanted ON CONFLICT (event_id, endpoint_id) DO NOTHING
           )
           UPDATE event SET dispatched_at = $1 FROM batch WHERE event.id = batch.id`,
    values: [engine.now(), batchMax],
  });
  return rowCount ?? 0;
}
