import type { RouteAnswer } from '@kameng/contract/routes';
import type { Context } from '../engine.ts';
import { readCursor, writeCursor } from '../http/cursor.ts';
import type { Input } from '../http/serve-route.ts';
import { orderToken } from '../order/order-token.ts';
import { readOrders } from '../order/read-orders.ts';
import { contactOf } from './find-contact.ts';

/** The orders paid with a contact, newest first. One with a query password is listed and not opened: that asks for the password. */
export async function listOwnOrders(
  ctx: Context,
  { query }: Input<'listOwnOrders'>,
): Promise<RouteAnswer<'listOwnOrders'>> {
  const [before = null] = readCursor(query.cursor, 1);
  const { rows } = await ctx.db.pool.query<{ id: string; token_generation: number; locked: boolean }>(
    `SELECT id, token_generation, query_password_hash IS NOT NULL AS locked FROM orders
     WHERE contact_fingerprint = $1 AND status NOT IN ('held', 'expired') AND ($2::text IS NULL OR id < $2) ORDER BY id DESC LIMIT $3`,
    [contactOf(ctx), before, query.limit + 1],
  );
  const page = rows.slice(0, query.limit);
  const tokens = new Map(
    page.map(({ id, token_generation, locked }) => [id, locked ? null : orderToken(ctx.keys, id, token_generation)]),
  );
  const orders = await readOrders(ctx.db.pool, ctx.language, [...tokens.keys()]);
  return {
    data: orders.map((order) => ({ order, order_token: tokens.get(order.id) ?? null })),
    next_cursor: rows.length > page.length ? writeCursor([page.at(-1)!.id]) : null,
  };
}
