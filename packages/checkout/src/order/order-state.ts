import type { Order, OrderStatus } from '@kameng/client/browser';

/** States of the order page, and what leads where. An event a state does not list changes nothing. */
export const orderPageStates = {
  loading: { read: 'order', unknown: 'find', gone: 'gone', failed: 'failed', returned: 'returned' },
  order: { gone: 'gone' },
  find: { sent: 'sent' },
  sent: { again: 'find' },
  gone: { again: 'find' },
  failed: { retry: 'loading' },
  /** A payment tab that came back without knowing its order; the window that bought it shows the code. */
  returned: { again: 'find' },
} as const satisfies Record<string, Record<string, string>>;

export type OrderPageState = keyof typeof orderPageStates;
export type OrderPageEvent = { [State in OrderPageState]: keyof (typeof orderPageStates)[State] }[OrderPageState];

/** The state after `event`; the same one when it does not apply. */
export function nextOrderPageState(state: OrderPageState, event: OrderPageEvent): OrderPageState {
  const moves: Partial<Record<OrderPageEvent, OrderPageState>> = orderPageStates[state];
  return moves[event] ?? state;
}

/** Which view an order's status is shown as; `choose` looks closer where one status means two things to a buyer. */
export const orderViews = {
  held: { view: 'waiting', unless: 'pay_failed' },
  paid: { view: 'preparing' },
  delivered: { view: 'delivered', unless: 'partly' },
  expired: { view: 'expired' },
  refunding: { view: 'refunding' },
  refunded: { view: 'refunded' },
  disputed: { view: 'disputed' },
} as const satisfies Record<OrderStatus, { view: string; unless?: string }>;

type Entry = (typeof orderViews)[OrderStatus];
export type OrderView = Entry['view'] | Extract<Entry, { unless: string }>['unless'];

const endedPayments: readonly NonNullable<Order['payment']>['status'][] = ['failed', 'closed', 'refunded'];

/** How an order is shown to its buyer. */
export function viewOf(order: Order): OrderView {
  // A held order whose payment ended, also one that was returned because it was too little, needs a new payment.
  if (order.status === 'held' && order.payment && endedPayments.includes(order.payment.status)) return 'pay_failed';
  if (order.status === 'delivered' && countCodes(order).delivered < countCodes(order).ordered) return 'partly';
  return orderViews[order.status].view;
}

/** How many codes were ordered and how many of them were delivered. */
export function countCodes({ items }: Order): { ordered: number; delivered: number } {
  return {
    ordered: items.reduce((sum, { quantity }) => sum + quantity, 0),
    delivered: items.reduce((sum, { codes }) => sum + codes.length, 0),
  };
}

/** Whether nothing more will happen by itself: delivered or refunded, and no refund still on its way. */
export function isSettled({ status, refunds }: Order): boolean {
  return (status === 'delivered' || status === 'refunded') && refunds.every(({ status }) => status === 'done');
}
