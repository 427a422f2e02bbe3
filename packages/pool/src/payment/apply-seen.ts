import type { Money } from '@kameng/contract/money';
import type { ClientBase } from 'pg';
import type { ApiError } from '../api-error.ts';
import { applyTopUp } from '../balance/apply-top-up.ts';
import { isTopUp } from '../balance/top-up-row.ts';
import { useCouponAgain } from '../coupon/use-coupon-again.ts';
import { giveBackCoupons } from '../coupon/write-coupon-uses.ts';
import { transact } from '../database/transact.ts';
import { channelFunds, escrow } from '../ledger/accounts.ts';
import { postTransfers, type Transfer } from '../ledger/post-transfers.ts';
import { addDelivery } from '../order/deliver-change.ts';
import { loadOrders } from '../order/load-orders.ts';
import { noChange, type LoadedOrder, type OrderChange, type OrderRow, type PaymentRow } from '../order/order-rows.ts';
import { writeChanges } from '../order/write-changes.ts';
import type { ApplyEngine } from '../batch/open-batchers.ts';
import { findSelfPayers } from '../referral/find-self-sale.ts';
import type { ShelfStart } from '../stock/claim-codes.ts';
import type { Seen } from './channel.ts';
import { claimAgain } from './claim-again.ts';
import { decideSeen, type SeenDecision } from './decide-seen.ts';

/** A verified message of a channel that waits to be applied. `stored` ones have a row in payment_event. */
export interface SeenMessage {
  channel: string;
  seen: Seen;
  stored: boolean;
}

export type SeenOutcome = SeenDecision['outcome'];

/**
 * Applies verified messages of payment channels to payments and orders, all in one transaction. Each message is answered with
 * what it did, or `busy` when another one of the same order has to be applied first.
 */
export async function applySeen(
  engine: ApplyEngine,
  shelfStart: ShelfStart,
  messages: readonly SeenMessage[],
): Promise<(SeenOutcome | 'busy' | ApiError)[]> {
  const changed: string[] = [];
  const apply = async (client: ClientBase) => {
    const now = engine.now();
    const found = await client.query<{ id: string; order_id: string; channel: string }>({
      name: 'find payments',
      text: 'SELECT id, order_id, channel FROM payment WHERE id = ANY($1::text[])',
      values: [messages.map(({ seen }) => seen.paymentId)],
    });
    const payments = new Map(found.rows.map((row) => [row.id, row]));
    const orderIds = found.rows.map(({ order_id }) => order_id).filter((id) => !isTopUp(id));
    const orders = await loadOrders(client, [...new Set(orderIds)]);
    const toppedUp: Transfer[] = [];
    const changes = new Map<string, OrderChange>();
    const results: (SeenOutcome | 'busy')[] = [];
    for (const { channel, seen } of messages) {
      const known = payments.get(seen.paymentId);
      // Not our payment, or told by a channel that did not make it: nobody's money moves before a person has looked.
      if (!known || known.channel !== channel) {
        results.push('quarantined');
        continue;
      }
      if (isTopUp(known.order_id)) {
        const { outcome, transfers } = await applyTopUp(client, engine, seen, now);
        toppedUp.push(...transfers);
        results.push(outcome);
        continue;
      }
      if (changes.has(known.order_id)) {
        results.push('busy');
        continue;
      }
      const change = await decideChange(client, engine, shelfStart, orders.get(known.order_id)!, seen, now);
      results.push(change.outcome);
      if (change.outcome === 'applied') changes.set(known.order_id, change.change);
    }
    await writeChanges(client, now, [...changes.values()]);
    if (toppedUp.length > 0) await postTransfers(client, now, toppedUp);
    await markApplied(client, now, messages, results);
    changed.push(...changes.keys());
    return results;
  };
  const outcomes = await transact(engine.db.pool, apply, { byIndex: true });
  engine.orderWatch.tell(changed);
  return outcomes;
}

async function decideChange(
  client: ClientBase,
  engine: ApplyEngine,
  shelfStart: ShelfStart,
  loaded: LoadedOrder,
  seen: Seen,
  now: Date,
): Promise<{ outcome: SeenOutcome | 'busy'; change: OrderChange }> {
  const { order } = loaded;
  const payment = loaded.payments.find(({ id }) => id === seen.paymentId)!;
  const decision = decideSeen(order, payment, seen);
  const change = noChange(order, `channel ${payment.channel}`);
  if (decision.outcome !== 'applied') return { outcome: decision.outcome, change };
  if (decision.foreign)
    return (await returnForeign(client, change, payment, decision.foreign))
      ? { outcome: 'applied', change }
      : { outcome: 'no_effect', change };

  const { status, received_minor } = decision.payment;
  change.payments.push({
    id: payment.id,
    status,
    received_minor,
    next_query_at: status === 'waiting' || status === 'creating' ? payment.next_query_at : null,
  });
  if (decision.arrived_minor > 0)
    change.transfers.push(arrival(payment, order.id, decision.arrived_minor, payment.currency));
  if (decision.refund) addRefund(change, payment, decision.refund, received_minor);
  if (decision.order !== 'none' && seen.payer !== undefined) await endSelfSale(client, engine, order, seen.payer);
  if (decision.order === 'pay') await pay(client, change, loaded, payment, engine, now);
  if (decision.order === 'pay_late') {
    const priced = await useCouponAgain(client, order.id);
    const claimed = priced && (await claimAgain(client, loaded, shelfStart));
    if (priced && claimed !== true) await giveBackCoupons(client, [order.id]);
    if (claimed === 'busy') return { outcome: 'busy', change };
    if (claimed) {
      change.claim = loaded.items.map(({ id, held_codes }) => ({ item_id: id, code_ids: held_codes }));
      await pay(client, change, loaded, payment, engine, now);
    } else {
      addRefund(change, payment, { amount_minor: payment.amount_minor, reason: 'late' }, received_minor);
    }
  }
  return { outcome: 'applied', change };
}

/** Who buys with an account of their own is no buyer whom they brought: they earn nothing, whatever address they gave. */
async function endSelfSale(client: ClientBase, engine: ApplyEngine, order: OrderRow, payer: string): Promise<void> {
  const { agent_id, agent_terms } = order;
  if (agent_id === null || agent_terms === null) return;
  const above = agent_terms.uplines;
  const own = await findSelfPayers(client, engine, [agent_id, ...above.map((upline) => upline.agent_id)], payer);
  if (own.size === 0) return;
  if (own.has(agent_id)) Object.assign(order, { commission_bps: 0, agent_terms: null });
  else order.agent_terms = { ...agent_terms, uplines: above.filter((upline) => !own.has(upline.agent_id)) };
  await client.query(
    'UPDATE orders SET commission_bps = $2, agent_terms = $3, self_sale = COALESCE($4, self_sale) WHERE id = $1',
    [order.id, order.commission_bps, order.agent_terms, own.has(agent_id) ? 'payer' : null],
  );
}

async function pay(
  client: ClientBase,
  change: OrderChange,
  loaded: LoadedOrder,
  payment: PaymentRow,
  engine: ApplyEngine,
  now: Date,
): Promise<void> {
  // The buyer may have begun with another one; fees, and what a refund takes back of them, are those of the channel that was paid.
  if (loaded.order.channel !== payment.channel) {
    loaded.order.channel = payment.channel;
    await client.query('UPDATE orders SET channel = $2 WHERE id = $1', [loaded.order.id, payment.channel]);
  }
  change.path.push('paid');
  change.paid_at = now;
  addDelivery(change, loaded, {
    paidAt: now,
    now,
    channelFeeBps: engine.channels.get(payment.channel)?.feeBps ?? 0,
    paymentId: payment.id,
  });
  if (change.next_delivery_at && loaded.order.contact_secret) change.mails.push('order_paid');
}

function arrival(payment: PaymentRow, orderId: string, amount_minor: number, currency: string): Transfer {
  return {
    kind: 'payment',
    from: channelFunds(payment.channel, currency),
    to: escrow(currency),
    currency,
    amount_minor,
    order_id: orderId,
  };
}

/** The cause names the payment and how much had come in by then, so the same news never makes a second refund. */
function addRefund(
  change: OrderChange,
  payment: PaymentRow,
  { amount_minor, reason }: NonNullable<SeenDecision['refund']>,
  received_minor: number,
): void {
  change.refunds.push({
    order_id: change.order.id,
    payment_id: payment.id,
    currency: payment.currency,
    amount_minor,
    reason,
    cause: `${reason} ${payment.id} ${received_minor}`,
  });
}

/** Money in a currency nobody asked for goes in and straight out again; told again, nothing more happens. */
async function returnForeign(
  client: ClientBase,
  change: OrderChange,
  payment: PaymentRow,
  { amount_minor, currency }: Money,
): Promise<boolean> {
  const cause = `wrong_currency ${payment.id} ${currency} ${amount_minor}`;
  const { rowCount } = await client.query('SELECT FROM refund WHERE cause = $1', [cause]);
  if (rowCount) return false;
  change.transfers.push(arrival(payment, change.order.id, amount_minor, currency));
  change.refunds.push({
    order_id: change.order.id,
    payment_id: payment.id,
    currency,
    amount_minor,
    reason: 'wrong_currency',
    cause,
  });
  return true;
}

async function markApplied(
  client: ClientBase,
  now: Date,
  messages: readonly SeenMessage[],
  results: readonly (SeenOutcome | 'busy')[],
): Promise<void> {
  const done = messages.flatMap(({ channel, seen, stored }, index) =>
    stored && results[index] !== 'busy'
      ? [{ channel, key: seen.eventKey, outcome: results[index]!, paymentId: seen.paymentId }]
      : [],
  );
  if (done.length === 0) return;
  await client.query({
    name: 'mark applied',
    text: `UPDATE payment_event SET applied_at = $4, outcome = d.outcome, next_attempt_at = NULL
           FROM unnest($1::text[], $2::text[], $3::text[]) AS d(provider, event_key, outcome)
           WHERE payment_event.provider = d.provider AND payment_event.event_key = d.event_key AND applied_at IS NULL`,
    values: [done.map(({ channel }) => channel), done.map(({ key }) => key), done.map(({ outcome }) => outcome), now],
  });
}
