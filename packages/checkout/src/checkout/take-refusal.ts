import { KamengError } from '@kameng/client/browser';
import { askPrice, showCheckout } from './checkout-store.ts';
import type { CheckoutStore, Note } from './checkout-store.ts';

/**
 * Turns a refused confirmation into what the buyer sees next.
 * @returns whether the refusal is final; false when nobody knows yet whether the order exists.
 */
export async function takeRefusal(store: CheckoutStore, error: KamengError): Promise<boolean> {
  if (!(error instanceof KamengError)) throw error;
  const { setting, note, trouble } = store;
  trouble.value = error;
  setting.host.tell('error', { code: error.code });
  const refuse = (word: Note['word'], values?: Note['values']) => {
    note.value = { word, requestId: error.requestId, ...(values && { values }) };
    store.go('refused');
  };
  switch (error.code) {
    case 'sold_out':
      store.go('taken');
      return true;
    case 'checkout_expired':
    case 'checkout_not_found':
      store.go('ended');
      return true;
    case 'checkout_confirmed':
      store.go('already');
      return true;
    case 'product_not_found':
      store.go('missing');
      return true;
    case 'price_moved':
    case 'consent_outdated':
    case 'channel_unknown':
      await askAgain(store, error);
      return true;
    case 'contact_required':
      store.wrong.value = { contact: 'contact_empty' };
      store.go('refused');
      return true;
    case 'channel_unavailable':
      refuse('channel_down');
      return true;
    case 'hold_limit':
      refuse('too_many_open');
      return true;
    case 'rate_limited':
    case 'overloaded':
      refuse('busy_what');
      return true;
  }
  if (error.retry === 'no' || error.retry === 'new_key') {
    const contact = error.errors.some(({ pointer }) => pointer.startsWith('/contact'));
    if (contact) store.wrong.value = { contact: 'contact_wrong' };
    if (contact) store.go('refused');
    else refuse('failed_what');
    return true;
  }
  store.go('unsure');
  return false;
}

/** The terms of this checkout are no longer true: shows those of a fresh one and asks the buyer again. */
async function askAgain(store: CheckoutStore, { code }: KamengError): Promise<void> {
  const { checkout, before, note, agreed } = store;
  const old = checkout.value?.amount;
  try {
    showCheckout(store, await askPrice(store, store.quantity.value));
  } catch (error) {
    await takeRefusal(store, error as KamengError);
    return;
  }
  if (code === 'price_moved' && old) {
    before.value = old;
    store.go('price_moved');
    return;
  }
  if (code === 'consent_outdated') agreed.value = false;
  note.value = { word: code === 'consent_outdated' ? 'consent_changed' : 'channel_down' };
  store.go('refused');
}
