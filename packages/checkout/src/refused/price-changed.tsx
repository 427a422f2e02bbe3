import { money, say } from '../page/speak.ts';
import { Heading } from '../ui/heading.tsx';
import { go } from '../checkout/checkout-store.ts';
import type { CheckoutStore } from '../checkout/checkout-store.ts';
import { buy, PayButton } from '../checkout/pay-button.tsx';
import { ProductLine } from '../checkout/product-line.tsx';

/** Old price, new price, and the question again: nothing is bought at a price the buyer has not seen. */
export function PriceChanged({ store }: { store: CheckoutStore }) {
  const { checkout, before } = store;
  if (!checkout || !before) return null;
  return (
    <form class="stack" onSubmit={(event) => buy(store, event)}>
      <Heading key="changed" text={say('price_changed')} icon="alert" tone="attention" />
      <p>{say('price_changed_what')}</p>
      <ProductLine product={checkout.product} />
      <dl class="compare">
        <div>
          <dt class="muted">{say('price_old')}</dt>
          <dd>
            <bdi>{money(before)}</bdi>
          </dd>
        </div>
        <div>
          <dt class="muted">{say('price_new')}</dt>
          <dd>
            <bdi class="amount">{money(checkout.amount)}</bdi>
          </dd>
        </div>
      </dl>
      <PayButton store={store} />
      <button type="button" class="wide" onClick={() => go(store, 'opened')}>
        {say('not_buy')}
      </button>
    </form>
  );
}
