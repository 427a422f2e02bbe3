import type { Order, Revealed } from '@kameng/contract/order';
import { revealLimitMax } from '@kameng/contract/order';
import type { Actor } from './actor.ts';
import type { Answer, Call } from './call.ts';
import { changeOrder } from './change-order.ts';
import { payOrder, sendRecoveryLink } from './fulfil-order.ts';
import { takeHold } from './hold.ts';
import { pageOf } from './page-of.ts';
import { placeOrder, requireGood } from './place-order.ts';
import { priceOf, yuan } from './price-checkout.ts';
import { balanceMinor, shopOf } from './shop.ts';
import { Refusal } from './refusal.ts';
import { showOrder } from './show-order.ts';
import { startPayment } from './start-payment.ts';
import { newId, type MockOrder, type MockState } from './state.ts';

/** The order, if the token is its own or the key is of the site that bought it. @throws order_not_found */
export function findOrder(state: MockState, actor: Actor, id: string): MockOrder {
  const order = state.orders.get(id);
  const mine =
    order &&
    ((actor.kind === 'order' && actor.token === order.token) ||
      (actor.kind === 'shop' && actor.site.id === order.siteId));
  if (!mine) throw new Refusal('order_not_found');
  return order;
}

/** Starts another payment for an order that is still held. */
export function payAgain({ state, actor, params, body }: Call<'payOrder'>) {
  const order = findOrder(state, actor, params.id);
  if (order.status !== 'held') throw new Refusal('order_state');
  const action = startPayment(state, order, body.channel);
  changeOrder(state, order, {});
  return action;
}

/** Shows the codes; the first look at each is kept. @throws code_not_ready, and order_state when none will come */
export function revealCodes({ state, actor, params, body, language }: Call<'revealOrder'>): Revealed {
  const order = findOrder(state, actor, params.id);
  if (order.itemStatus === 'released' || order.itemStatus === 'refunded') throw new Refusal('order_state');
  if (order.itemStatus !== 'delivered') throw new Refusal('code_not_ready');
  const codes = body.item_id === undefined || body.item_id === order.itemId ? order.codes : [];
  const page = pageOf(codes, (code) => code.id, { limit: revealLimitMax, cursor: body.cursor });
  const at = new Date(state.now()).toISOString();
  const fresh = page.data.filter((code) => code.revealedAt === null);
  for (const code of fresh) code.revealedAt = at;
  if (fresh.length > 0) changeOrder(state, order, {});
  const { redeem } = showOrder(state, order, language).items[0]!.product;
  return {
    codes: page.data.map(({ id, fields }) => ({ id, item_id: order.itemId, fields, redeem })),
    next_cursor: page.next_cursor,
  };
}

/** Mails the way back to an order to the address it was bought with, and says the same when there is none. */
export function lookUpOrder({ state, body }: Call<'lookupOrder'>): { status: 'sent_if_known' } {
  const order = state.orders.get(body.order_id);
  if (order?.contact.includes(body.contact)) sendRecoveryLink(state, order, body.contact);
  return { status: 'sent_if_known' };
}

/** Buys from the shop's balance; the same reference and body again is the first order. */
export function buyFromBalance({ state, actor, body, language }: Call<'createOrder'>): Answer<'createOrder'> {
  const shop = shopOf(actor);
  const first = [...state.orders.values()].find(
    (order) => order.siteId === shop.id && order.clientReference === body.client_reference,
  );
  // Which codes were set aside for it is no part of what is bought.
  const { hold_id, ...wanted } = body;
  const request = JSON.stringify(wanted);
  if (first && first.request !== request) throw new Refusal('reference_conflict');
  if (first) return { status: 200, body: showOrder(state, first, language) };
  const price = hold_id === undefined ? undefined : takeHold(state, shop, hold_id, body);
  if (body.product_id === undefined) throw new Refusal('offer_not_found');
  const good = requireGood(state, body.product_id, body.quantity);
  const due = (price ?? priceOf(good, body.quantity)).amount;
  if (body.max_amount.currency !== due.currency || due.amount_minor > body.max_amount.amount_minor)
    throw new Refusal('price_moved');
  if (balanceMinor(state, shop) < due.amount_minor) throw new Refusal('balance_too_low');
  const purchase = { good, quantity: body.quantity, maxMinor: body.max_amount.amount_minor, ...(price && { price }) };
  const rest = {
    siteId: shop.id,
    ref: null,
    embedMode: null,
    contact: [],
    clientReference: body.client_reference,
    request,
    holdUntil: null,
  };
  const order = placeOrder(state, purchase, rest);
  state.ledger.get(shop.id)?.push({
    id: newId(state, 'entry'),
    transfer_id: newId(state, 'transfer'),
    kind: 'payment',
    amount: yuan(-order.amount.amount_minor),
    order_id: order.id,
    created_at: new Date(state.now()).toISOString(),
  });
  payOrder(state, order);
  const answer: Order = showOrder(state, order, language);
  return order.itemStatus === 'waiting' ? { status: 202, body: answer } : { status: 201, body: answer };
}
