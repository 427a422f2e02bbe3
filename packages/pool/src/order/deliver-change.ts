import { createId } from '@kameng/contract/id';
import { channelFees, channelFunds, escrow, pendingOf, platformFees, availableOf } from '../ledger/accounts.ts';
import type { Transfer } from '../ledger/post-transfers.ts';
import type { LoadedItem, LoadedOrder, OrderChange, OrderRow } from './order-rows.ts';
import type { NewSupplyRequest } from '../supply/write-requests.ts';
import { planDelivery } from './plan-delivery.ts';
import { shareAmount } from './share-amount.ts';

function askFor(item: LoadedItem, currency: string, deadline: Date, now: Date): NewSupplyRequest {
  return {
    id: createId('supplyRequest', now.getTime()),
    item_id: item.id,
    order_id: item.order_id,
    offer_id: item.offer_id,
    quantity: item.quantity,
    amount_minor: item.quantity * item.unit_supply_minor,
    currency,
    deadline,
  };
}

/** The terms of one delivery: what was delivered, for how much, and what the suppliers asked for it. */
export interface Delivered {
  amount_minor: number;
  /** Units delivered; an agent's markup is for each. */
  quantity: number;
  /** What a published discount and a coupon had taken off. */
  discount_minor?: number;
  suppliers: { supplier_id: string; supply_minor: number }[];
}

/** The transfers that share delivered money among suppliers, channel, agent and operator, out of escrow. */
export function shareTransfers(
  order: Pick<OrderRow, 'id' | 'channel' | 'currency' | 'agent_id' | 'commission_bps' | 'agent_terms'>,
  channelFeeBps: number,
  delivered: Delivered,
): Transfer[] {
  const { id, channel, currency, agent_id, agent_terms } = order;
  const supply_minor = delivered.suppliers.reduce((sum, supplier) => sum + supplier.supply_minor, 0);
  const shares = shareAmount({
    amount_minor: delivered.amount_minor,
    supply_minor,
    channel_fee_bps: channelFeeBps,
    markup_minor: delivered.quantity * (agent_terms?.unit_markup_minor ?? 0),
    commission_bps: agent_id ? order.commission_bps : 0,
    upline_bps: agent_terms?.uplines.map(({ bps }) => bps) ?? [],
    discount_minor: delivered.discount_minor ?? 0,
  });
  const from = escrow(currency);
  const out = (kind: Transfer['kind'], to: Transfer['to'], amount_minor: number): Transfer => ({
    kind,
    from,
    to,
    currency,
    amount_minor,
    order_id: id,
  });
  const transfers = delivered.suppliers.map((supplier) =>
    out('supplier_share', pendingOf(supplier.supplier_id, currency), supplier.supply_minor),
  );
  transfers.push(out('channel_fee', channelFees(channel, currency), shares.channel_fee_minor));
  if (agent_id)
    transfers.push(
      out('commission', pendingOf(agent_id, currency), shares.commission_minor),
      out('markup', pendingOf(agent_id, currency), shares.markup_minor),
    );
  for (const [place, upline] of (agent_terms?.uplines ?? []).entries())
    transfers.push(out('downline', pendingOf(upline.agent_id, currency), shares.upline_minor[place]!));
  if (shares.platform_minor >= 0) transfers.push(out('platform_fee', platformFees(currency), shares.platform_minor));
  // The channel costs more than the margin leaves: the operator pays the difference in.
  else
    transfers.push({
      kind: 'platform_fee',
      from: platformFees(currency),
      to: from,
      currency,
      amount_minor: -shares.platform_minor,
      order_id: id,
    });
  return transfers.filter(({ amount_minor }) => amount_minor !== 0);
}

/** Where money for the order came from, and goes back to. */
export function fundsOf(order: Pick<OrderRow, 'channel' | 'currency' | 'site_id'>): Transfer['from'] {
  return order.channel === 'balance' && order.site_id
    ? availableOf(order.site_id, order.currency)
    : channelFunds(order.channel, order.currency);
}

/**
 * Decides what is delivered of an order that is paid (or becomes so in this change) and adds it to the change: codes sold,
 * shares paid out of escrow, and a refund for what could not be delivered.
 * @param paymentId the payment a refund goes back through; null when it was paid from balance
 */
export function addDelivery(
  change: OrderChange,
  loaded: LoadedOrder,
  {
    paidAt,
    now,
    channelFeeBps,
    paymentId,
  }: { paidAt: Date; now: Date; channelFeeBps: number; paymentId: string | null },
): void {
  const { order, items } = loaded;
  const plans = items.map((item) => ({ item, plan: planDelivery(item, order, paidAt, now) }));
  const waits = plans.flatMap(({ plan }) => ('waitUntil' in plan ? [plan.waitUntil] : []));
  if (waits.length > 0) {
    change.next_delivery_at = waits.reduce((latest, wait) => (wait > latest ? wait : latest));
    for (const { item, plan } of plans) {
      change.items.push({ id: item.id, status: 'waiting', delivered_quantity: 0 });
      if ('ask' in plan) change.ask.push(askFor(item, order.currency, plan.waitUntil, now));
    }
    return;
  }
  const delivered = {
    amount_minor: 0,
    quantity: 0,
    discount_minor: 0,
    suppliers: [],
  } satisfies Delivered as Required<Delivered>;
  let missing_minor = 0;
  for (const { item, plan } of plans) {
    const count = 'deliver' in plan ? plan.deliver : 0;
    change.items.push({ id: item.id, status: count > 0 ? 'delivered' : 'refunded', delivered_quantity: count });
    change.sell.push(...item.held_codes.slice(0, count));
    change.release.push({ offer_id: item.offer_id, code_ids: item.held_codes.slice(count) });
    delivered.amount_minor += count * item.unit_price_minor;
    delivered.quantity += count;
    delivered.discount_minor += count * loaded.unit_discount_minor;
    delivered.suppliers.push({ supplier_id: item.supplier_id, supply_minor: count * item.unit_supply_minor });
    missing_minor += (item.quantity - count) * item.unit_price_minor;
  }
  change.next_delivery_at = null;
  if (missing_minor > 0) {
    change.refunds.push({
      order_id: order.id,
      payment_id: paymentId,
      currency: order.currency,
      amount_minor: missing_minor,
      reason: 'undeliverable',
      cause: `undeliverable ${order.id}`,
    });
  }
  if (delivered.amount_minor === 0) {
    change.path.push('refunding');
    return;
  }
  change.path.push('delivered');
  change.delivered_at = now;
  change.transfers.push(...shareTransfers(order, channelFeeBps, delivered));
  if (order.contact_secret) change.mails.push('order_delivered');
}
