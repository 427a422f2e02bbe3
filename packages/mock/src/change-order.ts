import type { EventType } from '@kameng/contract/webhook';
import { recordEvent } from './record-event.ts';
import type { MockOrder, MockState } from './state.ts';

const eventFor: Partial<Record<MockOrder['status'], EventType>> = {
  paid: 'order.paid',
  delivered: 'order.delivered',
  refunded: 'order.refunded',
  expired: 'order.expired',
  disputed: 'order.disputed',
};

/** Changes an order, counts the change, and tells whoever follows it. */
export function changeOrder(state: MockState, order: MockOrder, change: Partial<MockOrder>): void {
  const entered = change.status !== undefined && change.status !== order.status ? eventFor[change.status] : undefined;
  Object.assign(order, change, { sequence: order.sequence + 1 });
  if (entered && order.siteId !== null)
    recordEvent(state, order.siteId, entered, {
      object: order.id,
      sequence: order.sequence,
      status: order.status,
      client_reference: order.clientReference,
    });
  for (const tell of state.followers.get(order.id) ?? []) tell();
}
