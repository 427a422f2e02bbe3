import type { RouteAnswer } from '@kameng/contract/routes';
import { ApiError } from '../api-error.ts';
import type { Context } from '../engine.ts';
import type { Input } from '../http/serve-route.ts';
import { shopOf } from '../site/shop-of.ts';

/** Sends an event again to every endpoint that wants its type, with all its attempts. Throws `event_not_found`. */
export async function redeliverEvent(
  ctx: Context,
  { params }: Input<'redeliverEvent'>,
): Promise<RouteAnswer<'redeliverEvent'>> {
  const { rows } = await ctx.db.pool.query<{ deliveries: number | null }>(
    `WITH wanted AS (
       SELECT id, type, object_id, site_id FROM event WHERE id = $1 AND site_id = $2
     ), queued AS (
       INSERT INTO webhook_delivery (event_id, endpoint_id, object_id, queued_at, next_attempt_at)
       SELECT w.id, e.id, w.object_id, $3, $3 FROM wanted w JOIN webhook_endpoint e ON e.site_id = w.site_id AND e.removed_at IS NULL AND w.type = ANY (e.events)
       ON CONFLICT (event_id, endpoint_id)
         DO UPDATE SET attempts = 0, queued_at = excluded.queued_at, next_attempt_at = excluded.next_attempt_at, last_status = NULL, delivered_at = NULL
       RETURNING 1
     )
     SELECT (SELECT count(*) FROM queued) AS deliveries FROM wanted`,
    [params.id, shopOf(ctx).id, ctx.now()],
  );
  if (rows[0] === undefined) throw new ApiError('event_not_found');
  return { status: 'queued', deliveries: rows[0].deliveries ?? 0 };
}
