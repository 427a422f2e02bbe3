import type { Refund } from '@kameng/contract/order';
import { takeStock } from './change-feed.ts';
import { changeOrder } from './change-order.ts';
import { yuan } from './price-checkout.ts';
import { newId, type MockOrder, type MockState } from './state.ts';

/** How long the test products with a slow or absent supplier keep the buyer waiting. */
const supplierDelayMs = 3000;

/** Money for the order is here: delivers, or lets the supplier of a test product take its time. */
export function payOrder(state: MockState, order: MockOrder): void {
  const waits = order.good.mischief === 'slow_supplier' || order.good.mischief === 'supplier_down';
  changeOrder(state, order, {
    status: 'paid',
    paidAt: state.now(),
    holdUntil: null,
    itemStatus: 'waiting',
    supplierAt: waits ? state.now() + supplierDelayMs : null,
  });
  const email = order.contact.find((each) => each.includes('@'));
  if (email !== undefined) sendRecoveryLink(state, order, email);
  if (!waits) deliverOrder(state, order);
}

/** Puts the mail with the way back to an order where /dev/mail shows it. */
export function sendRecoveryLink(state: MockState, order: MockOrder, to: string): void {
  const link = `${state.poolUrl}/o/${order.id}#${order.token}`;
  state.mails.unshift({
    id: newId(state, 'mail'),
    to,
    subject: `${order.good.name.zh} · ${order.good.name.en}`,
    link,
    at: new Date(state.now()).toISOString(),
  });
}

/** Hands out the codes; of a partial delivery half of them, with the money for the rest on its way back. */
export function deliverOrder(state: MockState, order: MockOrder): void {
  if (order.good.mischief === 'partial') {
    const missing = Math.ceil(order.quantity / 2);
    order.codes = order.codes.slice(missing);
    refundOrder(state, order, 'undeliverable', missing * order.unitPrice.amount_minor);
  }
  changeOrder(state, order, {
    status: 'delivered',
    itemStatus: 'delivered',
    supplierAt: null,
    deliveredAt: state.now(),
  });
}

/** The supplier will not answer: all the money goes back. */
export function giveUpOrder(state: MockState, order: MockOrder): void {
  changeOrder(state, order, { status: 'refunding', supplierAt: null });
  refundOrder(state, order, 'undeliverable', order.amount.amount_minor);
  takeStock(state, order.good, -order.quantity);
  changeOrder(state, order, { status: 'refunded', itemStatus: 'refunded', codes: [] });
}

/** The hold is over and nobody paid: the codes go back on the shelf. */
export function expireOrder(state: MockState, order: MockOrder): void {
  for (const id of order.paymentIds) {
    const payment = state.payments.get(id);
    if (payment?.status === 'waiting' && payment.tellAt === null) payment.status = 'closed';
  }
  takeStock(state, order.good, -order.quantity);
  changeOrder(state, order, { status: 'expired', itemStatus: 'released', holdUntil: null });
}

/** Gives money back: to the balance it came from, or through the channel; the mock's channel is done at once. */
export function refundOrder(state: MockState, order: MockOrder, reason: Refund['reason'], amountMinor: number): void {
  const at = new Date(state.now()).toISOString();
  const refund: Refund = {
    id: newId(state, 'refund'),
    amount: yuan(amountMinor),
    status: 'done',
    reason,
    created_at: at,
    done_at: at,
  };
  order.refunds = [...order.refunds, refund];
  if (order.paymentIds.length > 0 || order.siteId === null) return;
  state.ledger.get(order.siteId)?.push({
    id: newId(state, 'entry'),
    transfer_id: newId(state, 'transfer'),
    kind: 'refund',
    amount: refund.amount,
    order_id: order.id,
    created_at: at,
  });
}
