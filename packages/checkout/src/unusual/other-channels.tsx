import type { Checkout } from '@kameng/client/browser';
import type { OrderStore } from '../order/order-store.ts';
import { payAgain } from './pay-again.ts';

/** A button for each other way to pay. */
export function OtherChannels({ store, others }: { store: OrderStore; others: Checkout['channels'] }) {
  return (
    <div class="stack">
      {others.map(({ id, label }) => (
        <button key={id} type="button" class="wide" onClick={() => void payAgain(store, id)}>
          {label}
        </button>
      ))}
    </div>
  );
}
