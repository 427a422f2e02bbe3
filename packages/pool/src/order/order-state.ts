import type { OrderStatus } from '@kameng/contract/order';

/** The one table of an order's life: state → action → next state. Refunded is final. */
export const orderTransitions = {
  held: { pay: 'paid', expire: 'expired' },
  paid: { deliver: 'delivered', fail: 'refunding' },
  delivered: { dispute: 'disputed', refund: 'refunding' },
  disputed: { settle: 'delivered', refund: 'refunding' },
  // Money that came after the hold had ended, while the codes could still be claimed.
  expired: { pay_late: 'paid' },
  refunding: { finish: 'refunded' },
  refunded: {},
} as const satisfies Record<OrderStatus, Record<string, OrderStatus>>;

/** Whether some action leads from one state to the other. */
export function mayBecome(from: OrderStatus, to: OrderStatus): boolean {
  return (Object.values(orderTransitions[from]) as OrderStatus[]).includes(to);
}
