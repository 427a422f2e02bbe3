import { say } from '../page/speak.ts';
import { Stop } from '../ui/stop.tsx';
import type { OrderStore } from '../order/order-store.ts';

/** The host wants to close the frame while a payment is open: says what that means, and lets the buyer decide. */
export function Leaving({ store }: { store: OrderStore }) {
  const { order, setting } = store;
  const close = () => order && setting.host.tell('close', { order: order.id, status: order.status });
  return (
    <Stop title="close_warn" icon="alert" tone="attention" lines={['close_warn_what']}>
      <button type="button" class="primary wide" onClick={() => store.set({ leaving: false })}>
        {say('stay')}
      </button>
      <button type="button" class="wide" onClick={close}>
        {say('close_anyway')}
      </button>
    </Stop>
  );
}
