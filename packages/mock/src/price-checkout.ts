import type { PriceLine } from '@kameng/contract/checkout';
import type { Money } from '@kameng/contract/money';
import type { DemoGood } from './goods/good.ts';

/** An amount in the one currency the mock sells in. */
export function yuan(amountMinor: number): Money {
  return { amount_minor: amountMinor, currency: 'CNY' };
}

/** The price of one piece when so many are bought at once. */
export function unitPriceMinor(good: DemoGood, quantity: number): number {
  return good.quantityPrices.reduce(
    (price, step) => (quantity >= step.from ? step.priceMinor : price),
    good.priceMinor,
  );
}

/** What a purchase costs and why; the lines add up to the amount. */
export function priceOf(
  good: DemoGood,
  quantity: number,
  couponBps = 0,
): { unitPrice: Money; amount: Money; breakdown: PriceLine[] } {
  const full = unitPriceMinor(good, quantity);
  const unit = full - Math.floor((full * couponBps) / 10_000);
  const lines: [PriceLine['kind'], number][] = [
    ['list_price', good.listMinor * quantity],
    ['pool_saving', (good.priceMinor - good.listMinor) * quantity],
    ['quantity_saving', (full - good.priceMinor) * quantity],
    ['coupon', (unit - full) * quantity],
  ];
  return {
    unitPrice: yuan(unit),
    amount: yuan(unit * quantity),
    breakdown: lines.filter(([, minor]) => minor !== 0).map(([kind, minor]) => ({ kind, amount: yuan(minor) })),
  };
}
