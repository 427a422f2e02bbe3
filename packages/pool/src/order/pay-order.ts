import { createId } from '@kameng/contract/id';
import type { PaymentAction } from '@kameng/contract/checkout';
import { ApiError } from '../api-error.ts';
import { transact } from '../database/transact.ts';
import type { Context } from '../engine.ts';
import type { Input } from '../http/serve-route.ts';
import { startPayment, type NewPayment } from '../payment/start-payment.ts';
import { authoriseOrder } from './authorise-order.ts';
import { loadOrders } from './load-orders.ts';

/** Most payments that one order may start. */
const paymentsMax = 10;

/** Goes on with the payment that is open in this channel, or starts another one; whichever is paid first wins. */
export async function payOrder(ctx: Context, { params, body }: Input<'payOrder'>): Promise<PaymentAction> {
  await authoriseOrder(ctx, params.id);
  if (!ctx.channels.has(body.channel)) throw new ApiError('channel_unknown');
  const payment = await transact(ctx.db.pool, async (client): Promise<NewPayment> => {
    const now = ctx.now();
    const loaded = (await loadOrders(client, [params.id])).get(params.id);
    if (!loaded) throw new ApiError('order_not_found');
    const { order, payments } = loaded;
    if (order.status !== 'held' || order.expires_at === null || order.expires_at <= now)
      throw new ApiError('order_state', { detail: 'Only an order whose codes are still held can be paid.' });
    const terms = {
      order_id: order.id,
      channel: body.channel,
      currency: order.currency,
      amount_minor: order.amount_minor,
      embed_mode: order.embed_mode,
      expires_at: order.expires_at,
    };
    const open = payments.find(
      ({ channel, status }) => channel === body.channel && (status === 'waiting' || status === 'creating'),
    );
    if (open) return { ...terms, id: open.id, created_at: open.created_at };
    if (payments.length >= paymentsMax)
      throw new ApiError('order_state', {
        detail: 'This order has had too many payment attempts; open a new checkout.',
      });
    const id = createId('payment', now.getTime());
    await client.query(
      "INSERT INTO payment (id, order_id, channel, currency, amount_minor, status, created_at, updated_at) VALUES ($1, $2, $3, $4, $5, 'creating', $6, $6)",
      [id, order.id, body.channel, order.currency, order.amount_minor, now],
    );
    return { ...terms, id, created_at: now };
  });
  return startPayment(ctx, payment);
}
