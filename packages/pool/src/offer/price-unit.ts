import { shareAmount } from '../order/share-amount.ts';

/** What a price depends on beside what the supplier asks. */
export interface Pricing {
  list_price_minor: number;
  /** The operator's part of the price. */
  fee_bps: number;
  /** What the published discount takes off it. */
  discount_bps: number;
  /** The dearest channel, and the best rates that an agent and those above it can have: a price is the same for everyone. */
  channel_fee_bps: number;
  agents_bps: number;
}

export interface PricedUnit {
  /** What the buyer pays. */
  price_minor: number;
  /** What the published discount took off. */
  rebate_minor: number;
}

/** The least a buyer pays so that the supplier gets its price and the operator its part of the whole. */
export function buyerPrice(supplyMinor: number, feeBps: number): number {
  const whole = BigInt(supplyMinor) * 10_000n;
  const rest = BigInt(10_000 - feeBps);
  return Number((whole + rest - 1n) / rest);
}

/** What a published discount is of a price, before its limits: rounded down. */
export function discountOf(full: number, discountBps: number): number {
  return Number((BigInt(full) * BigInt(discountBps)) / 10_000n);
}

/** Makes one unit's price from what its supplier asks. The only place where a published discount is computed. */
export function priceUnit(supplyMinor: number, floorMinor: number | null, pricing: Pricing): PricedUnit {
  const full = buyerPrice(supplyMinor, pricing.fee_bps);
  const rebate_minor = Math.min(
    discountOf(full, pricing.discount_bps),
    mostRebate(full, supplyMinor, floorMinor, pricing),
  );
  return { price_minor: full - rebate_minor, rebate_minor };
}

/** Shares are rounded for a whole purchase: of so many units, parts in basis points are whole and need no rounding. */
const exactly = 10_000;

/**
 * The most that can be taken off a price: it stays at the supplier's floor or above it, and the operator has as much left as is taken
 * off. As much as a channel and agents can cost at all is left out of that, with an agent's markup up to the list price.
 */
export function mostRebate(
  full: number,
  supplyMinor: number,
  floorMinor: number | null,
  pricing: Omit<Pricing, 'fee_bps' | 'discount_bps'>,
): number {
  const most = Math.max(full, pricing.list_price_minor);
  const { platform_minor } = shareAmount({
    amount_minor: most * exactly,
    supply_minor: supplyMinor * exactly,
    channel_fee_bps: pricing.channel_fee_bps,
    markup_minor: (most - full) * exactly,
    commission_bps: pricing.agents_bps,
  });
  const aboveFloor = full - Math.max(floorMinor ?? 0, supplyMinor, 1);
  return Math.max(0, Math.min(aboveFloor, Math.floor(platform_minor / exactly)));
}
