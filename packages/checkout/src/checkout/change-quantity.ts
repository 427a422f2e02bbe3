import type { KamengError } from '@kameng/client/browser';
import { askPrice, showCheckout } from './checkout-store.ts';
import type { CheckoutStore } from './checkout-store.ts';

/** Long enough to press the button several times without asking for each step. */
const settleMs = 300;

let timer: ReturnType<typeof setTimeout> | undefined;
let asking: AbortController | undefined;

/** Takes a wished quantity into the limits and asks for its price; only the newest wish is ever answered. */
export function changeQuantity(store: CheckoutStore, wish: number): void {
  const now = store.checkout;
  if (!now || store.state !== 'open') return;
  const { min, max } = now.product.limits;
  const quantity = Math.min(Math.max(Math.round(wish) || min, min), max);
  clearTimeout(timer);
  asking?.abort();
  const pricing = quantity !== now.quantity;
  store.set({ quantity, pricing, note: undefined });
  if (pricing) timer = setTimeout(() => void askAgain(store, quantity), settleMs);
}

async function askAgain(store: CheckoutStore, n: number): Promise<void> {
  asking = new AbortController();
  const { signal } = asking;
  try {
    const answer = await askPrice(store, n, signal);
    if (!signal.aborted) showCheckout(store, answer);
  } catch (error) {
    if (signal.aborted) return;
    const { code, status, requestId } = error as KamengError;
    const few = code === 'sold_out';
    // The price on the page is that of the quantity before, so that is what the stepper goes back to.
    store.set({
      quantity: store.checkout?.quantity ?? 1,
      note: {
        word: few ? 'few_left' : status ? 'failed_what' : 'offline_what',
        values: { n },
        ...(!few && { requestId }),
      },
    });
  } finally {
    if (!signal.aborted) store.set({ pricing: false });
  }
}
