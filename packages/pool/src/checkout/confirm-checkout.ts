import { timingSafeEqual } from 'node:crypto';
import type { Confirmation } from '@kameng/contract/checkout';
import { ApiError } from '../api-error.ts';
import { transact } from '../database/transact.ts';
import type { Context } from '../engine.ts';
import type { Input } from '../http/serve-route.ts';
import { endHold } from '../order/end-hold.ts';
import { type Hold, newOrderIds } from '../order/hold-orders.ts';
import { loadOrders } from '../order/load-orders.ts';
import { contactFingerprint, sealContact } from '../order/order-contact.ts';
import { orderToken } from '../order/order-token.ts';
import { hashQueryPassword } from '../order/query-password.ts';
import { readOrder } from '../order/read-orders.ts';
import { writeChanges } from '../order/write-changes.ts';
import { startPayment, type NewPayment } from '../payment/start-payment.ts';
import { makeOrderKey } from '../record/order-key.ts';
import { findSelfSales } from '../referral/find-self-sale.ts';
import type { CheckoutRow } from './checkout-row.ts';
import { checkoutSecret } from './checkout-secret.ts';
import { readCheckout } from './get-checkout.ts';

type Body = Input<'confirmCheckout'>['body'];

/** Turns a checkout into an order whose codes are held, and starts its payment. The same key again answers the same. */
export async function confirmCheckout(ctx: Context, { params, body }: Input<'confirmCheckout'>): Promise<Confirmation> {
  const checkout = await readCheckout(ctx, params.id);
  refuse(ctx, checkout, body);
  const ids = newOrderIds(ctx.now());
  const { key, sealed: orderKey } = makeOrderKey(ctx.keys, ids.orderId);
  const held = await ctx.batchers.holdOrder({
    ...ids,
    checkoutId: checkout.id,
    channel: body.channel,
    orderKey,
    contactSecret: sealContact(key, ids.orderId, body.contact),
    contactFingerprint: contactFingerprint(ctx.keys, body.contact),
    addressFingerprint: ctx.addressFingerprint ?? null,
    queryPasswordHash: body.query_password === undefined ? null : await hashQueryPassword(body.query_password),
    language: ctx.language,
    consentVersion: body.consent.text_version,
    ...(await agentsPart(ctx, checkout, body)),
    idempotency: ctx.idempotency,
  });
  const payment = await readPayment(ctx, held.orderId);
  const action = payment.action ?? (await startOrRelease(ctx, payment));
  return {
    order: await readOrder(ctx, held.orderId),
    order_token: orderToken(ctx.keys, held.orderId, payment.token_generation),
    action,
  };
}

/** What agents have of the sale. Whoever buys through themselves earns nothing, and neither do those above them. */
async function agentsPart(
  ctx: Context,
  { agent_id, agent_terms, commission_bps }: CheckoutRow,
  { contact }: Body,
): Promise<Pick<Hold, 'commissionBps' | 'agentTerms' | 'selfSale'>> {
  if (agent_id === null) return { commissionBps: 0, agentTerms: null, selfSale: null };
  const above = agent_terms?.uplines ?? [];
  const own = await findSelfSales(ctx, [agent_id, ...above.map((upline) => upline.agent_id)], contact);
  const selfSale = own.get(agent_id) ?? null;
  if (selfSale) return { commissionBps: 0, agentTerms: null, selfSale };
  const uplines = above.filter((upline) => !own.has(upline.agent_id));
  return { commissionBps: commission_bps, agentTerms: agent_terms && { ...agent_terms, uplines }, selfSale };
}

/** What can be refused without looking at stock or other orders. */
function refuse(ctx: Context, checkout: CheckoutRow, { secret, contact, channel, consent, max_amount }: Body): void {
  const [given, expected] = [Buffer.from(secret), Buffer.from(checkoutSecret(ctx.keys, checkout.id))];
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) throw new ApiError('checkout_not_found');
  if (contact.email === undefined && contact.phone === undefined)
    throw new ApiError('contact_required', { errors: [{ pointer: '/contact', code: 'required' }] });
  if (consent.text_version !== checkout.consent_version) throw new ApiError('consent_outdated');
  if (!ctx.channels.has(channel))
    throw new ApiError('channel_unknown', { errors: [{ pointer: '/channel', code: 'invalid_value' }] });
  const amount_minor = checkout.unit_price_minor * checkout.quantity;
  if (max_amount && (max_amount.currency !== checkout.currency || max_amount.amount_minor < amount_minor))
    throw new ApiError('price_moved');
}

type OpenPayment = NewPayment & { action: Confirmation['action'] | null; token_generation: number };

/** The first payment of the order, the one that confirming started. */
async function readPayment(ctx: Context, orderId: string): Promise<OpenPayment> {
  const { rows } = await ctx.db.pool.query<OpenPayment>({
    name: 'first payment',
    text: `SELECT payment.id, payment.order_id, payment.channel, payment.currency, payment.amount_minor, payment.created_at, payment.action, orders.embed_mode, orders.expires_at, orders.token_generation
           FROM payment JOIN orders ON orders.id = payment.order_id WHERE payment.order_id = $1 ORDER BY payment.id LIMIT 1`,
    values: [orderId],
  });
  if (!rows[0]) throw new ApiError('order_not_found');
  return rows[0];
}

/** A channel that does not answer costs the buyer nothing: codes go back and the checkout can be confirmed again. */
async function startOrRelease(ctx: Context, payment: OpenPayment): Promise<Confirmation['action']> {
  try {
    return await startPayment(ctx, payment);
  } catch (error) {
    await transact(ctx.db.pool, async (client) => {
      const loaded = (await loadOrders(client, [payment.order_id])).get(payment.order_id);
      if (loaded?.order.status !== 'held') return;
      const change = endHold(loaded, 'channel unavailable');
      change.payments = loaded.payments.map((each) => ({
        id: each.id,
        status: 'failed',
        received_minor: each.received_minor,
        next_query_at: null,
      }));
      await writeChanges(client, ctx.now(), [change]);
      await client.query('UPDATE checkout SET order_id = NULL WHERE order_id = $1', [payment.order_id]);
      await client.query('DELETE FROM idempotency WHERE result_id = $1', [payment.order_id]);
      await client.query('UPDATE orders SET checkout_id = NULL WHERE id = $1', [payment.order_id]);
    });
    throw error;
  }
}
