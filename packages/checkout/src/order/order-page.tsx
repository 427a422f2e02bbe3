import type { ComponentChildren } from 'preact';
import { troubleWords } from '../checkout/trouble-words.ts';
import { say } from '../page/speak.ts';
import { Announcer } from '../ui/announce.tsx';
import { lazy } from '../ui/lazy.tsx';
import { Notice } from '../ui/notice.tsx';
import { Shell } from '../ui/shell.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { Stop } from '../ui/stop.tsx';
import { Leaving } from './leaving.tsx';
import { OrderBody } from './order-body.tsx';
import type { OrderPageState } from './order-state.ts';
import { go, readOrder } from './order-store.ts';
import type { OrderStore } from './order-store.ts';

interface OrderPageProps {
  store: OrderStore;
  /** Buys the same product again, in the page that bought it. */
  onRestart?: (() => void) | undefined;
}

const skeleton = () => <Skeleton text={say('opening_order')} lines={['head', 'line', 'big', 'field']} />;
const FindOrder = lazy(() => import('./find-order.tsx').then((file) => file.FindOrder), skeleton);

const steps: Record<OrderPageState, (props: OrderPageProps) => ComponentChildren> = {
  loading: skeleton,
  order: (props) => <OrderBody {...props} />,
  find: ({ store }) => <FindOrder store={store} />,
  sent: () => <Stop title="sent" icon="check" tone="good" lines={['sent_what']} />,
  gone: ({ store }) => (
    <Stop title="gone" icon="alert" tone="attention" lines={['gone_what']} requestId={store.trouble?.requestId}>
      <button type="button" class="primary wide" onClick={() => go(store, 'again', { trouble: undefined })}>
        {say('find_order')}
      </button>
    </Stop>
  ),
  failed: ({ store }) => (
    <Stop {...troubleWords(store.trouble, false)} icon="alert" tone="attention" requestId={store.trouble?.requestId}>
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
      {store.kept && (
        <a class="button wide" href={`/o/${store.kept.id}`}>
          {say('show_order')}
        </a>
      )}
    </Stop>
  ),
};

/** What the buyer sees of the order now, without the page round it. */
export function OrderSteps(props: OrderPageProps) {
  const { store } = props;
  return (
    <>
      <Announcer />
      {store.offline && (
        <Notice>
          <p>{say('offline_wait')}</p>
        </Notice>
      )}
      {store.leaving ? <Leaving store={store} /> : steps[store.state](props)}
    </>
  );
}

/** The order, from waiting for payment to the code, or the way back to it. */
export function OrderPage({ store }: OrderPageProps) {
  return (
    <Shell find={store.state !== 'find'}>
      <OrderSteps store={store} />
    </Shell>
  );
}
