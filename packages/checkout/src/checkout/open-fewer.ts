import { getProduct } from '@kameng/client/browser';
import type { KamengError } from '@kameng/client/browser';
import { askPrice, sellerOf, showCheckout } from './checkout-store.ts';
import type { CheckoutStore } from './checkout-store.ts';

/** The wished quantity cannot be had: shows the smallest one and says so, or throws the refusal when even that is gone. */
export async function openFewer(store: CheckoutStore, refusal: KamengError): Promise<void> {
  const n = store.quantity;
  const product = await getProduct(sellerOf(store), store.opening.product);
  store.set({ product });
  const { stock, limits } = product;
  if (stock === 'sold_out' || n === limits.min) throw refusal;
  showCheckout(store, await askPrice(store, limits.min));
  store.set({ note: { word: refusal.code === 'sold_out' ? 'few_left' : 'limits', values: { n, ...limits } } });
}
