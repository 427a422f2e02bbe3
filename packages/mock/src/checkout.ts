import type { Checkout, Confirmation } from '@kameng/contract/checkout';
import type { Language } from '@kameng/contract/page';
import { requireRef, requireOrigin } from './actor.ts';
import type { Call } from './call.ts';
import { placeOrder, randomSecret, requireGood } from './place-order.ts';
import { priceOf } from './price-checkout.ts';
import { Refusal } from './refusal.ts';
import { showOrder } from './show-order.ts';
import { showProduct } from './show-product.ts';
import { channels, paymentAction, requireChannel, startPayment } from './start-payment.ts';
import { newId, type MockCheckout, type MockState } from './state.ts';

const consent = {
  zh: { text_version: '2026-11-zh', text: '我已了解：卡密交付后，除无法使用外不支持退款。' },
  en: {
    text_version: '2026-11-en',
    text: 'I understand that a delivered code cannot be returned unless it does not work.',
  },
};

/** Opens a checkout for whoever's key or referral the request carries. */
export function openCheckout({ state, actor, body, language }: Call<'createCheckout'>): Checkout {
  const site = actor.kind === 'site' || actor.kind === 'shop' ? actor.site : null;
  if (actor.kind === 'site' && body.embed) requireOrigin(state, actor.site, body.embed.origin);
  const fromHeader = 'ref' in actor ? actor.ref : null;
  // A key speaks for itself; without one the checkout that is replaced says whose sale this is, whatever is claimed now.
  const before = site || !body.replaces ? null : findCheckout(state, body.replaces.id, body.replaces.secret);
  const kept = before?.siteId || before?.ref ? before : null;
  if (kept && body.embed && ![new URL(state.poolUrl).origin, kept.embedOrigin].includes(body.embed.origin))
    throw new Refusal('origin_not_allowed');
  const ref = kept ? kept.ref : body.ref === undefined ? fromHeader : requireRef(state, body.ref);
  const good = requireGood(state, body.product_id, body.quantity);
  const couponBps = body.coupon === undefined ? 0 : state.coupons.get(body.coupon.trim().toUpperCase());
  if (couponBps === undefined) throw new Refusal('coupon_invalid', [{ pointer: '/coupon', code: 'invalid_value' }]);
  const checkout: MockCheckout = {
    id: newId(state, 'checkout'),
    secret: randomSecret('cks_'),
    good,
    quantity: body.quantity,
    couponBps,
    siteId: site?.id ?? kept?.siteId ?? null,
    ref,
    embedOrigin: body.embed?.origin ?? kept?.embedOrigin ?? null,
    embedMode: body.embed?.mode ?? kept?.embedMode ?? null,
    orderId: null,
    expiresAt: state.now() + state.checkoutS * 1000,
  };
  state.checkouts.set(checkout.id, checkout);
  return showCheckout(state, checkout, language);
}

/** A checkout as its opener reads it. */
export function showCheckout(state: MockState, checkout: MockCheckout, language: Language): Checkout {
  const { unitPrice, amount, breakdown } = priceOf(checkout.good, checkout.quantity, checkout.couponBps);
  const expired = checkout.expiresAt <= state.now();
  return {
    id: checkout.id,
    secret: checkout.secret,
    status: checkout.orderId !== null ? 'confirmed' : expired ? 'expired' : 'open',
    product: showProduct(state, checkout.good, language),
    quantity: checkout.quantity,
    unit_price: unitPrice,
    amount,
    breakdown,
    channels,
    consent: language.startsWith('zh') ? consent.zh : consent.en,
    expires_at: new Date(checkout.expiresAt).toISOString(),
    url: `${state.poolUrl}/checkout/${checkout.id}#${checkout.secret}`,
  };
}

/** @throws checkout_not_found when there is none or the secret is another's. */
export function findCheckout(state: MockState, id: string, secret: string): MockCheckout {
  const checkout = state.checkouts.get(id);
  if (checkout?.secret !== secret) throw new Refusal('checkout_not_found');
  return checkout;
}

/** Holds the codes, writes the order and starts its payment. */
export function confirmCheckout({ state, params, body, language, request }: Call<'confirmCheckout'>): Confirmation {
  const checkout = findCheckout(state, params.id, body.secret);
  if (checkout.orderId !== null) throw new Refusal('checkout_confirmed');
  if (checkout.expiresAt <= state.now()) throw new Refusal('checkout_expired');
  if (![consent.zh, consent.en].some((each) => each.text_version === body.consent.text_version))
    throw new Refusal('consent_outdated');
  const contact = [body.contact.email, body.contact.phone].filter((each) => each !== undefined);
  if (contact.length === 0) throw new Refusal('contact_required', [{ pointer: '/contact', code: 'required' }]);
  requireChannel(body.channel);
  const max = body.max_amount;
  if (max && max.currency !== 'CNY') throw new Refusal('price_moved');
  const { good, quantity, couponBps, siteId, ref, embedMode } = checkout;
  const holdUntil = state.now() + state.holdS * 1000;
  const rest = { siteId, ref, embedMode, contact, clientReference: null, request, holdUntil };
  const order = placeOrder(state, { good, quantity, couponBps, maxMinor: max?.amount_minor }, rest);
  checkout.orderId = order.id;
  startPayment(state, order, body.channel);
  return { order: showOrder(state, order, language), order_token: order.token, action: paymentAction(state, order) };
}
