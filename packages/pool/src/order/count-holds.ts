import type { ClientBase } from 'pg';
import type { CheckoutRow } from '../checkout/checkout-row.ts';
import type { Config } from '../config.ts';
import type { Hold } from './hold-orders.ts';

type Limit = keyof Config['holdLimits'];

/** Unpaid orders open for each contact, address, site and agent, the ones admitted in this batch included. */
export interface HoldCounts {
  /** Counts the hold in, unless one of its limits is reached. */
  admit(hold: Hold, checkout: CheckoutRow, limits: Config['holdLimits']): boolean;
  /** Counts an admitted hold out again because it got no codes. */
  release(hold: Hold, checkout: CheckoutRow): void;
}

interface Open {
  orders: number;
  codes: number;
}

/**
 * Codes that the unpaid orders of a contact or an address may hold, for each order they may have open. The first order may
 * be as large as its product allows: with it alone nobody comes twice.
 */
const codesPerOrder = 5;

/** Contacts and addresses line up in this many queues; two in one queue wait for each other and are none the worse for it. */
const queues = 128;
/** First half of the number of an advisory lock, so that it is nobody else's. */
const queueLock = 0x686f6c64;

/**
 * Counts unpaid orders, so that nobody can empty a shelf without paying. What is promised, over all processes together:
 * a contact or an address never has more unpaid orders open than its limit and one for each other batch under way at that
 * moment, because who has an order open already lines up for the next one, and only a first order does not wait. A site or an
 * agent never has more than its limit and what other batches under way admit; their visitors do not line up, or whoever is busy would
 * sell slowly.
 * Nothing but these limits depends on the queues.
 */
export async function countHolds(
  client: ClientBase,
  holds: readonly Hold[],
  checkouts: ReadonlyMap<string, CheckoutRow>,
): Promise<HoldCounts> {
  let counts = await readCounts(client, holds, checkouts);
  const crowded = crowdedQueues(holds, counts);
  if (crowded.length > 0) {
    await client.query({
      name: 'line up',
      text: 'SELECT pg_advisory_xact_lock($1, queue) FROM unnest($2::int[]) AS queue',
      values: [queueLock, crowded],
    });
    counts = await readCounts(client, holds, checkouts);
  }
  const openOf = (key: string) => counts.get(key) ?? { orders: 0, codes: 0 };
  const add = (hold: Hold, checkout: CheckoutRow, sign: 1 | -1) => {
    for (const { key } of keysOf(hold, checkout)) {
      const { orders, codes } = openOf(key);
      counts.set(key, { orders: orders + sign, codes: codes + sign * checkout.quantity });
    }
  };
  return {
    admit(hold, checkout, limits) {
      const full = keysOf(hold, checkout).some(({ key, limit }) => {
        const { orders, codes } = openOf(key);
        const tooMany =
          (limit === 'contact' || limit === 'address') &&
          orders > 0 &&
          codes + checkout.quantity > limits[limit] * codesPerOrder;
        return orders >= limits[limit] || tooMany;
      });
      if (!full) add(hold, checkout, 1);
      return !full;
    },
    release: (hold, checkout) => add(hold, checkout, -1),
  };
}

async function readCounts(
  client: ClientBase,
  holds: readonly Hold[],
  checkouts: ReadonlyMap<string, CheckoutRow>,
): Promise<Map<string, Open>> {
  if (holds.length === 0) return new Map();
  const { rows } = await client.query<Open & { key: string }>({
    name: 'count holds',
    text: `SELECT 'contact ' || encode(contact_fingerprint, 'hex') AS key, count(DISTINCT orders.id) AS orders, sum(quantity)::bigint AS codes
           FROM orders JOIN order_item ON order_item.order_id = orders.id WHERE orders.status = 'held' AND contact_fingerprint = ANY($1::bytea[]) GROUP BY contact_fingerprint
           UNION ALL SELECT 'address ' || encode(address_fingerprint, 'hex'), count(DISTINCT orders.id), sum(quantity)::bigint
           FROM orders JOIN order_item ON order_item.order_id = orders.id WHERE orders.status = 'held' AND address_fingerprint = ANY($2::bytea[]) GROUP BY address_fingerprint
           UNION ALL SELECT 'site ' || site_id, count(*), 0 FROM orders WHERE status = 'held' AND site_id = ANY($3::text[]) GROUP BY site_id
           UNION ALL SELECT 'agent ' || agent_id, count(*), 0 FROM orders WHERE status = 'held' AND agent_id = ANY($4::text[]) GROUP BY agent_id`,
    values: [
      holds.map(({ contactFingerprint }) => contactFingerprint),
      holds.map(({ addressFingerprint }) => addressFingerprint),
      [...new Set(holds.flatMap(({ checkoutId }) => checkouts.get(checkoutId)?.site_id ?? []))],
      [...new Set(holds.flatMap(({ checkoutId }) => checkouts.get(checkoutId)?.agent_id ?? []))],
    ],
  });
  return new Map(rows.map(({ key, orders, codes }) => [key, { orders, codes }]));
}

function keysOf(hold: Hold, checkout: CheckoutRow): { key: string; limit: Limit }[] {
  const keys: { key: string; limit: Limit }[] = personsOf(hold).map(({ key, limit }) => ({ key, limit }));
  if (checkout.site_id) keys.push({ key: `site ${checkout.site_id}`, limit: 'site' });
  if (checkout.agent_id) keys.push({ key: `agent ${checkout.agent_id}`, limit: 'agent' });
  return keys;
}

function personsOf({ contactFingerprint, addressFingerprint }: Hold) {
  const contact = { key: `contact ${contactFingerprint.toString('hex')}`, limit: 'contact' as const };
  if (!addressFingerprint) return [{ ...contact, queue: queueOf(contactFingerprint) }];
  const address = { key: `address ${addressFingerprint.toString('hex')}`, limit: 'address' as const };
  return [
    { ...contact, queue: queueOf(contactFingerprint) },
    { ...address, queue: queueOf(addressFingerprint) },
  ];
}

function queueOf(fingerprint: Buffer): number {
  return fingerprint.readUInt16BE(0) % queues;
}

/** Queues of those who have an order open or come twice in this batch; in one order everywhere, so that nobody waits in a ring. */
function crowdedQueues(holds: readonly Hold[], counts: ReadonlyMap<string, Open>): number[] {
  const seen = new Set(counts.keys());
  const crowded = new Set<number>();
  for (const { key, queue } of holds.flatMap(personsOf)) {
    if (seen.has(key)) crowded.add(queue);
    seen.add(key);
  }
  return [...crowded].toSorted((left, right) => left - right);
}
