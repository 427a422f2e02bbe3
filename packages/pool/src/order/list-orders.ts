import type { RouteAnswer } from '@kameng/contract/routes';
import type { Context } from '../engine.ts';
import { readCursor, writeCursor } from '../http/cursor.ts';
import type { Input } from '../http/serve-route.ts';
import { shopOf } from '../site/shop-of.ts';
import { readOrders } from './read-orders.ts';

/** The shop's own purchases, newest first; one of them when a client_reference is given. */
export async function listOrders(ctx: Context, { query }: Input<'listOrders'>): Promise<RouteAnswer<'listOrders'>> {
  const [before = '~'] = readCursor(query.cursor, 1);
  const { rows } = await ctx.db.pool.query<{ id: string }>(
    `SELECT id FROM orders WHERE site_id = $1 AND id < $2 AND client_reference IS NOT NULL AND ($3::text IS NULL OR client_reference = $3) ORDER BY id DESC LIMIT $4`,
    [shopOf(ctx).id, before, query.client_reference ?? null, query.limit + 1],
  );
  const page = rows.slice(0, query.limit).map(({ id }) => id);
  return {
    data: await readOrders(ctx.db.pool, ctx.language, page),
    next_cursor: rows.length > query.limit ? writeCursor([page.at(-1)!]) : null,
  };
}
