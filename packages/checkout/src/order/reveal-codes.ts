import { KamengError, revealOrder } from '@kameng/client/browser';
import { holderOf } from './holder-of.ts';
import { keepOrder } from './keep-orders.ts';
import type { OrderStore, RevealedCode } from './order-store.ts';

/** 500 codes a page, and the largest order the contract allows. */
const maxPages = 20;

/** Shows the codes: by itself once in the page that bought them, later only when the buyer asks. */
export async function revealCodes(store: OrderStore): Promise<void> {
  const { busy, codes, setting } = store;
  if (!store.kept || busy === 'reveal' || codes.size > 0) return;
  store.set({ busy: 'reveal', remark: undefined });
  try {
    store.set({ codes: await readAll(store, store.kept.id) });
    const kept = { ...store.kept, fresh: false };
    keepOrder(setting.tab, setting.device, kept);
    store.set({ kept });
  } catch (error) {
    if (!(error instanceof KamengError)) throw error;
    store.set({ remark: error.status ? 'failed_what' : 'offline_what' });
  } finally {
    store.set({ busy: undefined });
  }
}

async function readAll(store: OrderStore, id: string): Promise<Map<string, RevealedCode>> {
  const found = new Map<string, RevealedCode>();
  let cursor: string | undefined;
  for (let page = 0; page < maxPages; page += 1) {
    const { codes, next_cursor }: Awaited<ReturnType<typeof revealOrder>> = await revealOrder(
      holderOf(store),
      id,
      cursor ? { cursor } : {},
    );
    for (const code of codes) found.set(code.id, code);
    if (!next_cursor) break;
    cursor = next_cursor;
  }
  return found;
}
