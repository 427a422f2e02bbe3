import { hash } from 'node:crypto';
import type { Order } from '@kameng/contract/order';
import type { Context } from '../engine.ts';
import { reply, type Reply } from '../http/reply.ts';
import type { Input } from '../http/serve-route.ts';
import { shopOf } from '../site/shop-of.ts';
import { buyHeld } from './buy-held.ts';
import { newPurchaseIds, type BoughtOrder, type Purchase } from './buy-orders.ts';
import { codesShownMax, readOrder, renderItem, renderOrder } from './read-orders.ts';

/**
 * Buys from the shop's balance. 201 with the delivered order, 202 while its codes are still to come, 200 with the first
 * order when this reference bought the same before.
 */
export async function createOrder(ctx: Context, { body }: Input<'createOrder'>): Promise<Reply<Order>> {
  const purchase: Purchase = {
    ...newPurchaseIds(ctx.now()),
    site: shopOf(ctx),
    body,
    requestFingerprint: hash(
      'sha256',
      JSON.stringify([
        body.product_id,
        body.offer_id,
        body.quantity,
        body.max_amount.amount_minor,
        body.max_amount.currency,
      ]),
      'buffer',
    ),
    idempotency: ctx.idempotency,
  };
  const held = body.hold_id === undefined ? undefined : await buyHeld(ctx, purchase, body.hold_id);
  const bought = held ?? (await ctx.batchers.buyOrder(purchase));
  if (bought.replayed) return reply(200, await readOrder(ctx, bought.orderId));
  return reply(bought.bought.delivered ? 201 : 202, render(ctx, bought.bought));
}

/** Made of what the batch knows already: reading the order back would cost as much as buying it. */
function render(ctx: Context, bought: BoughtOrder): Order {
  const { purchase, product, offer, codes, amount_minor, bought_at, delivered } = bought;
  const { currency } = product;
  const item = renderItem(
    {
      id: purchase.itemId,
      quantity: purchase.body.quantity,
      unit_price_minor: offer.unit_price_minor,
      status: delivered ? 'delivered' : 'waiting',
    },
    product,
    delivered ? codes.slice(0, codesShownMax) : [],
    currency,
    ctx.language,
  );
  return renderOrder(
    {
      id: purchase.orderId,
      site_id: purchase.site.id,
      agent_id: null,
      checkout_id: null,
      status: delivered ? 'delivered' : 'paid',
      channel: 'balance',
      currency,
      amount_minor,
      commission_bps: 0,
      agent_terms: null,
      client_reference: purchase.body.client_reference,
      contact_secret: null,
      language: null,
      embed_mode: null,
      token_generation: 1,
      sequence: 1,
      created_at: bought_at,
      expires_at: null,
      paid_at: bought_at,
      delivered_at: delivered ? bought_at : null,
      next_delivery_at: null,
      frozen_at: null,
    },
    [item],
    { channel: 'balance', status: 'paid', paid: { amount_minor, currency } },
    [],
  );
}
