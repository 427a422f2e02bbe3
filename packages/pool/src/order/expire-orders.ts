import { transact } from '../database/transact.ts';
import type { Engine } from '../engine.ts';
import { hidePayer } from '../payment/hide-payer.ts';
import { endHold } from './end-hold.ts';
import { loadOrders } from './load-orders.ts';
import { writeChanges } from './write-changes.ts';

/** Holds of one channel that are looked at in one run: one that does not answer keeps nobody else's waiting. */
const batchRows = 50;

/**
 * Job: ends holds whose time is up. The channel closes the payment first; codes go back only after it said closed, and if it
 * says paid, the order is paid. A channel that does not answer keeps the codes held: money may still come.
 */
export async function expireOrders(engine: Engine): Promise<number> {
  const { rows } = await engine.db.pool.query<{ id: string; payments: { id: string; channel: string }[] }>(
    `SELECT o.id, COALESCE(jsonb_agg(jsonb_build_object('id', p.id, 'channel', p.channel)) FILTER (WHERE p.id IS NOT NULL), '[]') AS payments
     FROM (SELECT DISTINCT channel FROM orders WHERE status = 'held' AND expires_at <= $1) AS c
     CROSS JOIN LATERAL (SELECT id FROM orders WHERE status = 'held' AND expires_at <= $1 AND channel = c.channel ORDER BY expires_at LIMIT $2) AS o
     LEFT JOIN payment AS p ON p.order_id = o.id AND p.status IN ('creating', 'waiting', 'failed') GROUP BY o.id`,
    [engine.now(), batchRows],
  );
  const ended = await Promise.all(
    rows.map(async ({ id, payments }) => {
      try {
        for (const payment of payments) await closePayment(engine, payment.channel, payment.id);
        return await expire(engine, id);
      } catch (error) {
        engine.log.warn({ err: error, order: id }, 'a hold could not be ended yet');
        return false;
      }
    }),
  );
  return ended.filter(Boolean).length;
}

async function closePayment(engine: Engine, channelId: string, paymentId: string): Promise<void> {
  const channel = engine.channels.get(channelId);
  if (!channel) throw new Error(`channel ${channelId} is not set up`);
  const seen = hidePayer(engine, await channel.close(paymentId));
  await engine.batchers.applySeen({ channel: channelId, seen, stored: false });
  if (seen.state === 'pending') throw new Error(`channel ${channelId} answered a close with ${seen.state}`);
}

async function expire(engine: Engine, orderId: string): Promise<boolean> {
  const expired = await transact(engine.db.pool, async (client) => {
    const loaded = (await loadOrders(client, [orderId], { skipLocked: true })).get(orderId);
    if (!loaded || loaded.order.status !== 'held') return false;
    // A payment started since the channels were asked keeps the hold for another round.
    if (loaded.payments.some(({ status }) => status === 'creating' || status === 'waiting')) return false;
    await writeChanges(client, engine.now(), [endHold(loaded, 'expiry')]);
    return true;
  });
  if (expired) engine.orderWatch.tell([orderId]);
  return expired;
}
