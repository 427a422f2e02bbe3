import type { ComponentChildren } from 'preact';
import type { CheckoutState } from '../checkout/checkout-state.ts';
import type { CheckoutStore } from '../checkout/checkout-store.ts';

import { say } from '../page/speak.ts';
import { Stop } from '../ui/stop.tsx';
import { PriceChanged } from './price-changed.tsx';
import { StartOver } from './start-over.tsx';
import { troubleWords } from './trouble-words.ts';
import { box } from '../ui/late-icons.ts';

const steps: Partial<Record<CheckoutState, (store: CheckoutStore) => ComponentChildren>> = {
  failed: (store) => <StartOver store={store} word="try_again" icon="alert" {...troubleWords(store.trouble, true)} />,
  price_changed: (store) => <PriceChanged store={store} />,
  sold_out: (store) => (
    <StartOver store={store} word="look_again" title="sold_out" icon={box} lines={['sold_out_what', 'sold_out_next']} />
  ),
  taken: (store) => (
    <StartOver store={store} word="look_again" title="taken" icon={box} lines={['taken_what', 'taken_next']} />
  ),
  ended: (store) => <StartOver store={store} word="start_again" title="ended" icon="clock" lines={['ended_what']} />,
  missing: () => <Stop title="missing" icon={box} lines={['missing_what']} />,
  already: () => (
    <Stop title="already" icon="check" lines={['already_what']}>
      <a class="button wide" href="/o">
        {say('find_order')}
      </a>
    </Stop>
  ),
};

/** The steps of a checkout that did not become an order. */
export function Refused({ store }: { store: CheckoutStore }) {
  return steps[store.state]?.(store);
}
