import type { ClientBase } from 'pg';
import { transact } from '../database/transact.ts';
import type { Engine } from '../engine.ts';
import { addDelivery } from './deliver-change.ts';
import { loadOrders } from './load-orders.ts';
import { noChange, type LoadedOrder, type OrderChange } from './order-rows.ts';
import { findPayment } from './refund-delivered.ts';
import { writeChanges } from './write-changes.ts';

const batchRows = 100;

/** Job: delivers, or refunds, paid orders whose codes had to be waited for. */
export async function deliverWaiting(engine: Engine): Promise<number> {
  const now = engine.now();
  const { rows } = await engine.db.pool.query<{ id: string }>(
    "SELECT id FROM orders WHERE status = 'paid' AND next_delivery_at <= $1 ORDER BY next_delivery_at LIMIT $2",
    [now, batchRows],
  );
  const ids = rows.map(({ id }) => id);
  if (ids.length === 0) return 0;
  const delivered = await deliver(engine, ids, now).catch((error: unknown) => {
    engine.log.error({ err: error, orders: ids.length }, 'waiting orders are delivered one by one');
    return deliverEach(engine, ids, now);
  });
  engine.orderWatch.tell(delivered);
  return delivered.length;
}

/** One that breaks keeps none beside it waiting; it is tried again with every run. */
async function deliverEach(engine: Engine, ids: readonly string[], now: Date): Promise<string[]> {
  const delivered: string[] = [];
  for (const id of ids) {
    try {
      delivered.push(...(await deliver(engine, [id], now)));
    } catch (error) {
      engine.log.error({ err: error, order: id }, 'a paid order could not be delivered');
    }
  }
  return delivered;
}

/** Delivers in one transaction. Answers which of them have got somewhere. */
function deliver(engine: Engine, ids: readonly string[], now: Date): Promise<string[]> {
  return transact(engine.db.pool, async (client) => {
    const loaded = await loadOrders(client, ids, { skipLocked: true });
    const changes: OrderChange[] = [];
    for (const each of loaded.values()) {
      if (each.order.status !== 'paid') continue;
      const change = noChange(each.order, 'delivery');
      await addWaited(client, engine, change, each, now);
      changes.push(change);
    }
    await writeChanges(client, now, changes);
    return changes.filter(({ path }) => path.length > 0).map(({ order }) => order.id);
  });
}

/** Adds to the change what is delivered now of an order that was paid earlier; what is not goes back by the payment that bought it. */
export async function addWaited(
  client: ClientBase,
  engine: Engine,
  change: OrderChange,
  loaded: LoadedOrder,
  now: Date,
): Promise<void> {
  const channelFeeBps = engine.channels.get(loaded.order.channel)?.feeBps ?? 0;
  addDelivery(change, loaded, { paidAt: loaded.order.paid_at ?? now, now, channelFeeBps, paymentId: null });
  for (const refund of change.refunds) refund.payment_id = await findPayment(client, loaded.order, refund.amount_minor);
}
