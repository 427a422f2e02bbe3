import type { PaymentAction } from '@kameng/contract/checkout';
import type { Language } from '@kameng/contract/page';
import { ApiError } from '../api-error.ts';
import type { Texts } from '../catalog/product-row.ts';
import { pickText } from '../catalog/render-product.ts';
import type { Engine } from '../engine.ts';
import { nextQueryAt } from './watch-payments.ts';

export interface NewPayment {
  id: string;
  order_id: string;
  channel: string;
  currency: string;
  amount_minor: number;
  created_at: Date;
  embed_mode: string | null;
  expires_at: Date;
}

/**
 * Asks the channel to start a payment and keeps what the buyer has to do. Safe to do again: a payment is made once a
 * payment id. Throws `channel_unavailable`.
 */
export async function startPayment(engine: Engine, payment: NewPayment): Promise<PaymentAction> {
  return startAtChannel(engine, payment, {
    subject: await describeOrder(engine, payment.order_id),
    returnUrl:
      payment.embed_mode === 'overlay' || payment.embed_mode === 'inline'
        ? `${engine.config.url}/checkout/return?order=${payment.order_id}`
        : `${engine.config.url}/o/${payment.order_id}`,
  });
}

/** The same for what is no order: what is paid for, and where the payer comes back to, are told. */
export async function startAtChannel(
  engine: Engine,
  payment: Omit<NewPayment, 'embed_mode' | 'order_id'>,
  told: { subject: string; returnUrl: string },
): Promise<PaymentAction> {
  const channel = engine.channels.get(payment.channel);
  if (!channel) throw new ApiError('channel_unknown');
  let action: PaymentAction;
  try {
    action = await channel.create({
      paymentId: payment.id,
      amount: { amount_minor: payment.amount_minor, currency: payment.currency },
      ...told,
      notifyUrl: `${engine.config.url}/v1/callbacks/${channel.id}`,
      expiresAt: payment.expires_at,
    });
  } catch (error) {
    throw new ApiError('channel_unavailable', { cause: error });
  }
  await engine.db.pool.query({
    name: 'payment started',
    text: `UPDATE payment SET status = CASE status WHEN 'creating' THEN 'waiting' ELSE status END, action = $2, next_query_at = CASE status WHEN 'creating' THEN $3::timestamptz ELSE next_query_at END, updated_at = $4 WHERE id = $1`,
    values: [payment.id, JSON.stringify(action), nextQueryAt(payment.created_at, 0), engine.now()],
  });
  return action;
}

/** What the buyer reads at the channel: what is bought, in the language it was bought in. */
async function describeOrder(engine: Engine, orderId: string): Promise<string> {
  const { rows } = await engine.db.pool.query<{ names: Texts; quantity: number; language: Language | null }>({
    name: 'describe order',
    text: `SELECT product.names, order_item.quantity, orders.language FROM order_item JOIN product ON product.id = order_item.product_id
           JOIN orders ON orders.id = order_item.order_id WHERE order_item.order_id = $1 ORDER BY order_item.id`,
    values: [orderId],
  });
  return rows
    .map(
      ({ names, quantity, language }) => `${pickText(names, language ?? 'en')}${quantity > 1 ? ` × ${quantity}` : ''}`,
    )
    .join(', ');
}
