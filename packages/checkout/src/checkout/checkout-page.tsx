import type { ComponentChildren } from 'preact';
import { say } from '../page/speak.ts';
import { Heading } from '../ui/heading.tsx';
import { Shell } from '../ui/shell.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { Stop } from '../ui/stop.tsx';
import { BuyForm } from './buy-form.tsx';
import type { CheckoutState } from './checkout-state.ts';
import type { CheckoutStore } from './checkout-store.ts';
import { Price } from './price.tsx';
import { PriceChanged } from './price-changed.tsx';
import { ProductLine } from './product-line.tsx';
import { Quantity } from './quantity.tsx';
import { restartCheckout } from './start-checkout.ts';
import { troubleWords } from './trouble-words.ts';

/** The outline of the form while the price is being asked for. */
export const outline = ['head', 'big', 'line', 'field', 'line', 'field'] as const;

const steps: Record<CheckoutState, (store: CheckoutStore) => ComponentChildren> = {
  loading: () => <Skeleton text={say('getting_price')} lines={outline} />,
  open: buying,
  confirming: buying,
  unsure: buying,
  price_changed: (store) => <PriceChanged store={store} />,
  sold_out: (store) => (
    <Stop title="sold_out" icon="box" tone="attention" lines={['sold_out_what', 'sold_out_next']}>
      <Goods store={store} />
      <Again store={store} word="look_again" />
    </Stop>
  ),
  taken: (store) => (
    <Stop title="taken" icon="box" tone="attention" lines={['taken_what', 'taken_next']}>
      <Goods store={store} />
      <Again store={store} word="look_again" />
    </Stop>
  ),
  ended: (store) => (
    <Stop title="ended" icon="clock" tone="attention" lines={['ended_what']}>
      <Goods store={store} />
      <Again store={store} word="start_again" />
    </Stop>
  ),
  missing: () => <Stop title="missing" icon="box" lines={['missing_what']} />,
  already: () => (
    <Stop title="already" icon="check" lines={['already_what']}>
      <a class="button wide" href="/o">
        {say('find_order')}
      </a>
    </Stop>
  ),
  failed: (store) => (
    <Stop {...troubleWords(store.trouble.value)} icon="alert" tone="bad" requestId={store.trouble.value?.requestId}>
      <Again store={store} word="try_again" />
    </Stop>
  ),
  ordered: (store) => <Skeleton text={say('placing')} lines={outline} key={store.order.value?.id} />,
};

/** The checkout, step by step. */
export function CheckoutPage({ store }: { store: CheckoutStore }) {
  return <Shell find={!store.setting.host.framed}>{steps[store.state.value](store)}</Shell>;
}

function buying(store: CheckoutStore) {
  const checkout = store.checkout.value;
  if (!checkout) return null;
  return (
    <>
      <div class="unseen">
        <Heading key="buy" text={say('checkout')} />
      </div>
      <ProductLine product={checkout.product} />
      <Price checkout={checkout} pricing={store.pricing.value} />
      <Quantity store={store} />
      <BuyForm store={store} />
    </>
  );
}

function Goods({ store }: { store: CheckoutStore }) {
  const product = store.checkout.value?.product ?? store.product.value;
  return product ? <ProductLine product={product} /> : null;
}

function Again({ store, word }: { store: CheckoutStore; word: 'look_again' | 'start_again' | 'try_again' }) {
  return (
    <button type="button" class="primary wide" onClick={() => void restartCheckout(store)}>
      {say(word)}
    </button>
  );
}
