import type { Order } from '@kameng/client/browser';
import { openPayTab } from '../page/open-pay-tab.ts';
import { money, say } from '../page/speak.ts';
import { KeptFor } from './kept-for.tsx';
import { checkNow } from './order-store.ts';
import type { OrderStore } from './order-store.ts';
import { OtherChannel } from './other-channel.tsx';
import { payAgain } from './pay-again.ts';

/** The payment was refused, but the codes are still kept: pay again, the same way or another. */
export function PayFailed({ store, order }: { store: OrderStore; order: Order }) {
  const { busy, remark, setting, channels } = store;
  const channel = order.payment?.channel ?? channels.value[0]?.id ?? '';
  return (
    <>
      <p>{say('pay_failed_what')}</p>
      {order.expires_at && <KeptFor until={order.expires_at} onEnd={() => void checkNow(store)} />}
      <button
        type="button"
        class="primary wide"
        aria-busy={busy.value === 'pay'}
        onClick={() => void payAgain(store, channel, () => openPayTab(setting.host.framed, say('placing')))}
      >
        {say('pay_again')} <bdi>{money(order.amount)}</bdi>
      </button>
      <p role="status" class="muted remark">
        {remark.value && say(remark.value)}
      </p>
      <OtherChannel store={store} order={order} />
    </>
  );
}
