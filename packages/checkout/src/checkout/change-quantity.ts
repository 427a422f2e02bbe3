import { KamengError } from '@kameng/client/browser';
import { askPrice, showCheckout } from './checkout-store.ts';
import type { CheckoutStore } from './checkout-store.ts';

/** Long enough to hold the button down without asking for each step. */
const settleMs = 300;

let timer: ReturnType<typeof setTimeout> | undefined;
let asking: AbortController | undefined;

/** Takes a wished quantity into the limits and asks for its price; only the newest wish is ever answered. */
export function changeQuantity(store: CheckoutStore, wish: number): void {
  const { checkout, quantity, pricing, note } = store;
  const now = checkout.value;
  if (!now || store.state.value !== 'open') return;
  const { min, max } = now.product.limits;
  quantity.value = Math.min(Math.max(Math.round(wish) || min, min), max);
  clearTimeout(timer);
  asking?.abort();
  note.value = undefined;
  pricing.value = quantity.value !== now.quantity;
  if (pricing.value) timer = setTimeout(() => void askAgain(store), settleMs);
}

async function askAgain(store: CheckoutStore): Promise<void> {
  const { checkout, quantity, pricing, note } = store;
  asking = new AbortController();
  const { signal } = asking;
  const wish = quantity.value;
  try {
    const answer = await askPrice(store, wish, signal);
    if (!signal.aborted) showCheckout(store, answer);
  } catch (error) {
    if (signal.aborted) return;
    if (!(error instanceof KamengError)) throw error;
    // The price on the page is that of the quantity before, so that is what the stepper goes back to.
    quantity.value = checkout.value?.quantity ?? 1;
    note.value =
      error.code === 'sold_out'
        ? { word: 'few_left', values: { n: wish } }
        : { word: error.status ? 'failed_what' : 'offline_what', requestId: error.requestId };
  } finally {
    if (!signal.aborted) pricing.value = false;
  }
}
