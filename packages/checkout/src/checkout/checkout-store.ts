import { createCheckout } from '@kameng/client/browser';
import type { Checkout, Client, KamengError, Money, Order, Product } from '@kameng/client/browser';
import type { KeptOrder } from '../order/keep-orders.ts';
import { createStore } from '../page/draw.ts';
import type { Store } from '../page/draw.ts';
import type { Setting } from '../page/setting.ts';
import type { WordKey } from '../words/say.ts';
import { nextCheckoutState } from './checkout-state.ts';
import type { CheckoutEvent, CheckoutState } from './checkout-state.ts';
import type { Opening } from './read-opening.ts';

export type FieldName = 'contact' | 'password' | 'consent';

/** A remark above the pay button: a refusal that leaves the form as it is. */
export interface Note {
  word: WordKey;
  values?: Record<string, string | number>;
  requestId?: string;
}

/** All state of the checkout page. Only what the pool has answered is shown as a price, a stock or an order. */
export interface CheckoutData {
  setting: Setting;
  opening: Opening;
  state: CheckoutState;
  checkout?: Checkout | undefined;
  /** What could not be had, so that a refusal can still show it. */
  product?: Product | undefined;
  /** What the stepper says; the price belongs to `checkout.quantity`. */
  quantity: number;
  pricing: boolean;
  /** The price the buyer agreed to before it changed. */
  before?: Money | undefined;
  note?: Note | undefined;
  trouble?: KamengError | undefined;
  contact: string;
  password: string;
  agreed: boolean;
  channel: string;
  wrong: Partial<Record<FieldName, WordKey | undefined>>;
  /** Something on the host's page covers the pay button. */
  covered: boolean;
  /** The order it became, and as the confirmation answered it unless it is shown again later. */
  bought?: { kept: KeptOrder; order?: Order } | undefined;
}

export type CheckoutStore = Store<CheckoutData>;

/** What a reload needs to go on with the same checkout. */
export interface KeptCheckout {
  /** How it was asked for, see nameOpening. */
  from: string;
  id: string;
  secret: string;
  contact: string;
  /** The order it became. */
  order?: string | undefined;
  /** The frame it was bought in; a new frame of the same product is a new purchase once that order is done. */
  channel?: string | undefined;
}

/** A checkout page before anything is known. */
export function createCheckoutStore(setting: Setting, opening: Opening): CheckoutStore {
  return createStore<CheckoutData>({
    setting,
    opening,
    state: 'loading',
    quantity: opening.quantity,
    pricing: false,
    contact: '',
    password: '',
    agreed: false,
    channel: '',
    wrong: {},
    covered: false,
  });
}

/** Moves to the state that follows `event`, with what else changes. */
export function go(store: CheckoutStore, event: CheckoutEvent, change?: Partial<CheckoutData>): void {
  store.set({ ...change, state: nextCheckoutState(store.state, event) });
}

/** On whose behalf checkouts are opened. */
export function sellerOf({ setting, opening }: CheckoutStore): Client {
  return { ...setting.client, key: opening.site, ref: opening.ref };
}

/** Asks the pool for a fresh checkout of `quantity`. A coupon that does not apply is left out and said so. */
export async function askPrice(store: CheckoutStore, quantity: number, signal?: AbortSignal): Promise<Checkout> {
  const { opening, checkout } = store;
  const { coupon, embed } = opening;
  const replaces = afterOf(opening);
  try {
    return await createCheckout(
      sellerOf(store),
      {
        product_id: opening.product || (checkout?.product.id ?? ''),
        quantity,
        ...(coupon && { coupon }),
        ...(embed && { embed: { origin: embed.host.origin, mode: embed.mode } }),
        ...(replaces && { replaces }),
      },
      { signal },
    );
  } catch (error) {
    if (!coupon || (error as KamengError).code !== 'coupon_invalid') throw error;
    opening.coupon = undefined;
    store.set({ note: { word: 'coupon_refused' } });
    return askPrice(store, quantity, signal);
  }
}

/** Shows a checkout the pool has answered with, and remembers it for a reload. */
export function showCheckout(store: CheckoutStore, checkout: Checkout): void {
  const { id, quantity, channels, product, amount, expires_at } = checkout;
  const known = channels.some(({ id }) => id === store.channel);
  store.set({ checkout, quantity, ...(!known && { channel: channels[0]?.id ?? '' }) });
  remember(store);
  store.setting.host.tell('quote', { product: product.id, quantity, amount });
  const leftMs = Date.parse(expires_at) - Date.now();
  // A clock that is wrong by a day decides nothing: the pool has the last word.
  if (leftMs > 0 && leftMs < 86_400_000) setTimeout(() => store.checkout?.id === id && go(store, 'time_up'), leftMs);
}

/** Writes what a reload needs; says whether the tab kept it. */
export function remember(
  { setting, opening, checkout, contact }: CheckoutStore,
  more?: Partial<KeptCheckout>,
): boolean {
  if (!checkout) return false;
  const { id, secret } = checkout;
  const kept: KeptCheckout = { from: nameOpening(opening), id, secret, contact, ...more };
  return setting.tab.write('kameng.checkout', kept);
}

/** Names one way of asking, so that a reload finds its own checkout again and another product does not. */
export function nameOpening({ product, site, ref, coupon, quantity, checkout }: Opening): string {
  return checkout?.id ?? [product, site, ref, coupon, quantity].join();
}

/** Whose sale a resumed checkout is only the pool knows, by the checkout itself: a new one is asked for in its place. */
function afterOf({ checkout, after }: Opening): Opening['after'] {
  return checkout?.secret ? checkout : after;
}

/** The full page that sells the same thing on the same behalf. */
export function againLink({ opening, checkout }: CheckoutStore): string {
  const query = new URLSearchParams();
  for (const name of ['site', 'ref', 'coupon'] as const) if (opening[name]) query.set(name, opening[name]);
  const after = afterOf(opening);
  if (after) query.set('after', after.id);
  return `/buy/${encodeURIComponent(opening.product || (checkout?.product.id ?? ''))}?${query}${after ? `#${after.secret}` : ''}`;
}
