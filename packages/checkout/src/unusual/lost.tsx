import type { ComponentChildren } from 'preact';
import { troubleWords } from '../refused/trouble-words.ts';
import type { OrderPageState } from '../order/order-state.ts';
import { go, readOrder } from '../order/order-store.ts';
import type { OrderStore } from '../order/order-store.ts';
import { say } from '../page/speak.ts';
import { Stop } from '../ui/stop.tsx';
import { FindOrder } from './find-order.tsx';
import { back } from '../ui/late-icons.ts';

const steps: Partial<Record<OrderPageState, (store: OrderStore) => ComponentChildren>> = {
  find: (store) => <FindOrder store={store} />,
  sent: () => <Stop title="sent" icon="check" tone="good" lines={['sent_what']} />,
  gone: (store) => (
    <Stop title="gone" icon="alert" tone="attention" lines={['gone_what']} requestId={store.trouble?.requestId}>
      <button type="button" class="primary wide" onClick={() => go(store, 'again', { trouble: undefined })}>
        {say('find_order')}
      </button>
    </Stop>
  ),
  failed: (store) => (
    <Stop {...troubleWords(store.trouble, false)} icon="alert" tone="attention" requestId={store.trouble?.requestId}>
      <button type="button" class="primary wide" onClick={() => void readOrder(store)}>
        {say('try_again')}
      </button>
    </Stop>
  ),
  returned: ({ kept }) => (
    <Stop title="returned" icon={back} lines={['returned_what']}>
      <button type="button" class="primary wide" onClick={() => window.close()}>
        {say('close')}
      </button>
      {kept && (
        <a class="button wide" href={`/o/${kept.id}`}>
          {say('show_order')}
        </a>
      )}
    </Stop>
  ),
};

/** A page without its order: the link is incomplete, the pool did not answer, or this window is the wrong one. */
export function Lost({ store }: { store: OrderStore }) {
  return steps[store.state]?.(store);
}
