import { say } from '../page/speak.ts';
import type { CheckoutStore } from './checkout-store.ts';

/** The stepper; each wish is priced by the pool before it counts. */
export function Quantity({ store }: { store: CheckoutStore }) {
  const { checkout, quantity, opening, state } = store;
  const shut = state !== 'open';
  const { min, max } = checkout?.product.limits ?? { min: 1, max: 1 };
  // A resumed checkout was made elsewhere for so many, so its quantity stays.
  if (max <= min || opening.checkout) return null;
  const step = (by: number, word: 'fewer' | 'more', sign: string) => (
    <button
      type="button"
      aria-label={say(word)}
      // Not `disabled`: the press that reaches the limit would lose the focus. A press beyond it changes nothing.
      aria-disabled={shut || quantity + by < min || quantity + by > max}
      onClick={() => change(store, () => store.quantity + by)}
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
            change(store, () => Number(currentTarget.value));
          }}
        />
        {step(1, 'more', '+')}
      </div>
    </div>
  );
}

/** Takes the wish once what asks for its price is here. */
function change(store: CheckoutStore, wish: () => number): void {
  void import('./change-quantity.ts').then(
    ({ changeQuantity }) => changeQuantity(store, wish()),
    () => store.set({ note: { word: 'offline_what' } }),
  );
}
