import { say } from '../page/speak.ts';
import { changeQuantity } from './change-quantity.ts';
import type { CheckoutStore } from './checkout-store.ts';

/** The stepper; each wish is priced by the pool before it counts. */
export function Quantity({ store }: { store: CheckoutStore }) {
  const { checkout, quantity, opening, state } = store;
  const shut = state !== 'open';
  const { min, max } = checkout?.product.limits ?? { min: 1, max: 1 };
  // A resumed checkout was priced on behalf of somebody this page does not know, so its quantity stays.
  if (max <= min || opening.checkout) return null;
  const step = (by: number, word: 'fewer' | 'more', sign: string) => (
    <button
      type="button"
      aria-label={say(word)}
      disabled={shut || quantity + by < min || quantity + by > max}
      onClick={() => changeQuantity(store, store.quantity + by)}
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
          value={quantity}
          disabled={shut}
          onChange={({ currentTarget }) => {
            changeQuantity(store, Number(currentTarget.value));
            currentTarget.value = String(store.quantity);
          }}
        />
        {step(1, 'more', '+')}
      </div>
    </div>
  );
}
