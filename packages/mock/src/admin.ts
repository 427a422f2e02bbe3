import type { UndeliveredOrder } from '@kameng/contract/admin';
import type { RouteAnswer } from '@kameng/contract/routes';
import type { Call } from './call.ts';
import { pageOf } from './page-of.ts';

/** Orders that are paid and neither delivered nor refunded, oldest first. */
export function listUndelivered({ state, query }: Call<'listUndeliveredOrders'>): RouteAnswer<'listUndeliveredOrders'> {
  const before = state.now() - query.older_than_s * 1000;
  const waiting = [...state.orders.values()].flatMap((order): UndeliveredOrder[] => {
    const { id, status, amount, paidAt, supplierAt } = order;
    if ((status !== 'paid' && status !== 'refunding') || paidAt === null || paidAt > before) return [];
    return [
      {
        id,
        status,
        channel: order.paymentIds.length > 0 ? 'sandbox' : 'balance',
        amount,
        reason: status === 'paid' ? 'waiting_for_codes' : 'refund_pending',
        attempts: 0,
        since: new Date(paidAt).toISOString(),
        next_attempt_at: supplierAt === null ? null : new Date(supplierAt).toISOString(),
      },
    ];
  });
  const oldestFirst = waiting.toSorted((left, right) => (left.since + left.id < right.since + right.id ? -1 : 1));
  return pageOf(oldestFirst, ({ id }) => id, query);
}
