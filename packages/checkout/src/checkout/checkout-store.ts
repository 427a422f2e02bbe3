import { createCheckout, createIdempotencyKey } from '@kameng/client/browser';
import type { Checkout, Client, KamengError, Money, Order, Product } from '@kameng/client/browser';
import { signal } from '@preact/signals';
import type { KeptOrder } from '../order/keep-orders.ts';
import type { Setting } from '../page/setting.ts';
import type { WordKey } from '../words/say.ts';
import { nextCheckoutState } from './checkout-state.ts';
import type { CheckoutEvent, CheckoutState } from './checkout-state.ts';
import { nameOpening } from './read-opening.ts';
import type { Opening } from './read-opening.ts';

export type CheckoutStore = ReturnType<typeof createCheckoutStore>;
export type FieldName = 'contact' | 'password' | 'consent';

/** What a reload needs to go on with the same checkout. */
export interface KeptCheckout {
  /** How it was asked for, see nameOpening. */
  from: string;
  id: string;
  secret: string;
  contact?: string | undefined;
  /** The order it became. */
  order?: string | undefined;
  /** The frame it was bought in; a new frame of the same product is a new purchase once that order is done. */
  channel?: string | undefined;
}

/** A remark above the pay button: a refusal that leaves the form as it is. */
export interface Note {
  word: WordKey;
  values?: Record<string, string | number>;
  requestId?: string;
}

/** All state of the checkout page. Only what the pool has answered is shown as a price, a stock or an order. */
export function createCheckoutStore(setting: Setting, opening: Opening) {
  const state = signal<CheckoutState>('loading');
  return {
    setting,
    opening,
    state,
    checkout: signal<Checkout | undefined>(undefined),
    /** What could not be had, so that a refusal can still show it. */
    product: signal<Product | undefined>(undefined),
    /** What the stepper says; the price belongs to `checkout.quantity`. */
    quantity: signal(opening.quantity),
    pricing: signal(false),
    /** The price the buyer agreed to before it changed. */
    before: signal<Money | undefined>(undefined),
    note: signal<Note | undefined>(undefined),
    trouble: signal<KamengError | undefined>(undefined),
    contact: signal(''),
    password: signal(''),
    agreed: signal(false),
    channel: signal(''),
    wrong: signal<Partial<Record<FieldName, WordKey>>>({}),
    order: signal<KeptOrder | undefined>(undefined),
    /** The order as the confirmation answered it; absent when an earlier order is shown again. */
    confirmed: signal<Order | undefined>(undefined),
    /** Something on the host's page covers the pay button. */
    covered: signal(false),
    go(event: CheckoutEvent) {
      state.value = nextCheckoutState(state.value, event);
    },
  };
}

/** On whose behalf checkouts are opened. */
export function sellerOf({ setting, opening }: CheckoutStore): Client {
  return { ...setting.client, key: opening.site, ref: opening.ref };
}

/** Asks the pool for a fresh checkout of `quantity`. A coupon that does not apply is left out and said so. */
export async function askPrice(store: CheckoutStore, quantity: number, signal?: AbortSignal): Promise<Checkout> {
  const { opening, checkout } = store;
  const { coupon, embed } = opening;
  const ask = (coupon: string | undefined) =>
    createCheckout(
      sellerOf(store),
      {
        product_id: opening.product || (checkout.value?.product.id ?? ''),
        quantity,
        ...(coupon && { coupon }),
        ...(embed && { embed: { origin: embed.host.origin, mode: embed.mode } }),
      },
      { signal, idempotencyKey: createIdempotencyKey() },
    );
  try {
    return await ask(coupon);
  } catch (error) {
    if ((error as KamengError).code !== 'coupon_invalid') throw error;
    opening.coupon = undefined;
    store.note.value = { word: 'coupon_refused' };
    return ask(undefined);
  }
}

/** Shows a checkout the pool has answered with, and remembers it for a reload. */
export function showCheckout(store: CheckoutStore, checkout: Checkout): void {
  const { setting } = store;
  store.checkout.value = checkout;
  store.quantity.value = checkout.quantity;
  if (!checkout.channels.some(({ id }) => id === store.channel.value)) store.channel.value = checkout.channels[0]?.id ?? '';
  remember(store, {});
  setting.host.tell('quote', { product: checkout.product.id, quantity: checkout.quantity, amount: checkout.amount });
  watchEnd(store, checkout);
}

/** Writes what a reload needs; says whether the tab kept it. */
export function remember(store: CheckoutStore, more: Partial<KeptCheckout>): boolean {
  const { setting, opening, checkout, contact } = store;
  if (!checkout.value) return false;
  const { id, secret } = checkout.value;
  const kept: KeptCheckout = { from: nameOpening(opening), id, secret, contact: contact.value, ...more };
  return setting.tab.write('kameng.checkout', kept);
}

const longestLifeMs = 86_400_000;

/** Ends an open checkout when its time is up. A clock that is wrong by a day decides nothing: the pool has the last word. */
function watchEnd(store: CheckoutStore, { id, expires_at }: Checkout): void {
  const leftMs = Date.parse(expires_at) - Date.now();
  if (!(leftMs > 0 && leftMs < longestLifeMs)) return;
  setTimeout(() => {
    if (store.checkout.value?.id === id) store.go('ended');
  }, leftMs);
}
