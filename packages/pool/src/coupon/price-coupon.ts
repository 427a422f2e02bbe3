import { shareAmount } from '../order/share-amount.ts';
import type { CouponTerms } from './coupon-row.ts';

/** What a coupon is taken off: one unit's price at the quantity bought, and what of it is not the operator's to give away. */
export interface Couponable {
  quantity: number;
  /** With the published discount taken off. */
  unit_price_minor: number;
  /** That discount: agents earn on the price before it. */
  unit_rebate_minor: number;
  unit_supply_minor: number;
  /** The supplier's own floor for discounts. */
  floor_minor: number | null;
  /** The dearest channel and the best rate of any agent, so that the price does not depend on who sells or how it is paid. */
  channel_fee_bps: number;
  commission_bps: number;
}

/**
 * How much a coupon takes off each unit, in whole minor units. It comes out of the operator's share alone: what supplier, agent
 * and channel get stays as it is, and the price does not go below the supplier's floor.
 */
export function priceCoupon(
  { percent_bps, amount_minor }: Pick<CouponTerms, 'percent_bps' | 'amount_minor'>,
  {
    quantity,
    unit_price_minor,
    unit_rebate_minor,
    unit_supply_minor,
    floor_minor,
    channel_fee_bps,
    commission_bps,
  }: Couponable,
): number {
  const wanted =
    percent_bps === null
      ? Math.floor((amount_minor ?? 0) / quantity)
      : Number((BigInt(unit_price_minor) * BigInt(percent_bps)) / 10_000n);
  const { platform_minor } = shareAmount({
    amount_minor: unit_price_minor * quantity,
    supply_minor: unit_supply_minor * quantity,
    channel_fee_bps,
    commission_bps,
    discount_minor: unit_rebate_minor * quantity,
  });
  const aboveFloor = unit_price_minor - Math.max(floor_minor ?? 0, unit_supply_minor, 1);
  return Math.max(0, Math.min(wanted, aboveFloor, Math.floor(platform_minor / quantity)));
}
