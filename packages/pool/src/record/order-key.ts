import { randomBytes } from 'node:crypto';
import type { ClientBase, Pool } from 'pg';
import type { Keys } from '../keys/keys.ts';
import { open, seal } from '../stock/code-cipher.ts';

/** The key of one order, and what the database keeps of it. */
export interface OrderKey {
  key: Buffer;
  sealed: Buffer;
}

/**
 * Makes the key that what is personal about an order is sealed with. It is sealed with a key that is derived from the root secret,
 * so that replacing the master key leaves it as it is.
 */
export function makeOrderKey(keys: Keys, orderId: string): OrderKey {
  const key = randomBytes(32);
  return { key, sealed: seal(keys.orderKey, key, orderId) };
}

export function openOrderKey(keys: Keys, orderId: string, sealed: Buffer): Buffer {
  return open(keys.orderKey, sealed, orderId);
}

/** The key of an order; undefined when it has none, or has none any more. */
export async function readOrderKey(
  client: Pool | ClientBase,
  keys: Keys,
  orderId: string,
): Promise<Buffer | undefined> {
  const { rows } = await client.query<{ sealed: Buffer }>({
    name: 'order key',
    text: 'SELECT sealed FROM order_key WHERE order_id = $1',
    values: [orderId],
  });
  return rows[0] && openOrderKey(keys, orderId, rows[0].sealed);
}
