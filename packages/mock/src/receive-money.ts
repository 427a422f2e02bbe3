import { takeStock } from './change-feed.ts';
import { changeOrder } from './change-order.ts';
import { payOrder, refundOrder } from './fulfil-order.ts';
import type { MockPayment, MockState } from './state.ts';

/** What the gateway says was paid; safe to be told again. */
export function receiveMoney(state: MockState, payment: MockPayment, paidMinor: number): void {
  const order = state.orders.get(payment.orderId);
  if (!order || payment.paidMinor !== null) return;
  Object.assign(payment, { paidMinor, tellAt: null });
  if (paidMinor < payment.due.amount_minor) {
    payment.status = 'failed';
    refundOrder(state, order, 'short', paidMinor);
    return changeOrder(state, order, {});
  }
  payment.status = 'paid';
  const excess = paidMinor - payment.due.amount_minor;
  if (excess > 0) refundOrder(state, order, 'excess', excess);
  if (order.status === 'held') return payOrder(state, order);
  if (order.status === 'expired' && (state.left.get(order.good.id) ?? 0) >= order.quantity) {
    takeStock(state, order.good, order.quantity);
    return payOrder(state, order);
  }
  payment.status = 'refunded';
  const late = order.status === 'expired';
  refundOrder(state, order, late ? 'late' : 'duplicate', payment.due.amount_minor);
  changeOrder(state, order, late ? { status: 'refunded', itemStatus: 'refunded' } : {});
}
