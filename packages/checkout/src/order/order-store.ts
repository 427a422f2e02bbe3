import { followOrder, getOrder, KamengError } from '@kameng/client/browser';
import type { Following, Order, Revealed } from '@kameng/client/browser';
import { createStore } from '../page/draw.ts';
import type { Store } from '../page/draw.ts';
import type { Setting } from '../page/setting.ts';
import type { WordKey } from '../words/say.ts';
import { countDown } from './count-down.ts';
import { holderOf } from './holder-of.ts';
import { findOrder, keepOrder } from './keep-orders.ts';
import type { KeptOrder } from './keep-orders.ts';
import { isSettled, nextOrderPageState } from './order-state.ts';
import type { OrderPageEvent, OrderPageState } from './order-state.ts';
import { revealCodes } from './reveal-codes.ts';

export type RevealedCode = Revealed['codes'][number];

/** Codes a page. */
export const pageSize = 20;

/** All state of one order's page. */
export interface OrderData {
  setting: Setting;
  state: OrderPageState;
  /** The order number the buyer came with, also when nothing is known about it. */
  wanted: string;
  kept?: KeptOrder | undefined;
  order?: Order | undefined;
  trouble?: KamengError | undefined;
  /** What is being asked of the pool because the buyer pressed something. */
  busy?: 'check' | 'pay' | 'reveal' | 'find' | undefined;
  /** Said below the buttons: the answer to the last press. */
  remark?: 'not_yet' | 'offline_what' | 'failed_what' | 'channel_down' | undefined;
  /** Whole minutes for which the codes are still kept; below 0 when that is over or no longer matters. */
  minutesLeft: number;
  /** Revealed codes by id: in this page's memory and nowhere else. */
  codes: ReadonlyMap<string, RevealedCode>;
  /** How many codes are on the page; the rest on request. */
  shown: number;
  /** The browser has no connection; what is followed goes on when it is back. */
  offline: boolean;
  /** What the buyer has unfolded and what comes late. */
  unfolded?: 'channels' | 'problem' | undefined;
  /** The host wants to close while a payment is open. */
  leaving: boolean;
  find: { contact: string; password: string; wrong: Partial<Record<'number' | 'contact', WordKey>> };
  following?: Following | undefined;
}

export type OrderStore = Store<OrderData>;

/** An order page before anything is known. */
export function createOrderStore(setting: Setting): OrderStore {
  return createStore<OrderData>({
    setting,
    state: 'loading',
    wanted: '',
    minutesLeft: -1,
    codes: new Map(),
    shown: pageSize,
    offline: false,
    leaving: false,
    find: { contact: '', password: '', wrong: {} },
  });
}

/** Moves to the state that follows `event`, with what else changes. */
export function go(store: OrderStore, event: OrderPageEvent, change?: Partial<OrderData>): void {
  store.set({ ...change, state: nextOrderPageState(store.state, event) });
}

/** Opens an order with what this browser knows about it, and follows it until it is settled. */
export async function openOrder(
  store: OrderStore,
  id: string,
  token: string | undefined,
  order?: Order,
): Promise<void> {
  const { tab, device } = store.setting;
  const known = findOrder(tab, device, id);
  store.set({ wanted: id });
  if (!token && !known) return go(store, 'unknown');
  store.set({ kept: { ...known, id, token: token ?? known?.token ?? '' } });
  if (!order) return readOrder(store);
  takeOrder(store, order);
  go(store, 'read');
  follow(store);
}

/** Reads the order for the first time, or again after a failure. */
export async function readOrder(store: OrderStore): Promise<void> {
  const { kept, setting } = store;
  if (!kept) return;
  go(store, 'retry');
  try {
    takeOrder(store, await getOrder(holderOf(store), kept.id));
    if (keepOrder(setting.tab, setting.device, kept)) forgetAddress();
    go(store, 'read');
    follow(store);
  } catch (error) {
    if (!(error instanceof KamengError)) throw error;
    setting.host.tell('error', { code: error.code });
    go(store, error.status === 401 || error.status === 404 ? 'gone' : 'failed', { trouble: error });
  }
}

/**
 * Takes the token out of the address bar once the device remembers it, so that a shared screenshot or address gives nothing away;
 * reload and bookmark keep working here. Where nothing can be kept it stays, for then the address is the only way back.
 */
function forgetAddress(): void {
  if (location.hash) history.replaceState(null, '', location.pathname + location.search);
}

function follow(store: OrderStore): void {
  const { kept, order } = store;
  if (!kept || !order || isSettled(order)) return;
  for (const change of ['online', 'offline']) addEventListener(change, () => store.set({ offline: !navigator.onLine }));
  countDown(store, () => void checkNow(store));
  store.following = followOrder(holderOf(store), kept.id, {
    onOrder: (order) => takeOrder(store, order),
    until: isSettled,
  });
}

/** "I have paid": asks at once, and says so when nothing has arrived. */
export async function checkNow(store: OrderStore): Promise<void> {
  if (store.busy || !store.kept) return;
  store.set({ busy: 'check', remark: undefined });
  store.following?.check();
  try {
    takeOrder(store, await getOrder(holderOf(store), store.kept.id));
    if (store.order?.status === 'held') store.set({ remark: 'not_yet' });
  } catch (error) {
    store.set({ remark: (error as KamengError).status ? 'failed_what' : 'offline_what' });
  } finally {
    store.set({ busy: undefined });
  }
}

/** Takes a newer state of the order; an older one, that came late over another way, is dropped. */
function takeOrder(store: OrderStore, order: Order): void {
  const last = store.order;
  if (last && order.sequence <= last.sequence) return;
  const moved = last?.status !== order.status;
  store.set({ order, ...(moved && { remark: undefined, leaving: false }) });
  if (last && moved) store.setting.host.tell('status', { order: order.id, status: order.status });
  if (order.status === 'delivered' && store.kept?.fresh) void revealCodes(store);
}
