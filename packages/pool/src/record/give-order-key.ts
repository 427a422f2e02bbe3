import type { ClientBase } from 'pg';
import { transact } from '../database/transact.ts';
import type { Engine } from '../engine.ts';
import type { Keys } from '../keys/keys.ts';
import { openContact, sealContact } from '../order/order-contact.ts';
import { makeOrderKey, readOrderKey } from './order-key.ts';

const batchOrders = 200;

/** The key of an order, made when it has none. The caller has locked the order. */
export async function giveOrderKey(client: ClientBase, keys: Keys, orderId: string): Promise<Buffer> {
  const kept = await readOrderKey(client, keys, orderId);
  if (kept) return kept;
  const { key, sealed } = makeOrderKey(keys, orderId);
  await client.query('INSERT INTO order_key (order_id, sealed) VALUES ($1, $2)', [orderId, sealed]);
  const { rows } = await client.query<{ contact_secret: Buffer | null }>(
    'SELECT contact_secret FROM orders WHERE id = $1',
    [orderId],
  );
  const secret = rows[0]?.contact_secret;
  if (secret)
    await client.query('UPDATE orders SET contact_secret = $2 WHERE id = $1', [
      orderId,
      sealContact(key, orderId, openContact(keys, orderId, secret, null)),
    ]);
  await client.query('DELETE FROM order_to_key WHERE order_id = $1', [orderId]);
  return key;
}

/** Job: gives keys to orders from before orders had them, a bounded number a turn. */
export async function keyOldOrders(engine: Engine): Promise<number> {
  return transact(engine.db.pool, async (client) => {
    const { rows } = await client.query<{ order_id: string }>(
      `SELECT order_id FROM order_to_key JOIN orders ON orders.id = order_id ORDER BY order_id LIMIT $1 FOR UPDATE OF orders SKIP LOCKED`,
      [batchOrders],
    );
    for (const { order_id } of rows) {
      await giveOrderKey(client, engine.keys, order_id);
      await client.query('DELETE FROM order_to_key WHERE order_id = $1', [order_id]);
    }
    return rows.length;
  });
}
