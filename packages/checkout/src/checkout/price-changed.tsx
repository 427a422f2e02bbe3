import { money, say } from '../page/speak.ts';
import { Heading } from '../ui/heading.tsx';
import { buy, PayButton } from './buy-form.tsx';
import type { CheckoutStore } from './checkout-store.ts';
import { ProductLine } from './product-line.tsx';

/** Old price, new price, and the question again: nothing is bought at a price the buyer has not seen. */
export function PriceChanged({ store }: { store: CheckoutStore }) {
  const { checkout, before } = store;
  const now = checkout.value;
  if (!now || !before.value) return null;
  return (
    <form class="stack" onSubmit={(event) => buy(store, event)}>
      <Heading key="changed" text={say('price_changed')} icon="alert" tone="attention" />
      <p>{say('price_changed_what')}</p>
      <ProductLine product={now.product} />
      <dl class="compare">
        <div>
          <dt class="muted">{say('price_old')}</dt>
          <dd>
            <bdi>{money(before.value)}</bdi>
          </dd>
        </div>
        <div>
          <dt class="muted">{say('price_new')}</dt>
          <dd>
            <bdi class="amount">{money(now.amount)}</bdi>
          </dd>
        </div>
      </dl>
      <PayButton store={store} text={say('pay', { amount: money(now.amount) })} />
      <button type="button" class="wide" onClick={() => store.go('opened')}>
        {say('not_buy')}
      </button>
    </form>
  );
}
