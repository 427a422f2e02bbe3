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
  const checking = busy === 'check';
  return (
    <>
      <div>
        <bdi class="amount">{money(order.amount)}</bdi>
        <KeptFor store={store} />
      </div>
      <PayAction store={store} order={order} />
      {store.kept?.action?.kind !== 'none' && (
        <button type="button" class="wide" aria-busy={checking} onClick={() => void checkNow(store)}>
          {say(checking ? 'checking' : 'i_paid')}
        </button>
      )}
      <p role="status" class="muted">
        {remark && say(remark)}
      </p>
      <OtherChannel store={store} order={order} />
    </>
  );
}
