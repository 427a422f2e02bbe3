import { loseTurn } from './dispute.ts';
import { deliverOrder, expireOrder, giveUpOrder } from './fulfil-order.ts';
import { endHold } from './hold.ts';
import { receiveMoney } from './receive-money.ts';
import type { MockState } from './state.ts';

/** Does what is due by now: late and lost payments, suppliers that answer at last, holds that end. Called before every answer. */
export function passTime(state: MockState): void {
  const now = state.now();
  for (const hold of state.holds.values()) if (hold.expiresAt <= now) endHold(state, hold);
  for (const order of state.orders.values()) {
    if (order.status === 'held' && order.holdUntil !== null && order.holdUntil <= now) {
      // Before codes go back on the shelf the gateway is asked; money it already has counts, late money does not.
      tellPayments(state, order.paymentIds, order.holdUntil);
      if (order.status === 'held') expireOrder(state, order);
    }
    tellPayments(state, order.paymentIds, now);
    if (order.supplierAt !== null && order.supplierAt <= now)
      (order.good.mischief === 'supplier_down' ? giveUpOrder : deliverOrder)(state, order);
    loseTurn(state, order);
  }
}

function tellPayments(state: MockState, paymentIds: string[], until: number): void {
  for (const id of paymentIds) {
    const payment = state.payments.get(id);
    const tellAt = payment?.tellAt ?? Number.POSITIVE_INFINITY;
    if (payment && tellAt <= until) receiveMoney(state, payment, payment.due.amount_minor);
  }
}
