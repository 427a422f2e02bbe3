import type { Order } from '@kameng/client/browser';
import { render } from 'preact';
import type { Setting } from '../page/setting.ts';
import type { KeptOrder } from './keep-orders.ts';
import { OrderPage } from './order-page.tsx';
import { createOrderStore, openOrder } from './order-store.ts';

interface MountOptions {
  /** The order as it was just made, which saves asking for it. */
  order: Order | undefined;
  onRestart: () => void;
}

/**
 * Shows an order in the page that bought it, without a reload.
 * @returns what to do when the host wants to close: close, or first warn that a payment is open.
 */
export function mountOrder(root: Element, setting: Setting, kept: KeptOrder, more: MountOptions): () => void {
  const store = createOrderStore(setting);
  void openOrder(store, kept.id, kept.token, more.order);
  render(<OrderPage store={store} onRestart={more.onRestart} />, root);
  return () => {
    const order = store.order.value;
    if (order?.status === 'held' && !store.leaving.value) store.leaving.value = true;
    else setting.host.tell('close', order ? { order: order.id, status: order.status } : {});
  };
}
