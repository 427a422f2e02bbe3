import { say } from '../page/speak.ts';
import type { WordKey } from '../words/say.ts';
import { Stop } from '../ui/stop.tsx';
import type { CheckoutStore } from '../checkout/checkout-store.ts';
import { ProductLine } from '../checkout/product-line.tsx';
import { restartCheckout } from '../checkout/start-checkout.ts';

/** A step that can only be started over, with what it was about. */
export function StartOver({
  store,
  word,
  ...words
}: { store: CheckoutStore; word: WordKey } & Parameters<typeof Stop>[0]) {
  const product = store.checkout?.product ?? store.product;
  return (
    <Stop tone="attention" {...words} requestId={store.trouble?.requestId}>
      {product && <ProductLine product={product} />}
      <button type="button" class="primary wide" onClick={() => void restartCheckout(store)}>
        {say(word)}
      </button>
    </Stop>
  );
}
