import type { ComponentChildren } from 'preact';
import { troubleWords } from '../checkout/trouble-words.ts';
import { say } from '../page/speak.ts';
import { Lazy } from '../ui/lazy.tsx';
import { Shell } from '../ui/shell.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { Stop } from '../ui/stop.tsx';
import { Leaving } from './leaving.tsx';
import { OrderBody } from './order-body.tsx';
import type { OrderPageState } from './order-state.ts';
import { readOrder } from './order-store.ts';
import type { OrderStore } from './order-store.ts';

interface OrderPageProps {
  store: OrderStore;
  /** Buys the same product again. */
  onRestart?: (() => void) | undefined;
}

const steps: Record<OrderPageState, (props: OrderPageProps) => ComponentChildren> = {
  loading: () => <Skeleton text={say('opening_order')} lines={['head', 'line', 'big', 'field']} />,
  order: ({ store, onRestart }) => <OrderBody store={store} onRestart={onRestart} />,
  find: ({ store }) => <Lazy load={() => import('./find-order.tsx').then(({ FindOrder }) => <FindOrder store={store} />)} />,
  sent: () => <Stop title="sent" icon="check" tone="good" lines={['sent_what']} />,
  gone: ({ store }) => (
    <Stop title="gone" icon="alert" tone="attention" lines={['gone_what']} requestId={store.trouble.value?.requestId}>
      <button type="button" class="primary wide" onClick={() => store.go('again')}>
        {say('find_order')}
      </button>
    </Stop>
  ),
  failed: ({ store }) => (
    <Stop {...troubleWords(store.trouble.value)} icon="alert" tone="bad" requestId={store.trouble.value?.requestId}>
      <button type="button" class="primary wide" onClick={() => void readOrder(store)}>
        {say('try_again')}
      </button>
    </Stop>
  ),
  returned: ({ store }) => (
    <Stop title="returned" icon="back" lines={['returned_what']}>
      <button type="button" class="primary wide" onClick={() => window.close()}>
        {say('close')}
      </button>
      {store.kept.value && (
        <a class="button wide" href={`/o/${store.kept.value.id}`}>
          {say('show_order')}
        </a>
      )}
    </Stop>
  ),
};

/** The order, from waiting for payment to the code, or the way back to it. */
export function OrderPage(props: OrderPageProps) {
  const { store } = props;
  return (
    <Shell find={!store.setting.host.framed && store.state.value !== 'find'}>
      {store.leaving.value ? <Leaving store={store} /> : steps[store.state.value](props)}
    </Shell>
  );
}
