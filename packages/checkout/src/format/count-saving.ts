import type { Checkout, Money } from '@kameng/client/browser';

/** What the buyer saves against the list price of the whole quantity, and that list price. */
export function countSaving({ product, quantity, amount }: Pick<Checkout, 'product' | 'quantity' | 'amount'>): {
  list: Money;
  saved: Money;
  bps: number;
} {
  const { currency } = amount;
  const list = product.list_price.amount_minor * quantity;
  const saved = Math.max(0, list - amount.amount_minor);
  return {
    list: { amount_minor: list, currency },
    saved: { amount_minor: saved, currency },
    bps: list > 0 ? Math.floor((saved * 10_000) / list) : 0,
  };
}
