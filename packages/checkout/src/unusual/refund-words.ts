import type { Order, Refund } from '@kameng/client/browser';
import type { WordKey } from '../words/say.ts';

/** Two sentences about one refund: why it happens and where the money is. */
export interface RefundWords {
  id: string;
  why: WordKey;
  where: WordKey;
  amount: Refund['amount'];
  /** What was paid, when the sentence needs it; equal to the amount when the pool did not say. */
  paid: Refund['amount'];
  due: Refund['amount'];
}

const why = {
  short: 'why_short',
  excess: 'why_excess',
  late: 'why_late',
  duplicate: 'why_duplicate',
  undeliverable: 'why_undeliverable',
  wrong_currency: 'why_wrong_currency',
  dispute: 'why_dispute',
  operator: 'why_operator',
} as const satisfies Record<Refund['reason'], WordKey>;

const where = {
  pending: 'refund_pending',
  done: 'refund_done',
  failed: 'refund_failed',
} as const satisfies Record<Refund['status'], WordKey>;

/** What to say about each refund of an order. */
export function refundWords({
  refunds,
  payment,
  amount,
}: Pick<Order, 'refunds' | 'payment' | 'amount'>): RefundWords[] {
  return refunds.map((refund) => ({
    id: refund.id,
    why: why[refund.reason],
    where: where[refund.status],
    amount: refund.amount,
    paid: payment?.paid ?? refund.amount,
    due: amount,
  }));
}
