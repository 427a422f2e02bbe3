import type { Order } from '@kameng/client/browser';
import { say } from '../page/speak.ts';
import type { OrderStore } from '../order/order-store.ts';
import { payAgain } from './pay-again.ts';

/** A payment page that this browser does not know, or that has ended: opens a new one. */
export function NewPayment({ store, order, ended }: { store: OrderStore; order: Order; ended: boolean }) {
  const channel = order.payment?.channel ?? store.kept?.channels?.[0]?.id;
  if (!channel) return null;
  return (
    <>
      {ended && <p>{say('payment_ended')}</p>}
      <button
        type="button"
        class="primary wide"
        aria-busy={store.busy === 'pay'}
        onClick={() => void payAgain(store, channel)}
      >
        {say('new_payment')}
      </button>
    </>
  );
}
