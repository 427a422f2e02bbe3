import type { Order } from '@kameng/client/browser';
import { money, say } from '../page/speak.ts';
import { KeptFor } from './kept-for.tsx';
import { checkNow } from './order-store.ts';
import type { OrderStore } from './order-store.ts';
import { OtherChannel } from './other-channel.tsx';
import { PayAction } from './pay-action.tsx';

/** Held and not paid yet: the way to pay, how long the codes are kept, and "I have paid". */
export function Waiting({ store, order }: { store: OrderStore; order: Order }) {
  const { busy, remark } = store;
  return (
    <>
      <p>
        <bdi class="amount">{money(order.amount)}</bdi>
      </p>
      {order.expires_at && <KeptFor until={order.expires_at} onEnd={() => void checkNow(store)} />}
      <PayAction store={store} order={order} />
      <button type="button" class="wide" aria-busy={busy.value === 'check'} onClick={() => void checkNow(store)}>
        {say(busy.value === 'check' ? 'checking' : 'i_paid')}
      </button>
      <p role="status" class="muted remark">
        {remark.value && say(remark.value)}
      </p>
      <OtherChannel store={store} order={order} />
    </>
  );
}
