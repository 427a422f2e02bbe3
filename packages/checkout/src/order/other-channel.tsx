import type { Order } from '@kameng/client/browser';
import { say } from '../page/speak.ts';
import type { OrderStore } from './order-store.ts';
import { payAgain } from './pay-again.ts';

/** The ways to pay other than the one in use, when this browser knows of any. */
export function OtherChannel({ store, order }: { store: OrderStore; order: Order }) {
  const others = (store.kept?.channels ?? []).filter(({ id }) => id !== order.payment?.channel);
  if (others.length === 0) return null;
  return (
    <details>
      <summary>{say('other_channel')}</summary>
      <div class="stack">
        {others.map(({ id, label }) => (
          <button key={id} type="button" class="wide" onClick={() => void payAgain(store, id)}>
            {label}
          </button>
        ))}
      </div>
    </details>
  );
}
