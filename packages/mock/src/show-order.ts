import type { Language } from '@kameng/contract/page';
import type { Order } from '@kameng/contract/order';
import { showOrderProduct } from './show-product.ts';
import type { MockOrder, MockState } from './state.ts';

/** An order as its buyer or its shop reads it: never with a whole code in it. */
export function showOrder(state: MockState, order: MockOrder, language: Language): Order {
  const payment = state.payments.get(order.paymentIds.at(-1) ?? '');
  return {
    id: order.id,
    status: order.status,
    amount: order.amount,
    items: [
      {
        id: order.itemId,
        product: showOrderProduct(order.good, language),
        quantity: order.quantity,
        unit_price: order.unitPrice,
        status: order.itemStatus,
        codes:
          order.itemStatus === 'delivered'
            ? order.codes.map(({ id, masked, revealedAt }) => ({ id, masked, revealed_at: revealedAt }))
            : [],
      },
    ],
    payment: payment
      ? {
          channel: payment.channel,
          status: payment.status,
          paid: payment.paidMinor === null ? null : { ...payment.due, amount_minor: payment.paidMinor },
        }
      : null,
    refunds: order.refunds,
    client_reference: order.clientReference,
    sequence: order.sequence,
    created_at: new Date(order.createdAt).toISOString(),
    expires_at: order.holdUntil === null ? null : new Date(order.holdUntil).toISOString(),
    paid_at: order.paidAt === null ? null : new Date(order.paidAt).toISOString(),
    delivered_at: order.deliveredAt === null ? null : new Date(order.deliveredAt).toISOString(),
  };
}
