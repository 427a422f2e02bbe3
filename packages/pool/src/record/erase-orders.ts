import type { ClientBase } from 'pg';

/**
 * What is still to be done about an order, or undefined: money that is on its way, goods that are, a dispute, a freeze. Only an order
 * about which nothing is to be done can be erased. `o` is the order.
 */
export const openCase = `CASE
  WHEN o.frozen_at IS NOT NULL THEN 'frozen'
  WHEN o.status NOT IN ('delivered', 'refunded', 'expired') THEN o.status
  WHEN EXISTS (SELECT FROM dispute d WHERE d.order_id = o.id AND d.status <> 'closed') THEN 'disputed'
  WHEN EXISTS (SELECT FROM refund r WHERE r.order_id = o.id AND r.status <> 'done') THEN 'refunding' END`;

/**
 * Destroys what is personal about orders: their keys, and with them every copy of what is sealed with those, and the hashes by which
 * somebody is recognised. Money, goods, states and consents stay. The caller has locked the orders and found nothing open about them.
 */
export async function eraseOrders(client: ClientBase, now: Date, orderIds: readonly string[]): Promise<void> {
  if (orderIds.length === 0) return;
  for (const text of erasures) await client.query(text, [orderIds]);
  await client.query(
    `UPDATE orders SET contact_secret = NULL, contact_fingerprint = NULL, address_fingerprint = NULL, query_password_hash = NULL, erased_at = $2
     WHERE id = ANY($1::text[])`,
    [orderIds, now],
  );
}

const erasures = [
  'DELETE FROM order_key WHERE order_id = ANY($1::text[])',
  'DELETE FROM order_to_key WHERE order_id = ANY($1::text[])',
  'UPDATE reveal_event SET address_fingerprint = NULL WHERE order_id = ANY($1::text[]) AND address_fingerprint IS NOT NULL',
  // A coupon's uses are counted; by whom is nobody's any more.
  "UPDATE coupon_use SET contact_fingerprint = sha256(convert_to(gen_random_uuid()::text, 'UTF8')) WHERE order_id = ANY($1::text[])",
  `UPDATE payment_event SET seen = seen - 'payer' WHERE seen ? 'payer' AND payment_id IN (SELECT id FROM payment WHERE order_id = ANY($1::text[]))`,
  // What was shown before orders had keys is not sealed with one.
  `UPDATE dispute_evidence SET secret = '' WHERE secret <> '' AND dispute_id IN (SELECT id FROM dispute WHERE order_id = ANY($1::text[]))`,
  "UPDATE mail SET outcome = 'no_address', next_attempt_at = NULL WHERE order_id = ANY($1::text[]) AND next_attempt_at IS NOT NULL",
  'DELETE FROM dev_mail WHERE id IN (SELECT id FROM mail WHERE order_id = ANY($1::text[]))',
];
