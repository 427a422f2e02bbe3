import type { Coupon } from '@kameng/contract/desk/coupon';

/** What a coupon takes off, and from what. */
export interface CouponTerms {
  percent_bps: number | null;
  amount_minor: number | null;
  currency: string | null;
  category: string | null;
  product_id: string | null;
}

export interface CouponRow extends CouponTerms {
  id: string;
  code: string;
  starts_at: Date;
  ends_at: Date;
  uses_max: number;
  uses_per_buyer: number;
  uses: number;
  created_at: Date;
}

/** How people write a coupon is not what it is: case and spaces around it do not count. */
export function couponCode(typed: string): string {
  return typed.normalize('NFKC').trim().toUpperCase();
}

export function renderCoupon(row: CouponRow): Coupon {
  const { percent_bps, amount_minor, currency, starts_at, ends_at, created_at, ...rest } = row;
  return {
    ...rest,
    discount:
      percent_bps === null
        ? { kind: 'fixed', amount: { amount_minor: amount_minor!, currency: currency! } }
        : { kind: 'percent', percent_bps },
    starts_at: starts_at.toISOString(),
    ends_at: ends_at.toISOString(),
    created_at: created_at.toISOString(),
  };
}
