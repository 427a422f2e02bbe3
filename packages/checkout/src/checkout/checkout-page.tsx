import type { ComponentChildren } from 'preact';
import { say, speakOf } from '../page/speak.ts';
import { Heading } from '../ui/heading.tsx';
import { lazy } from '../ui/lazy.tsx';
import { Shell } from '../ui/shell.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { BuyForm } from './buy-form.tsx';
import type { CheckoutState } from './checkout-state.ts';
import { againLink } from './checkout-store.ts';
import type { CheckoutStore } from './checkout-store.ts';
import { Price } from './price.tsx';
import { ProductLine } from './product-line.tsx';
import { Quantity } from './quantity.tsx';
import { restartCheckout } from './start-checkout.ts';

const skeleton = () => <Skeleton text={say('getting_price')} lines={['head', 'big', 'line', 'field', 'field']} />;

const Refused = lazy(async () => {
  const [file] = await Promise.all([import('../refused/refused.tsx'), speakOf('refused')]);
  return file.Refused;
}, skeleton);

const Bought = lazy(() => import('../order/order-page.tsx').then((file) => file.Bought), skeleton);

/** The step of each state; those not named are refusals. */
const steps: Partial<Record<CheckoutState, (store: CheckoutStore) => ComponentChildren>> = {
  loading: skeleton,
  open: buying,
  confirming: buying,
  unsure: buying,
  ordered: (store) =>
    store.bought && <Bought {...store.bought} setting={store.setting} onRestart={() => buyAgain(store)} />,
};

/** The checkout, step by step. */
export function CheckoutPage({ store }: { store: CheckoutStore }) {
  return <Shell find={!store.setting.host.framed}>{steps[store.state]?.(store) ?? <Refused store={store} />}</Shell>;
}

function buying(store: CheckoutStore): ComponentChildren {
  const { checkout, pricing } = store;
  return (
    checkout && (
      <>
        <div class="unseen">
          <Heading key="buy" text={say('checkout')} />
        </div>
        <ProductLine product={checkout.product} />
        <Price checkout={checkout} pricing={pricing} />
        <Quantity store={store} />
        <BuyForm store={store} />
      </>
    )
  );
}

/** Another purchase of the same product: in a frame right here, else on a page of its own. */
function buyAgain(store: CheckoutStore): void {
  if (store.setting.host.framed) void restartCheckout(store);
  else location.assign(againLink(store));
}
