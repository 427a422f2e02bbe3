import type { Money } from '@kameng/contract/money';
import type { Refund } from '@kameng/contract/order';
import type { OrderRow, PaymentRow } from '../order/order-rows.ts';
import type { Seen } from './channel.ts';

/** What a channel's message means for a payment and its order. Amounts are minor units of the payment's currency. */
export interface SeenDecision {
  payment: Pick<PaymentRow, 'status' | 'received_minor'>;
  /** Money that came in with this message and was not known before. */
  arrived_minor: number;
  /** Money in a currency that was not asked for: kept out of the payment and sent back whole. */
  foreign: Money | undefined;
  /** What of it goes back at once, and why. */
  refund: { amount_minor: number; reason: Refund['reason'] } | undefined;
  /** `pay` a held order; `pay_late` an expired one if its codes can still be claimed, else refund all of it as late. */
  order: 'none' | 'pay' | 'pay_late';
  outcome: 'applied' | 'no_effect' | 'quarantined';
}

/**
 * Decides by engine rules what a message does. Pure, and a lattice: whatever order messages come in, and however often,
 * what is known only grows, and a payment that was refunded never becomes paid again.
 */
export function decideSeen(
  order: Pick<OrderRow, 'status'>,
  payment: Pick<PaymentRow, 'status' | 'received_minor' | 'amount_minor' | 'currency'>,
  seen: Pick<Seen, 'state' | 'paid'>,
): SeenDecision {
  const unchanged: SeenDecision = {
    payment: { status: payment.status, received_minor: payment.received_minor },
    arrived_minor: 0,
    foreign: undefined,
    refund: undefined,
    order: 'none',
    outcome: 'no_effect',
  };
  if (seen.state === 'pending') return unchanged;
  if (seen.state !== 'paid') return settleWithoutMoney(payment, seen.state, unchanged);
  // A channel that says paid and not how much is not believed; people look at it.
  if (!seen.paid || seen.paid.amount_minor <= 0) return { ...unchanged, outcome: 'quarantined' };
  if (seen.paid.currency !== payment.currency) return { ...unchanged, foreign: seen.paid, outcome: 'applied' };
  if (payment.status === 'refunded') return unchanged;
  const arrived_minor = seen.paid.amount_minor - payment.received_minor;
  if (arrived_minor <= 0) return unchanged;

  const received_minor = seen.paid.amount_minor;
  const arrived = { arrived_minor, foreign: undefined, outcome: 'applied' as const };
  const back = (amount_minor: number, reason: Refund['reason']) =>
    amount_minor > 0 ? { amount_minor, reason } : undefined;
  // The payment had already done its work (or had been sent back): all that comes on top is too much.
  if (payment.status === 'paid')
    return {
      ...arrived,
      payment: { status: 'paid', received_minor },
      refund: back(arrived_minor, 'excess'),
      order: 'none',
    };
  if (arrived_minor < payment.amount_minor)
    return {
      ...arrived,
      payment: { status: 'failed', received_minor },
      refund: back(arrived_minor, 'short'),
      order: 'none',
    };

  const paid = { ...arrived, payment: { status: 'paid' as const, received_minor } };
  if (order.status === 'held')
    return { ...paid, refund: back(arrived_minor - payment.amount_minor, 'excess'), order: 'pay' };
  if (order.status === 'expired')
    return { ...paid, refund: back(arrived_minor - payment.amount_minor, 'excess'), order: 'pay_late' };
  return { ...paid, refund: back(arrived_minor, 'duplicate'), order: 'none' };
}

function settleWithoutMoney(
  payment: Pick<PaymentRow, 'status' | 'received_minor'>,
  state: 'failed' | 'closed' | 'refunded',
  unchanged: SeenDecision,
): SeenDecision {
  const { status, received_minor } = payment;
  if (status === state || status === 'refunded') return unchanged;
  // What failed or was closed may still be paid later; what was paid stays paid until it is refunded.
  if (state !== 'refunded' && status !== 'creating' && status !== 'waiting') return unchanged;
  // A refund of ours comes back as this message too; the refund rows tell what was sent. So paid stays paid here, and what was too
  // little and went back can still be paid: only a payment of which nothing ever came in is over by it.
  if (state === 'refunded' && received_minor > 0) return unchanged;
  return { ...unchanged, payment: { status: state, received_minor }, outcome: 'applied' };
}
