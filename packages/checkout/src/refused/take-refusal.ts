import type { KamengError } from '@kameng/client/browser';
import type { WordKey } from '../words/say.ts';
import type { CheckoutEvent } from '../checkout/checkout-state.ts';
import { askPrice, go, showCheckout } from '../checkout/checkout-store.ts';
import type { CheckoutStore } from '../checkout/checkout-store.ts';

/** Refusals that lead to another step. */
const steps: Record<string, CheckoutEvent> = {
  sold_out: 'taken',
  checkout_expired: 'ended',
  checkout_not_found: 'ended',
  checkout_confirmed: 'already',
  product_not_found: 'missing',
};

/** Refusals after which the form stays, with a remark. */
const remarks: Record<string, WordKey> = {
  channel_unavailable: 'channel_down',
  hold_limit: 'too_many_open',
  rate_limited: 'busy_what',
  overloaded: 'busy_what',
  unavailable: 'busy_what',
};

/** Refusals that a fresh checkout answers. */
const renewals = {
  price_moved: undefined,
  consent_outdated: 'consent_changed',
  channel_unknown: 'channel_down',
  coupon_invalid: 'coupon_refused',
} as const;

/** Turns a refused confirmation into what the buyer sees next. Nothing was bought and nothing was charged. */
export async function takeRefusal(store: CheckoutStore, { code, errors, requestId }: KamengError): Promise<void> {
  const step = steps[code];
  if (step) return go(store, step);
  if (code in renewals) return renew(store, code as keyof typeof renewals);
  const badContact = errors.some(({ pointer }) => pointer.startsWith('/contact'));
  if (code === 'contact_required' || badContact) {
    return go(store, 'refused', { wrong: { contact: badContact ? 'contact_wrong' : 'contact_empty' } });
  }
  go(store, 'refused', { note: { word: remarks[code] ?? 'failed_what', requestId } });
}

/** The terms of this checkout are no longer true: shows those of a fresh one and asks the buyer again. */
async function renew(store: CheckoutStore, code: keyof typeof renewals): Promise<void> {
  const before = store.checkout?.amount;
  // Used up since, or by this very buyer: the next price is without it.
  if (code === 'coupon_invalid') store.opening.coupon = undefined;
  try {
    showCheckout(store, await askPrice(store, store.quantity));
  } catch (error) {
    return takeRefusal(store, error as KamengError);
  }
  const word = renewals[code];
  if (!word) return go(store, 'price_moved', { before });
  go(store, 'refused', { note: { word }, ...(code === 'consent_outdated' && { agreed: false }) });
}
