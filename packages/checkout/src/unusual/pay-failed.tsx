import type { Order } from '@kameng/client/browser';
import { money, say } from '../page/speak.ts';
import { KeptFor } from '../order/kept-for.tsx';
import type { OrderStore } from '../order/order-store.ts';
import { OtherChannel } from '../order/other-channel.tsx';
import { payAgain } from './pay-again.ts';

/** The payment was refused, but the codes are still kept: pay again, the same way or another. */
export function PayFailed({ store, order }: { store: OrderStore; order: Order }) {
  const { busy, remark, kept } = store;
  const channel = order.payment?.channel ?? kept?.channels?.[0]?.id ?? '';
  return (
    <>
      <div>
        <p>
          {order.refunds.length === 0 && `${say('pay_failed_what')} `}
          {say('still_kept')}
        </p>
        <KeptFor store={store} />
      </div>
      <button
        type="button"
        class="primary wide"
        aria-busy={busy === 'pay'}
        onClick={() => void payAgain(store, channel)}
      >
        {say('pay_again')} <bdi>{money(order.amount)}</bdi>
      </button>
      <p role="status" class="muted">
        {remark && say(remark)}
      </p>
      <OtherChannel store={store} order={order} />
    </>
  );
}
