import type { ClientBase } from 'pg';
import { idsBefore } from '../database/ids-before.ts';
import { transact } from '../database/transact.ts';
import type { Engine } from '../engine.ts';
import { eraseOrders, openCase } from './erase-orders.ts';

const batchOrders = 200;
/** How long what is personal about an order is kept: as long as the books of its sale may be asked for. */
const keptYears = 3;
/** How long a request that was answered still says about whom it was. */
const requestKeptMs = 90 * 86_400_000;

/** Job: erases what is personal about orders older than three years, a bounded number a turn; their money stays. */
export async function forgetPeople({ db, now }: Engine): Promise<number> {
  return transact(db.pool, async (client) => {
    const bound = now();
    bound.setUTCFullYear(bound.getUTCFullYear() - keptYears);
    // An order has a key for as long as something of it is personal, and the key's id tells its age.
    const { rows } = await client.query<{ id: string }>(
      `SELECT o.id FROM order_key k JOIN orders o ON o.id = k.order_id WHERE k.order_id < $1 AND ${openCase} IS NULL
       ORDER BY k.order_id LIMIT $2 FOR UPDATE OF o SKIP LOCKED`,
      [idsBefore('order', bound), batchOrders],
    );
    const ids = rows.map(({ id }) => id);
    await eraseOrders(client, now(), ids);
    return ids.length + (await forgetRequests(client, now()));
  });
}

async function forgetRequests(client: ClientBase, now: Date): Promise<number> {
  const { rowCount } = await client.query(
    `UPDATE record_request SET contact_fingerprint = NULL, contact_hint = NULL
     WHERE id IN (SELECT id FROM record_request WHERE status IN ('done', 'refused') AND contact_fingerprint IS NOT NULL AND done_at < $1 LIMIT $2)`,
    [new Date(now.getTime() - requestKeptMs), batchOrders],
  );
  return rowCount ?? 0;
}
