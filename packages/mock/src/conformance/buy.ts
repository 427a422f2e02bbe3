import assert from 'node:assert/strict';
import type { Checkout, Confirmation } from '@kameng/contract/checkout';
import type { Order } from '@kameng/contract/order';
import type { SentBody } from '@kameng/contract/routes';
import { demoIds } from '../demo-ids.ts';
import type { Outcome } from '../state.ts';
import { ask, until, type Harness } from './ask.ts';

let buyers = 0;

/** A mail address that no other scenario has, since holds are bounded per buyer. */
export function newBuyer(): string {
  buyers += 1;
  return `buyer-${buyers}-${crypto.randomUUID().slice(0, 8)}@example.com`;
}

export async function openCheckout(
  harness: Harness,
  body: Partial<SentBody<'createCheckout'>> = {},
): Promise<Checkout> {
  const { body: checkout } = await ask(harness, 'createCheckout', {
    bearer: harness.siteKey,
    body: { product_id: demoIds.starfall, ...body },
  });
  return checkout;
}

/** What a buyer sends who agrees to the price shown. */
export function confirmBody(
  checkout: Checkout,
  rest: Partial<SentBody<'confirmCheckout'>> = {},
): SentBody<'confirmCheckout'> {
  return {
    secret: checkout.secret,
    contact: { email: newBuyer() },
    channel: 'sandbox',
    consent: { text_version: checkout.consent.text_version },
    max_amount: checkout.amount,
    ...rest,
  };
}

export async function confirm(
  harness: Harness,
  checkout: Checkout,
  rest: Partial<SentBody<'confirmCheckout'>> = {},
): Promise<Confirmation> {
  const { body } = await ask(harness, 'confirmCheckout', { id: checkout.id, body: confirmBody(checkout, rest) });
  assert.equal(body.order.status, 'held');
  return body;
}

/** The gateway's address of a confirmation or of another payment. */
export function payUrl(action: Confirmation['action']): string {
  assert.equal(action.kind, 'redirect');
  return action.kind === 'redirect' ? action.url : '';
}

/** From nothing to a payment with this outcome; the order is not waited for. */
export async function payFor(
  harness: Harness,
  outcome: Outcome,
  body: Partial<SentBody<'createCheckout'>> = {},
): Promise<Confirmation> {
  const confirmation = await confirm(harness, await openCheckout(harness, body));
  await harness.pay(payUrl(confirmation.action), outcome);
  return confirmation;
}

export async function readOrder(harness: Harness, { order, order_token }: Confirmation): Promise<Order> {
  return (await ask(harness, 'getOrder', { id: order.id, bearer: order_token })).body;
}

/** The order as soon as it is so. */
export function orderThat(
  harness: Harness,
  confirmation: Confirmation,
  isSo: (order: Order) => boolean,
  limitS?: number,
): Promise<Order> {
  return until(() => readOrder(harness, confirmation), isSo, limitS);
}

/** A bought and delivered order. */
export async function buy(
  harness: Harness,
  body: Partial<SentBody<'createCheckout'>> = {},
): Promise<Confirmation & { order: Order }> {
  const confirmation = await payFor(harness, 'paid', body);
  return { ...confirmation, order: await orderThat(harness, confirmation, (order) => order.status === 'delivered') };
}
