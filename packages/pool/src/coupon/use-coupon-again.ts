import type { ClientBase } from 'pg';

interface Lapsed {
  coupon_id: string;
  uses: number;
  uses_max: number;
  uses_per_buyer: number;
  contact_fingerprint: Buffer | null;
}

/**
 * Counts in the coupon of an order that is paid after its hold had ended and the coupon was given back. Answers false when others
 * have used it up meanwhile, or the buyer has, or nobody knows any more who the buyer is: then the price no longer stands. True for
 * an order without one. The caller has locked the order.
 */
export async function useCouponAgain(client: ClientBase, orderId: string): Promise<boolean> {
  const { rows } = await client.query<Lapsed>({
    name: 'lock coupon again',
    text: `SELECT coupon.id AS coupon_id, uses, uses_max, uses_per_buyer, orders.contact_fingerprint
           FROM orders JOIN checkout ON checkout.id = orders.checkout_id JOIN coupon ON coupon.id = checkout.coupon_id
           WHERE orders.id = $1 FOR UPDATE OF coupon`,
    values: [orderId],
  });
  const [coupon] = rows;
  if (!coupon) return true;
  const { coupon_id, uses, uses_max, uses_per_buyer, contact_fingerprint } = coupon;
  if (contact_fingerprint === null || uses >= uses_max) return false;
  // Only now, with the lock: what others used before is committed.
  const own = await client.query<{ uses: number }>({
    name: 'count coupon uses again',
    text: 'SELECT count(*) AS uses FROM coupon_use WHERE coupon_id = $1 AND contact_fingerprint = $2',
    values: [coupon_id, contact_fingerprint],
  });
  if (own.rows[0]!.uses >= uses_per_buyer) return false;
  await client.query({
    name: 'use coupon again',
    text: `WITH used AS (INSERT INTO coupon_use (order_id, coupon_id, contact_fingerprint) VALUES ($1, $2, $3))
           UPDATE coupon SET uses = uses + 1 WHERE id = $2`,
    values: [orderId, coupon_id, contact_fingerprint],
  });
  return true;
}
