import type { Engine } from '../engine.ts';
import { queryPayment } from './watch-payments.ts';

/** A buyer who looks at an unpaid order makes the pool ask its channel, at most this often, in milliseconds. */
const askEveryMs = 5000;

/** Asks about an order's open payments unless that was just done, so that a lost callback is found while its buyer looks. */
export async function askChannel(engine: Engine, orderId: string): Promise<void> {
  const now = engine.now();
  const { rows } = await engine.db.pool.query<{ id: string; channel: string }>({
    name: 'payments to ask about',
    text: `UPDATE payment SET updated_at = $2 WHERE order_id = $1 AND status = 'waiting' AND updated_at <= $3 RETURNING id, channel`,
    values: [orderId, now, new Date(now.getTime() - askEveryMs)],
  });
  await Promise.all(rows.map(({ id, channel }) => queryPayment(engine, channel, id)));
}
