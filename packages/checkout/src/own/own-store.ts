import {
  askErasure,
  exportOwnRecords,
  KamengError,
  listOwnOrders,
  openOrdersLink,
  sendOrdersLink,
  type Client,
} from '@kameng/client/browser';
import { createStore, type Store } from '../page/draw.ts';
import { saveFile } from '../unusual/save-file.ts';
import type { OwnWord } from './own-words.ts';

type OwnOrder = Awaited<ReturnType<typeof listOwnOrders>>['data'][number];

/** Where the page is, and what it holds. The token lives here and nowhere else: a reload asks for another mail. */
export interface OwnData {
  state: 'ask' | 'sent' | 'open' | 'ended' | 'list';
  client: Client;
  /** What the mailed link carries, until it is opened. */
  link: string;
  email: string;
  wrong: boolean;
  busy: boolean;
  trouble: OwnWord | undefined;
  orders: OwnOrder[];
  next: string | null;
  asked: boolean;
}
export type OwnStore = Store<OwnData>;

export function createOwnStore(client: Client, link: string): OwnStore {
  return createStore<OwnData>({
    state: link ? 'open' : 'ask',
    client,
    link,
    email: '',
    wrong: false,
    busy: false,
    trouble: undefined,
    orders: [],
    next: null,
    asked: false,
  });
}

/** Has the link mailed; the page says the same whether anything was bought or not. */
export function sendLink(store: OwnStore): Promise<void> {
  const contact = store.email.trim();
  const wrong = !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(contact);
  store.set({ wrong, trouble: undefined });
  if (wrong) {
    document.getElementById('email')?.focus();
    return Promise.resolve();
  }
  return once(store, async () => {
    await sendOrdersLink(store.client, { contact });
    store.set({ state: 'sent' });
  });
}

/** Opens the link, when the buyer says so: what looks into mails before people do must not use it up. */
export function openLink(store: OwnStore): Promise<void> {
  return once(store, async () => {
    const { token } = await openOrdersLink(store.client, { link: store.link });
    const client = { ...store.client, key: token };
    store.set({ client, link: '' });
    // What was opened opens nothing any more, and has no place in the address.
    history.replaceState(null, '', location.pathname + location.search);
    const { data, next_cursor } = await listOwnOrders(client);
    store.set({ state: 'list', orders: data, next: next_cursor });
  });
}

export function showMore(store: OwnStore): Promise<void> {
  return once(store, async () => {
    const page = await listOwnOrders(store.client, store.next === null ? {} : { cursor: store.next });
    store.set({ orders: [...store.orders, ...page.data], next: page.next_cursor });
  });
}

export function download(store: OwnStore): Promise<void> {
  return once(store, async () => {
    const records = await exportOwnRecords(store.client, { timeoutMs: 120_000 });
    saveFile('kameng-records.json', new Blob([JSON.stringify(records, null, 2)], { type: 'application/json' }));
  });
}

export function askToErase(store: OwnStore): Promise<void> {
  return once(store, async () => {
    await askErasure(store.client);
    store.set({ asked: true });
  });
}

/** One thing at a time; whatever ends the link or the session leads back to asking for another one. */
async function once(store: OwnStore, act: () => Promise<void>): Promise<void> {
  if (store.busy) return;
  store.set({ busy: true, trouble: undefined });
  try {
    await act();
  } catch (error) {
    if (!(error instanceof KamengError)) throw error;
    if (error.code === 'link_ended' || error.code === 'key_invalid') store.set({ state: 'ended', orders: [] });
    else store.set({ trouble: error.status === 429 ? 'busy' : 'failed' });
  } finally {
    store.set({ busy: false });
  }
}
