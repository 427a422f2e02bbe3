import type { ClientBase } from 'pg';
import { transact } from '../database/transact.ts';
import type { Engine } from '../engine.ts';
import { channelFunds, escrow } from '../ledger/accounts.ts';
import { fundsOf } from '../order/deliver-change.ts';
import { loadOrders } from '../order/load-orders.ts';
import { noChange } from '../order/order-rows.ts';
import { writeChanges } from '../order/write-changes.ts';

const batchRows = 20;
/** A channel gets this long before the refund is asked for again; refund ids make asking twice harmless. */
const leaseMs = 60_000;
const backoffMaxMs = 3_600_000;

interface RefundRow {
  id: string;
  order_id: string;
  payment_id: string | null;
  channel: string | null;
  currency: string;
  amount_minor: number;
  attempts: number;
}

/** Job: sends money back, through the channel it came by or to the balance, and asks again for as long as it takes. */
export async function refundPayments(engine: Engine): Promise<number> {
  const now = engine.now();
  const { rows } = await engine.db.pool.query<RefundRow>(
    `UPDATE refund SET attempts = attempts + 1, next_attempt_at = $1::timestamptz + greatest($3, least($4, 1000 * 2 ^ least(attempts, 12))) * interval '1 millisecond'
     FROM (SELECT refund.id, payment.channel FROM refund LEFT JOIN payment ON payment.id = refund.payment_id
           WHERE refund.status = 'pending' AND refund.next_attempt_at <= $1 ORDER BY refund.next_attempt_at LIMIT $2 FOR UPDATE OF refund SKIP LOCKED) AS due
     WHERE refund.id = due.id
     RETURNING refund.id, refund.order_id, refund.payment_id, due.channel, refund.currency, refund.amount_minor, refund.attempts`,
    [now, batchRows, leaseMs, backoffMaxMs],
  );
  await Promise.all(rows.map((refund) => sendBack(engine, refund)));
  return rows.length;
}

async function sendBack(engine: Engine, refund: RefundRow): Promise<void> {
  try {
    if (refund.payment_id && refund.channel) {
      const channel = engine.channels.get(refund.channel);
      if (!channel) throw new Error(`channel ${refund.channel} is not set up`);
      const state = await channel.refund({
        refundId: refund.id,
        paymentId: refund.payment_id,
        amount: { amount_minor: refund.amount_minor, currency: refund.currency },
      });
      if (state === 'pending') return;
    }
    await transact(engine.db.pool, (client) => settle(client, engine, refund));
    engine.orderWatch.tell([refund.order_id]);
  } catch (error) {
    engine.log.error({ err: error, refund: refund.id, attempts: refund.attempts }, 'refund waits for its next attempt');
  }
}

/** Books a refund that the channel has made, once. The order is refunded when its last one is. */
async function settle(client: ClientBase, engine: Engine, refund: RefundRow): Promise<void> {
  const now = engine.now();
  const loaded = (await loadOrders(client, [refund.order_id])).get(refund.order_id)!;
  const { rowCount } = await client.query(
    "UPDATE refund SET status = 'done', done_at = $2, next_attempt_at = NULL WHERE id = $1 AND status = 'pending'",
    [refund.id, now],
  );
  if (rowCount === 0) return;
  const { rows } = await client.query<{ pending: number }>(
    "SELECT count(*) AS pending FROM refund WHERE order_id = $1 AND status = 'pending'",
    [refund.order_id],
  );
  const change = noChange(loaded.order, 'refunds');
  const to = refund.channel ? channelFunds(refund.channel, refund.currency) : fundsOf(loaded.order);
  change.transfers.push({
    kind: 'refund',
    from: escrow(refund.currency),
    to,
    currency: refund.currency,
    amount_minor: refund.amount_minor,
    order_id: refund.order_id,
  });
  if (loaded.order.status === 'refunding' && rows[0]!.pending === 0) change.path.push('refunded');
  if (loaded.order.contact_secret) change.mails.push('order_refunded');
  await writeChanges(client, now, [change]);
}
