import { followOrder, getOrder, KamengError } from '@kameng/client/browser';
import type { Checkout, Following, Order, PaymentAction, Revealed } from '@kameng/client/browser';
import { signal } from '@preact/signals';
import type { Setting } from '../page/setting.ts';
import { holderOf } from './holder-of.ts';
import { findOrder, keepOrder } from './keep-orders.ts';
import type { KeptOrder } from './keep-orders.ts';
import { isSettled, nextOrderPageState } from './order-state.ts';
import type { OrderPageEvent, OrderPageState } from './order-state.ts';
import { revealCodes } from './reveal-codes.ts';

export type OrderStore = ReturnType<typeof createOrderStore>;
export type RevealedCode = Revealed['codes'][number];

/** All state of one order's page. */
export function createOrderStore(setting: Setting) {
  const state = signal<OrderPageState>('loading');
  return {
    setting,
    state,
    kept: signal<KeptOrder | undefined>(undefined),
    /** The order number the buyer came with, also when nothing is known about it. */
    wanted: signal(''),
    order: signal<Order | undefined>(undefined),
    trouble: signal<KamengError | undefined>(undefined),
    /** The way to pay that was last opened, and the others there are. */
    action: signal<PaymentAction | undefined>(undefined),
    channels: signal<Checkout['channels']>([]),
    /** What is being asked of the pool because the buyer pressed something. */
    busy: signal<'check' | 'pay' | 'reveal' | 'find' | undefined>(undefined),
    /** Said below the buttons: the answer to the last press. */
    remark: signal<'not_yet' | 'offline_what' | 'failed_what' | 'channel_down' | undefined>(undefined),
    /** The host wants to close while a payment is open. */
    leaving: signal(false),
    codes: signal<ReadonlyMap<string, RevealedCode>>(new Map()),
    go(event: OrderPageEvent) {
      state.value = nextOrderPageState(state.value, event);
    },
  };
}

/** Opens an order with what this browser knows about it, and follows it until it is settled. */
export async function openOrder(store: OrderStore, id: string, token: string | undefined, order?: Order): Promise<void> {
  const { setting, wanted, kept, action, channels } = store;
  wanted.value = id;
  const known = findOrder(setting.tab, setting.device, id);
  if (!token && !known) return store.go('unknown');
  kept.value = { ...known, id, token: token ?? known?.token ?? '' };
  action.value = kept.value.action;
  channels.value = kept.value.channels ?? [];
  if (!order) return readOrder(store);
  takeOrder(store, order);
  store.go('read');
  follow(store);
}

/** Reads the order for the first time, or again after a failure. */
export async function readOrder(store: OrderStore): Promise<void> {
  const { kept, trouble, setting } = store;
  store.go('retry');
  try {
    takeOrder(store, await getOrder(holderOf(store), kept.value?.id ?? ''));
    if (kept.value && keepOrder(setting.tab, setting.device, kept.value)) forgetAddress();
    store.go('read');
    follow(store);
  } catch (error) {
    if (!(error instanceof KamengError)) throw error;
    trouble.value = error;
    setting.host.tell('error', { code: error.code });
    store.go(error.status === 401 || error.status === 404 ? 'gone' : 'failed');
  }
}

/**
 * Takes the token out of the address bar once the device remembers it, so that a shared screenshot or address gives nothing away;
 * reload and bookmark keep working here. Where nothing can be kept it stays, for then the address is the only way back.
 */
function forgetAddress(): void {
  if (location.hash) history.replaceState(null, '', location.pathname + location.search);
}

const followings = new WeakMap<OrderStore, Following>();

function follow(store: OrderStore): void {
  const { kept, order } = store;
  if (!kept.value || (order.value && isSettled(order.value))) return;
  const onOrder = (order: Order) => takeOrder(store, order);
  followings.set(store, followOrder(holderOf(store), kept.value.id, { onOrder, until: isSettled }));
}

/** "I have paid": asks at once, and says so when nothing has arrived. */
export async function checkNow(store: OrderStore): Promise<void> {
  const { kept, busy, remark, order } = store;
  if (busy.value || !kept.value) return;
  busy.value = 'check';
  remark.value = undefined;
  followings.get(store)?.check();
  try {
    takeOrder(store, await getOrder(holderOf(store), kept.value.id));
    if (order.value?.status === 'held') remark.value = 'not_yet';
  } catch (error) {
    remark.value = (error as KamengError).status ? 'failed_what' : 'offline_what';
  } finally {
    busy.value = undefined;
  }
}

/** Takes a newer state of the order; an older one, that came late over another way, is dropped. */
function takeOrder(store: OrderStore, next: Order): void {
  const { order, remark, setting, kept } = store;
  const last = order.value;
  if (last && next.sequence <= last.sequence) return;
  order.value = next;
  if (last?.status !== next.status) {
    remark.value = undefined;
    if (last) setting.host.tell('status', { order: next.id, status: next.status });
  }
  if (next.status === 'delivered' && kept.value?.fresh) void revealCodes(store);
}
