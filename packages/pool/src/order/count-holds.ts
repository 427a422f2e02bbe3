import type { ClientBase } from 'pg';
import type { CheckoutRow } from '../checkout/checkout-row.ts';
import type { Config } from '../config.ts';
import type { Hold } from './hold-orders.ts';

/** Unpaid orders open for each contact, address and site, the ones admitted in this batch included. */
export interface HoldCounts {
  /** Counts the hold in, unless one of its limits is reached. */
  admit(hold: Hold, checkout: CheckoutRow, limits: Config['holdLimits']): boolean;
  /** Counts an admitted hold out again because it got no codes. */
  release(hold: Hold, checkout: CheckoutRow): void;
}

/** Counts unpaid orders, so that nobody can empty a shelf without paying. */
export async function countHolds(
  client: ClientBase,
  holds: readonly Hold[],
  checkouts: ReadonlyMap<string, CheckoutRow>,
): Promise<HoldCounts> {
  const counts = new Map<string, number>();
  if (holds.length > 0) {
    const siteIds = [...new Set(holds.flatMap(({ checkoutId }) => checkouts.get(checkoutId)?.site_id ?? []))];
    const { rows } = await client.query<{ key: string; count: number }>({
      name: 'count holds',
      text: `SELECT 'contact ' || encode(contact_fingerprint, 'hex') AS key, count(*) FROM orders WHERE status = 'held' AND contact_fingerprint = ANY($1::bytea[]) GROUP BY contact_fingerprint
             UNION ALL SELECT 'address ' || encode(address_fingerprint, 'hex'), count(*) FROM orders WHERE status = 'held' AND address_fingerprint = ANY($2::bytea[]) GROUP BY address_fingerprint
             UNION ALL SELECT 'site ' || site_id, count(*) FROM orders WHERE status = 'held' AND site_id = ANY($3::text[]) GROUP BY site_id`,
      values: [
        holds.map(({ contactFingerprint }) => contactFingerprint),
        holds.map(({ addressFingerprint }) => addressFingerprint),
        siteIds,
      ],
    });
    for (const { key, count } of rows) counts.set(key, count);
  }
  const keysOf = (hold: Hold, checkout: CheckoutRow): [string, keyof Config['holdLimits']][] => [
    [`contact ${hold.contactFingerprint.toString('hex')}`, 'contact'],
    ...(hold.addressFingerprint
      ? [[`address ${hold.addressFingerprint.toString('hex')}`, 'address'] as [string, 'address']]
      : []),
    ...(checkout.site_id ? [[`site ${checkout.site_id}`, 'site'] as [string, 'site']] : []),
  ];
  return {
    admit(hold, checkout, limits) {
      const keys = keysOf(hold, checkout);
      if (keys.some(([key, limit]) => (counts.get(key) ?? 0) >= limits[limit])) return false;
      for (const [key] of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
      return true;
    },
    release(hold, checkout) {
      for (const [key] of keysOf(hold, checkout)) counts.set(key, (counts.get(key) ?? 1) - 1);
    },
  };
}
