import type { RouteAnswer } from '@kameng/contract/routes';
import type { Context } from '../engine.ts';
import { readCursor, writeCursor } from '../http/cursor.ts';
import type { Input } from '../http/serve-route.ts';
import { shopOf } from '../site/shop-of.ts';
import { describeEvent, type EventRow } from './describe-event.ts';

/** The shop's events, newest first. */
export async function listEvents(ctx: Context, { query }: Input<'listEvents'>): Promise<RouteAnswer<'listEvents'>> {
  const [before = '~'] = readCursor(query.cursor, 1);
  const { rows } = await ctx.db.pool.query<EventRow>(
    `SELECT id, type, object_id, sequence, status, client_reference, created_at FROM event
     WHERE site_id = $1 AND id < $2 ORDER BY id DESC LIMIT $3`,
    [shopOf(ctx).id, before, query.limit + 1],
  );
  const page = rows.slice(0, query.limit);
  return {
    data: page.map(describeEvent),
    next_cursor: rows.length > query.limit ? writeCursor([page.at(-1)!.id]) : null,
  };
}
