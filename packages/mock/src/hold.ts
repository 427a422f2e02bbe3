import type { Hold } from '@kameng/contract/hold';
import type { Call } from './call.ts';
import { takeStock } from './change-feed.ts';
import { balanceMinor, shopOf } from './shop.ts';
import { requireGood } from './place-order.ts';
import { priceOf } from './price-checkout.ts';
import { Refusal } from './refusal.ts';
import { newId, type MockHold, type MockSite, type MockState } from './state.ts';

/** Sets codes aside for a shop. @throws product_not_found, quantity_out_of_range, sold_out, price_moved, balance_too_low */
export function holdGoods({ state, actor, body }: Call<'createHold'>): Hold {
  const shop = shopOf(actor);
  const good = requireGood(state, body.product_id, body.quantity);
  if (good.mischief === 'sold_out' || good.mischief === 'price_moved') throw new Refusal(good.mischief);
  const { unitPrice, amount } = priceOf(good, body.quantity);
  if (body.max_amount.currency !== amount.currency || amount.amount_minor > body.max_amount.amount_minor)
    throw new Refusal('price_moved');
  if (balanceMinor(state, shop) - heldMinor(state, shop) < amount.amount_minor) throw new Refusal('balance_too_low');
  takeStock(state, good, body.quantity);
  const hold: MockHold = {
    id: newId(state, 'hold'),
    siteId: shop.id,
    good,
    quantity: body.quantity,
    unitPrice,
    amount,
    expiresAt: state.now() + state.holdS * 1000,
  };
  state.holds.set(hold.id, hold);
  return {
    id: hold.id,
    product_id: good.id,
    quantity: hold.quantity,
    amount,
    expires_at: new Date(hold.expiresAt).toISOString(),
  };
}

/** Puts the codes of a shop's hold back; one that has ended is no longer there. */
export function releaseHold({ state, actor, params }: Call<'releaseHold'>): void {
  const hold = state.holds.get(params.id);
  if (hold && hold.siteId === shopOf(actor).id) endHold(state, hold);
}

/** Ends a hold for an order that wants just this; its price, or nothing when the order is to be bought like any other. */
export function takeHold(
  state: MockState,
  shop: MockSite,
  id: string,
  { product_id, quantity, max_amount }: Call<'createOrder'>['body'],
): Pick<MockHold, 'unitPrice' | 'amount'> | undefined {
  const hold = state.holds.get(id);
  if (!hold || hold.siteId !== shop.id) return undefined;
  endHold(state, hold);
  const fits = hold.good.id === product_id && hold.quantity === quantity;
  return fits && hold.amount.amount_minor <= max_amount.amount_minor ? hold : undefined;
}

/** Ends a hold; its codes are for sale again. */
export function endHold(state: MockState, hold: MockHold): void {
  state.holds.delete(hold.id);
  takeStock(state, hold.good, -hold.quantity);
}

function heldMinor(state: MockState, shop: MockSite): number {
  return [...state.holds.values()]
    .filter((hold) => hold.siteId === shop.id)
    .reduce((sum, { amount }) => sum + amount.amount_minor, 0);
}
