import { say } from '../page/speak.ts';
import { changeQuantity } from './change-quantity.ts';
import type { CheckoutStore } from './checkout-store.ts';

/** The stepper; each wish is priced by the pool before it counts. */
export function Quantity({ store }: { store: CheckoutStore }) {
  const { checkout, quantity } = store;
  const limits = checkout.value?.product.limits;
  // A resumed checkout was priced on behalf of somebody this page does not know, so its quantity stays.
  if (!limits || limits.max <= limits.min || store.opening.checkout) return null;
  const { min, max } = limits;
  const count = quantity.value;
  const step = (by: number, word: 'fewer' | 'more', sign: string) => (
    <button
      type="button"
      aria-label={say(word)}
      disabled={count + by < min || count + by > max}
      onClick={() => changeQuantity(store, quantity.value + by)}
    >
      {sign}
    </button>
  );
  return (
    <div class="row">
      <label for="quantity">
        {say('quantity')} <span class="muted">{say('limits', { min, max })}</span>
      </label>
      <div class="stepper">
        {step(-1, 'fewer', '−')}
        <input
          id="quantity"
          inputMode="numeric"
          autocomplete="off"
          value={count}
          onChange={({ currentTarget }) => {
            changeQuantity(store, Number(currentTarget.value));
            currentTarget.value = String(quantity.value);
          }}
        />
        {step(1, 'more', '+')}
      </div>
    </div>
  );
}
