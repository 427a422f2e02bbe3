import type { Order } from '@kameng/contract/order';
import type { Context } from '../engine.ts';
import type { Input } from '../http/serve-route.ts';
import { askChannel } from '../payment/ask-channel.ts';
import { authoriseOrder } from './authorise-order.ts';
import { readOrder } from './read-orders.ts';

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
