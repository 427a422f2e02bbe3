import { getCheckout, getOrder, KamengError } from '@kameng/client/browser';
import { findOrder } from '../order/keep-orders.ts';
import type { KeptOrder } from '../order/keep-orders.ts';
import { go, remember, showCheckout } from './checkout-store.ts';
import type { CheckoutStore, KeptCheckout } from './checkout-store.ts';
import { readIntent, sendIntent } from './confirm-order.ts';

/** Takes up what this tab remembers, or the checkout the address names. Says whether there was anything worth it. */
export async function resumeCheckout(store: CheckoutStore, mine: KeptCheckout | undefined): Promise<boolean> {
  const { setting, opening } = store;
  if (mine?.contact) store.set({ contact: mine.contact });
  if (mine?.order) {
    const order = findOrder(setting.tab, setting.device, mine.order);
    if (!order || !(await isStillMine(store, order, mine))) return false;
    go(store, 'ordered', { bought: { kept: order } });
    return true;
  }
  const named = opening.checkout;
  const known = named?.secret ? named : mine;
  if (!known) throw new KamengError({ code: 'checkout_not_found', retry: 'no' });
  const { id, secret } = known;
  if (named) named.secret = secret;
  try {
    const checkout = { ...(await getCheckout({ ...setting.client, key: secret }, id)), secret };
    const intent = readIntent(store, id);
    if (!named && !intent && checkout.status !== 'open') return false;
    showCheckout(store, checkout);
    // The secret is remembered by now; the address bar need not show it.
    if (named && location.hash && remember(store)) history.replaceState(null, '', location.pathname + location.search);
    if (intent) {
      go(store, 'confirming');
      await sendIntent(store, intent);
    } else {
      go(store, ({ open: 'opened', confirmed: 'already', expired: 'ended' } as const)[checkout.status]);
    }
    return true;
  } catch (error) {
    // A checkout that is gone is no loss, unless it is the very one that was asked for.
    if (!named && error instanceof KamengError && error.status >= 400 && error.status < 500) return false;
    throw error;
  }
}

/** An unfinished order is shown again; a finished one only to the frame that bought it. */
async function isStillMine(
  { setting, opening }: CheckoutStore,
  { id, token }: KeptOrder,
  kept: KeptCheckout,
): Promise<boolean> {
  if (kept.channel && kept.channel === opening.embed?.host.channel) return true;
  const { status } = await getOrder({ ...setting.client, key: token }, id);
  return status === 'held' || status === 'paid';
}
