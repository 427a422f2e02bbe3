import type { ClientBase } from 'pg';
import type { CheckoutRow } from '../checkout/checkout-row.ts';
import type { Hold } from '../order/hold-orders.ts';

/** Uses of the coupons in one batch of holds, its own included. */
export interface CouponCounts {
  /** Counts the hold's coupon in, unless a limit is reached. A checkout without one is always admitted. */
  admit(hold: Hold, checkout: CheckoutRow): boolean;
  /** Counts it out again because the hold got no codes. */
  release(hold: Hold, checkout: CheckoutRow): void;
}

interface Limits {
  id: string;
  uses: number;
  uses_max: number;
  uses_per_buyer: number;
}

const admitAll: CouponCounts = { admit: () => true, release: () => undefined };

/**
 * Locks the coupons of a batch and counts their uses. Whoever uses the same coupon in another process waits here until this batch
 * is committed, so neither limit is ever passed. A batch without coupons asks nothing.
 */
export async function countCoupons(
  client: ClientBase,
  holds: readonly Hold[],
  checkouts: ReadonlyMap<string, CheckoutRow>,
): Promise<CouponCounts> {
  const users = holds.flatMap(({ checkoutId, contactFingerprint }) => {
    const couponId = checkouts.get(checkoutId)?.coupon_id;
    return couponId ? [{ couponId, contactFingerprint }] : [];
  });
  if (users.length === 0) return admitAll;
  const { rows } = await client.query<Limits>({
    name: 'lock coupons',
    text: 'SELECT id, uses, uses_max, uses_per_buyer FROM coupon WHERE id = ANY($1::text[]) ORDER BY id FOR UPDATE',
    values: [[...new Set(users.map(({ couponId }) => couponId))]],
  });
  const limits = new Map(rows.map((row) => [row.id, row]));
  // Only now, with the lock: what others used before is committed.
  const used = await client.query<{ coupon_id: string; contact_fingerprint: Buffer; uses: number }>({
    name: 'count coupon uses',
    text: `SELECT u.coupon_id, u.contact_fingerprint, count(*)::integer AS uses FROM coupon_use u
           JOIN (SELECT DISTINCT * FROM unnest($1::text[], $2::bytea[]) AS w (coupon_id, contact_fingerprint)) AS w USING (coupon_id, contact_fingerprint)
           GROUP BY 1, 2`,
    values: [users.map(({ couponId }) => couponId), users.map(({ contactFingerprint }) => contactFingerprint)],
  });
  const keyOf = (couponId: string, contact: Buffer) => `${couponId} ${contact.toString('hex')}`;
  const ofBuyer = new Map(used.rows.map((row) => [keyOf(row.coupon_id, row.contact_fingerprint), row.uses]));
  const add = ({ contactFingerprint }: Hold, { coupon_id }: CheckoutRow, sign: 1 | -1) => {
    if (!coupon_id) return;
    limits.get(coupon_id)!.uses += sign;
    const key = keyOf(coupon_id, contactFingerprint);
    ofBuyer.set(key, (ofBuyer.get(key) ?? 0) + sign);
  };
  return {
    admit(hold, checkout) {
      if (!checkout.coupon_id) return true;
      const { uses, uses_max, uses_per_buyer } = limits.get(checkout.coupon_id)!;
      const own = ofBuyer.get(keyOf(checkout.coupon_id, hold.contactFingerprint)) ?? 0;
      if (uses >= uses_max || own >= uses_per_buyer) return false;
      add(hold, checkout, 1);
      return true;
    },
    release: (hold, checkout) => add(hold, checkout, -1),
  };
}
