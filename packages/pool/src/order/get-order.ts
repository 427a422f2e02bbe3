import type { Order } from '@kameng/contract/order';
import type { Context } from '../engine.ts';
import type { Input } from '../http/serve-route.ts';
import { queryPayment } from '../payment/watch-payments.ts';
import { authoriseOrder } from './authorise-order.ts';
import { readOrder } from './read-orders.ts';

/** A buyer who looks at an unpaid order makes the pool ask its channel, at most this often, in milliseconds. */
const askEveryMs = 5000;

/** The order of a token, or of the shop that bought it. */
export async function getOrder(ctx: Context, { params }: Input<'getOrder'>): Promise<Order> {
  await authoriseOrder(ctx, params.id);
  const order = await readOrder(ctx, params.id);
  if (order.status === 'held')
    void askChannel(ctx, order.id).catch((error: unknown) =>
      ctx.log.warn({ err: error }, 'channel could not be asked'),
    );
  return order;
}

/** A lost callback is found when the buyer comes back, not minutes later. */
async function askChannel(ctx: Context, orderId: string): Promise<void> {
  const now = ctx.now();
  const { rows } = await ctx.db.pool.query<{ id: string; channel: string }>(
    `UPDATE payment SET updated_at = $2 WHERE order_id = $1 AND status = 'waiting' AND updated_at <= $3 RETURNING id, channel`,
    [orderId, now, new Date(now.getTime() - askEveryMs)],
  );
  await Promise.all(rows.map(({ id, channel }) => queryPayment(ctx, channel, id)));
}
