import type { ClientBase } from 'pg';
import type { GrantedHold } from '../order/hold-orders.ts';

/** Writes which orders have which coupon; the caller has locked the coupons. Nothing for orders without one. */
export async function writeCouponUses(client: ClientBase, granted: readonly GrantedHold[]): Promise<void> {
  const users = granted.filter(({ checkout }) => checkout.coupon_id !== null);
  if (users.length === 0) return;
  await client.query({
    name: 'use coupons',
    text: `WITH used AS (INSERT INTO coupon_use (order_id, coupon_id, contact_fingerprint) SELECT * FROM unnest($1::text[], $2::text[], $3::bytea[]) RETURNING coupon_id)
           UPDATE coupon SET uses = uses + n FROM (SELECT coupon_id, count(*)::integer AS n FROM used GROUP BY coupon_id) AS more WHERE coupon.id = more.coupon_id`,
    values: [
      users.map(({ hold }) => hold.orderId),
      users.map(({ checkout }) => checkout.coupon_id),
      users.map(({ hold }) => hold.contactFingerprint),
    ],
  });
}

/** Gives back the coupons of orders whose hold ended unpaid. A refunded order has used its coupon up. */
export async function giveBackCoupons(client: ClientBase, orderIds: readonly string[]): Promise<void> {
  if (orderIds.length === 0) return;
  await client.query({
    name: 'give back coupons',
    text: `WITH gone AS (DELETE FROM coupon_use WHERE order_id = ANY($1::text[]) RETURNING coupon_id)
           UPDATE coupon SET uses = uses - n FROM (SELECT coupon_id, count(*)::integer AS n FROM gone GROUP BY coupon_id) AS less WHERE coupon.id = less.coupon_id`,
    values: [orderIds],
  });
}
