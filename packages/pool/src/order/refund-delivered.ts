import assert from 'node:assert/strict';
import type { Refund } from '@kameng/contract/order';
import type { ClientBase } from 'pg';
import { ApiError } from '../api-error.ts';
import { transact } from '../database/transact.ts';
import type { Engine } from '../engine.ts';
import { clawBack } from '../ledger/claw-back.ts';
import { loadOrders } from './load-orders.ts';
import { noChange, type OrderChange, type OrderRow } from './order-rows.ts';
import { writeChanges } from './write-changes.ts';

export interface RefundDelivered {
  orderId: string;
  /** Minor units of the order's currency. */
  amount_minor: number;
  reason: Extract<Refund['reason'], 'dispute' | 'operator'>;
  /** What asked for it: the same cause refunds once. */
  cause: string;
  actor: string;
}

/**
 * Refunds a delivered order in part or whole: the money comes back from those who shared it and goes out by the way it came in.
 * The order is refunded when nothing is left of it. Answers false when this cause had refunded before. Throws
 * `order_not_found`, `order_state` and `invalid_request`.
 */
export async function refundDelivered(engine: Engine, request: RefundDelivered): Promise<boolean> {
  const { orderId, amount_minor, reason, cause, actor } = request;
  const refunded = await transact(engine.db.pool, async (client) => {
    const loaded = (await loadOrders(client, [orderId])).get(orderId);
    if (!loaded) throw new ApiError('order_not_found');
    const earlier = await client.query('SELECT FROM refund WHERE cause = $1', [cause]);
    if (earlier.rowCount) return false;
    const { order } = loaded;
    if (order.status !== 'delivered' && order.status !== 'disputed') throw new ApiError('order_state');
    const now = engine.now();
    const change = noChange(order, actor);
    const left_minor = await addRefund(client, engine, change, { amount_minor, reason, cause });
    if (left_minor === 0) change.path.push('refunding');
    await writeChanges(client, now, [change]);
    return true;
  });
  if (refunded) engine.orderWatch.tell([orderId]);
  return refunded;
}

/**
 * Adds the refund of a delivered order to a change of it: the money comes back from those who shared it. Answers what is left of
 * the delivered amount. Throws `invalid_request` when more is asked for than that.
 */
export async function addRefund(
  client: ClientBase,
  engine: Pick<Engine, 'channels' | 'now'>,
  change: OrderChange,
  { amount_minor, reason, cause }: Pick<RefundDelivered, 'amount_minor' | 'reason' | 'cause'>,
): Promise<number> {
  const { order } = change;
  const { id: order_id, channel, currency } = order;
  const channelFeeBps = engine.channels.get(channel)?.feeBps ?? 0;
  const refund = { order_id, channel, currency, amount_minor, channelFeeBps };
  const { transfers, left_minor } = await clawBack(client, engine.now(), refund);
  change.transfers.push(...transfers);
  const payment_id = await findPayment(client, order, amount_minor);
  change.refunds.push({ order_id, payment_id, currency, amount_minor, reason, cause });
  return left_minor;
}

/** The payment that still holds that much of the buyer's money; null when the order was paid from a balance. */
export async function findPayment(client: ClientBase, order: OrderRow, amount_minor: number): Promise<string | null> {
  if (order.channel === 'balance') return null;
  const { rows } = await client.query<{ id: string }>(
    `SELECT id FROM payment WHERE order_id = $1 AND status = 'paid' AND currency = $2
       AND received_minor - COALESCE((SELECT sum(amount_minor) FROM refund WHERE payment_id = payment.id AND refund.currency = $2), 0) >= $3
     ORDER BY id LIMIT 1`,
    [order.id, order.currency, amount_minor],
  );
  assert(rows[0], `no payment of ${order.id} holds ${amount_minor} minor units`);
  return rows[0].id;
}
