import { transact } from '../database/transact.ts';
import type { Engine } from '../engine.ts';
import { addDelivery } from './deliver-change.ts';
import { loadOrders } from './load-orders.ts';
import { noChange, type LoadedOrder, type OrderChange } from './order-rows.ts';
import { writeChanges } from './write-changes.ts';

const batchRows = 100;

/** Job: delivers, or refunds, paid orders whose codes had to be waited for. */
export async function deliverWaiting(engine: Engine): Promise<number> {
  const now = engine.now();
  const { rows } = await engine.db.pool.query<{ id: string }>(
    "SELECT id FROM orders WHERE status = 'paid' AND next_delivery_at <= $1 ORDER BY next_delivery_at LIMIT $2",
    [now, batchRows],
  );
  if (rows.length === 0) return 0;
  const delivered = await transact(engine.db.pool, async (client) => {
    const loaded = await loadOrders(
      client,
      rows.map(({ id }) => id),
      { skipLocked: true },
    );
    const changes = [...loaded.values()]
      .filter(({ order }) => order.status === 'paid')
      .map((each) => decide(engine, each, now));
    await writeChanges(client, now, changes);
    return changes.filter(({ path }) => path.length > 0).map(({ order }) => order.id);
  });
  engine.orderWatch.tell(delivered);
  return delivered.length;
}

function decide(engine: Engine, loaded: LoadedOrder, now: Date): OrderChange {
  const change = noChange(loaded.order, 'delivery');
  addWaited(engine, change, loaded, now);
  return change;
}

/** Adds to the change what is delivered now of an order that was paid earlier. */
export function addWaited(engine: Engine, change: OrderChange, loaded: LoadedOrder, now: Date): void {
  const payment = loaded.payments.find(({ status }) => status === 'paid');
  const channelFeeBps = engine.channels.get(loaded.order.channel)?.feeBps ?? 0;
  addDelivery(change, loaded, {
    paidAt: loaded.order.paid_at ?? now,
    now,
    channelFeeBps,
    paymentId: payment?.id ?? null,
  });
}
