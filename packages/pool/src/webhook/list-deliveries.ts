import type { Delivery } from '@kameng/contract/desk/shop';
import type { DeskAnswer } from '@kameng/contract/desk-routes';
import { readCursor, writeCursor } from '../http/cursor.ts';
import type { DeskInput, MemberContext } from '../http/serve-desk.ts';
import { atSite } from '../site/at-site.ts';

type Row = Omit<Delivery, 'queued_at' | 'next_attempt_at' | 'delivered_at'> &
  Record<'queued_at', Date> &
  Record<'next_attempt_at' | 'delivered_at', Date | null>;

const text = `
  SELECT * FROM (
    SELECT d.event_id, v.type, d.endpoint_id, e.url, d.object_id, d.attempts, d.last_status, d.queued_at, d.next_attempt_at, d.delivered_at,
      CASE WHEN d.delivered_at IS NOT NULL THEN 'delivered' WHEN d.next_attempt_at IS NOT NULL THEN 'waiting' ELSE 'given_up' END AS state
    FROM webhook_endpoint e JOIN webhook_delivery d ON d.endpoint_id = e.id JOIN event v ON v.id = d.event_id
    WHERE e.site_id = $1 AND e.removed_at IS NULL AND v.site_id = $1 AND ($5::text IS NULL OR d.object_id = $5)
  ) AS log WHERE ($2::text IS NULL OR (event_id, endpoint_id) < ($2, $3)) AND ($4::text IS NULL OR state = $4)
  ORDER BY event_id DESC, endpoint_id DESC LIMIT $6`;

/** What was sent to the endpoints of a site, newest first. Throws `not_found`. */
export async function listDeliveries(
  ctx: MemberContext,
  { params, query }: DeskInput<'listSiteDeliveries'>,
): Promise<DeskAnswer<'listSiteDeliveries'>> {
  const { actor } = await atSite(ctx, params.id);
  const [event = null, endpoint = null] = readCursor(query.cursor, 2);
  const values = [actor.site.id, event, endpoint, query.state ?? null, query.object_id ?? null, query.limit + 1];
  const { rows } = await ctx.db.pool.query<Row>(text, values);
  const page = rows.slice(0, query.limit);
  const last = page.at(-1);
  return {
    data: page.map((row) => ({
      ...row,
      queued_at: row.queued_at.toISOString(),
      next_attempt_at: row.next_attempt_at?.toISOString() ?? null,
      delivered_at: row.delivered_at?.toISOString() ?? null,
    })),
    next_cursor: last && rows.length > page.length ? writeCursor([last.event_id, last.endpoint_id]) : null,
  };
}
