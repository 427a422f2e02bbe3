import { getCheckout, getOrder, getProduct, KamengError } from '@kameng/client/browser';
import type { Checkout } from '@kameng/client/browser';
import { findOrder } from '../order/keep-orders.ts';
import type { KeptOrder } from '../order/keep-orders.ts';
import { askPrice, remember, sellerOf, showCheckout } from './checkout-store.ts';
import type { CheckoutStore, KeptCheckout } from './checkout-store.ts';
import { readIntent, sendIntent } from './confirm-order.ts';
import { nameOpening } from './read-opening.ts';

/** Goes on where a reload, the back button or a crash interrupted; else opens a checkout. */
export async function startCheckout(store: CheckoutStore): Promise<void> {
  const { setting, opening } = store;
  const kept = setting.tab.read<KeptCheckout>('kameng.checkout');
  const mine = kept?.from === nameOpening(opening) ? kept : undefined;
  if (mine?.contact) store.contact.value = mine.contact;
  try {
    const order = mine?.order && findOrder(setting.tab, setting.device, mine.order);
    if (order && (await isStillMine(store, order, mine))) {
      store.order.value = order;
      return store.go('ordered');
    }
    const known = opening.checkout?.secret ? opening.checkout : mine?.order ? undefined : mine;
    const checkout = known && (await readKnown(store, known));
    if (!checkout) return await openCheckout(store);
    showCheckout(store, checkout);
    const intent = readIntent(store);
    if (intent) {
      store.go('confirming');
      return await sendIntent(store, intent);
    }
    if (checkout.status === 'open') return store.go('opened');
    return store.go(checkout.status === 'confirmed' ? 'already' : 'ended');
  } catch (error) {
    failToOpen(store, error);
  }
}

/** Starts afresh: a new checkout, nothing agreed to. */
export async function restartCheckout(store: CheckoutStore): Promise<void> {
  const { order, confirmed, note, agreed, setting } = store;
  store.go('restart');
  order.value = confirmed.value = note.value = undefined;
  agreed.value = false;
  setting.tab.write('kameng.checkout', null);
  try {
    await openCheckout(store);
  } catch (error) {
    failToOpen(store, error);
  }
}

/** Opens a checkout of the wished quantity, or of the smallest one when there is not that much. */
async function openCheckout(store: CheckoutStore): Promise<void> {
  const { quantity, product, note } = store;
  const wish = quantity.value;
  try {
    showCheckout(store, await askPrice(store, wish));
  } catch (error) {
    const { code } = error as KamengError;
    if (code !== 'sold_out' && code !== 'quantity_out_of_range') throw error;
    product.value = await getProduct(sellerOf(store), store.opening.product);
    const { stock, limits } = product.value;
    if (stock === 'sold_out' || wish === limits.min) throw error;
    showCheckout(store, await askPrice(store, limits.min));
    note.value = { word: code === 'sold_out' ? 'few_left' : 'limits', values: { n: wish, ...limits } };
  }
  store.go('opened');
}

/** A checkout remembered from before, or nothing when it is of no use and a new one is the better answer. */
async function readKnown(store: CheckoutStore, { id, secret }: { id: string; secret: string }): Promise<Checkout | undefined> {
  const { setting, opening } = store;
  try {
    const checkout = await getCheckout({ ...setting.client, key: secret }, id);
    const wanted = opening.checkout?.id === id || checkout.status === 'open' || readIntent(store)?.checkout === id;
    return wanted ? { ...checkout, secret } : undefined;
  } catch (error) {
    if (error instanceof KamengError && error.status >= 400 && error.status < 500 && opening.checkout?.id !== id) return undefined;
    throw error;
  }
}

/** An unfinished order is shown again; a finished one only to the frame that bought it. */
async function isStillMine({ setting, opening }: CheckoutStore, { id, token }: KeptOrder, kept: KeptCheckout): Promise<boolean> {
  if (kept.channel && kept.channel === opening.embed?.host.channel) return true;
  const { status } = await getOrder({ ...setting.client, key: token }, id);
  return status === 'held' || status === 'paid';
}

function failToOpen(store: CheckoutStore, error: unknown): void {
  if (!(error instanceof KamengError)) throw error;
  store.trouble.value = error;
  store.setting.host.tell('error', { code: error.code });
  if (error.code === 'sold_out') store.go('sold_out');
  else if (error.code === 'product_not_found') store.go('missing');
  else if (error.code === 'checkout_not_found') store.go('ended');
  else store.go('failed');
  if (store.checkout.value) remember(store, {});
}
