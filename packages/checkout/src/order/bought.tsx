import type { Order } from '@kameng/client/browser';
import type { Setting } from '../page/setting.ts';
import type { KeptOrder } from './keep-orders.ts';
import { OrderSteps } from './order-page.tsx';
import { createOrderStore, openOrder } from './order-store.ts';
import type { OrderStore } from './order-store.ts';

interface BoughtProps {
  kept: KeptOrder;
  /** The order as it was just made, which saves asking for it. */
  order?: Order;
  setting: Setting;
  onRestart: () => void;
}

let open: OrderStore | undefined;

/** The order inside the page that bought it, without a reload. */
export function Bought({ kept, order, setting, onRestart }: BoughtProps) {
  if (open?.wanted !== kept.id) {
    open = createOrderStore(setting);
    setting.host.onClose = () => open && askToClose(open);
    void openOrder(open, kept.id, kept.token, order);
  }
  return <OrderSteps store={open} onRestart={onRestart} />;
}

/** Closes for the host, but first says what that means while a payment is open. */
function askToClose(store: OrderStore): void {
  const { order, leaving, setting } = store;
  if (order?.status === 'held' && !leaving) store.set({ leaving: true });
  else setting.host.tell('close', order ? { order: order.id, status: order.status } : {});
}
