import { takeStock } from './change-feed.ts';
import type { DemoGood } from './goods/good.ts';
import { makeCodes, randomText } from './make-codes.ts';
import { priceOf, yuan } from './price-checkout.ts';
import { Refusal } from './refusal.ts';
import { newId, type MockOrder, type MockState } from './state.ts';

interface Purchase {
  good: DemoGood;
  quantity: number;
  couponBps?: number;
  maxMinor: number | undefined;
  /** Of a hold; otherwise the price of now. */
  price?: Pick<MockOrder, 'unitPrice' | 'amount'>;
}

const tokenLetters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** A secret as long as 32 random bytes in base64url. */
export function randomSecret(prefix: 'cks_' | 'ort_' | 'whsec_'): string {
  return prefix + randomText(43, tokenLetters);
}

/** @throws product_not_found, quantity_out_of_range, sold_out */
export function requireGood(state: MockState, productId: string, quantity: number): DemoGood {
  const good = state.goods.find((each) => each.id === productId);
  if (!good) throw new Refusal('product_not_found');
  if (quantity < good.limits.min || quantity > good.limits.max)
    throw new Refusal('quantity_out_of_range', [
      { pointer: '/quantity', code: quantity < good.limits.min ? 'too_small' : 'too_big' },
    ]);
  if ((state.left.get(good.id) ?? 0) < quantity) throw new Refusal('sold_out');
  return good;
}

/** Takes codes off the shelf and writes the order that holds them. @throws price_moved, sold_out */
export function placeOrder(
  state: MockState,
  { good, quantity, couponBps = 0, maxMinor, price }: Purchase,
  rest: Pick<MockOrder, 'siteId' | 'ref' | 'embedMode' | 'contact' | 'clientReference' | 'request' | 'holdUntil'>,
): MockOrder {
  const { unitPrice, amount } = price ?? priceOf(good, quantity, couponBps);
  const rise = good.mischief === 'price_moved' ? 1.1 : 1;
  const due = Math.round(amount.amount_minor * rise);
  if (maxMinor !== undefined && due > maxMinor) throw new Refusal('price_moved');
  if (good.mischief === 'sold_out' || (state.left.get(good.id) ?? 0) < quantity) throw new Refusal('sold_out');
  takeStock(state, good, quantity);
  const order: MockOrder = {
    ...rest,
    id: newId(state, 'order'),
    token: randomSecret('ort_'),
    status: 'held',
    itemId: newId(state, 'orderItem'),
    itemStatus: 'held',
    good,
    quantity,
    unitPrice: yuan(Math.round(unitPrice.amount_minor * rise)),
    amount: yuan(due),
    codes: makeCodes(state, good, quantity),
    supplierAt: null,
    paymentIds: [],
    refunds: [],
    sequence: 1,
    createdAt: state.now(),
    paidAt: null,
    deliveredAt: null,
  };
  state.orders.set(order.id, order);
  return order;
}
