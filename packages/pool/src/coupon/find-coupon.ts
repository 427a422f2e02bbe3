import { bestRates } from '../agent/best-rates.ts';
import { ApiError } from '../api-error.ts';
import type { PricedOffer } from '../catalog/choose-offer.ts';
import type { ProductRow } from '../catalog/product-row.ts';
import type { Context } from '../engine.ts';
import { dearestFee } from '../payment/dearest-fee.ts';
import { couponCode, type CouponRow } from './coupon-row.ts';
import { priceCoupon } from './price-coupon.ts';

/** What a coupon does to one quote. */
export interface CouponQuote {
  coupon_id: string;
  unit_discount_minor: number;
}

/**
 * Finds what a coupon takes off a quote. Whether the buyer has used it already is found out when they confirm. Throws
 * `coupon_invalid` for one that is unknown, not valid now, used up, for other goods, or would take nothing off.
 */
export async function findCoupon(
  ctx: Context,
  typed: string,
  { product, offer, quantity }: { product: ProductRow; offer: PricedOffer; quantity: number },
): Promise<CouponQuote> {
  const { rows } = await ctx.db.pool.query<CouponRow & { best_bps: number; floor_minor: number | null }>({
    name: 'find coupon',
    text: `SELECT coupon.*, ${bestRates} AS best_bps, (SELECT floor_minor FROM offer WHERE id = $2) AS floor_minor
           FROM coupon WHERE code = $1`,
    values: [couponCode(typed), offer.offer_id],
  });
  const [coupon] = rows;
  const now = ctx.now();
  const applies =
    coupon !== undefined &&
    coupon.starts_at <= now &&
    now < coupon.ends_at &&
    coupon.uses < coupon.uses_max &&
    (coupon.currency === null || coupon.currency === product.currency) &&
    (coupon.category === null || coupon.category === product.category) &&
    (coupon.product_id === null || coupon.product_id === product.id);
  const unit_discount_minor = applies
    ? priceCoupon(coupon, {
        quantity,
        unit_price_minor: offer.unit_price_minor,
        unit_rebate_minor: offer.unit_rebate_minor,
        unit_supply_minor: offer.unit_supply_minor,
        floor_minor: coupon.floor_minor,
        channel_fee_bps: dearestFee(ctx.channels),
        commission_bps: coupon.best_bps,
      })
    : 0;
  if (!applies || unit_discount_minor === 0)
    throw new ApiError('coupon_invalid', { errors: [{ pointer: '/coupon', code: 'invalid_value' }] });
  return { coupon_id: coupon.id, unit_discount_minor };
}
