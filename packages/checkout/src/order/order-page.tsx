import type { Order } from '@kameng/client/browser';
import type { Setting } from '../page/setting.ts';
import { say } from '../page/speak.ts';
import { Announcer } from '../ui/announce.tsx';
import { Notice } from '../ui/notice.tsx';
import { Shell } from '../ui/shell.tsx';
import { Late, skeleton } from './late.tsx';
import { OrderBody } from './order-body.tsx';
import type { KeptOrder } from './keep-orders.ts';
import { createOrderStore, go, openOrder } from './order-store.ts';
import type { OrderStore } from './order-store.ts';

export { createOrderStore, go, openOrder };

interface OrderPageProps {
  store: OrderStore;
  /** Buys the same product again, in the page that bought it. */
  onRestart?: (() => void) | undefined;
}

/** What a store shows, without the page around it: the same in the checkout and on the order's own page. */
function OrderSteps(props: OrderPageProps) {
  const { store } = props;
  return (
    <>
      <Announcer />
      {store.offline && (
        <Notice>
          <p>{say('offline_wait')}</p>
        </Notice>
      )}
      {store.leaving ? (
        <Late view="Leaving" store={store} />
      ) : store.state === 'loading' ? (
        skeleton()
      ) : store.state === 'order' ? (
        <OrderBody {...props} />
      ) : (
        <Late view="Lost" store={store} />
      )}
    </>
  );
}

/** The order's own page. */
export function OrderPage({ store }: OrderPageProps) {
  return (
    <Shell find={store.state !== 'find'}>
      <OrderSteps store={store} />
    </Shell>
  );
}

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
