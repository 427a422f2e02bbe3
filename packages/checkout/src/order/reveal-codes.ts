import { KamengError, revealOrder } from '@kameng/client/browser';
import { holderOf } from './holder-of.ts';
import { keepOrder } from './keep-orders.ts';
import type { OrderStore } from './order-store.ts';

/** 500 codes a page, and the largest order the contract allows. */
const maxPages = 20;

/**
 * Shows the codes: by itself once in the page that bought them, later only when the buyer asks. They live in this page's memory
 * and nowhere else.
 */
export async function revealCodes(store: OrderStore): Promise<void> {
  const { busy, codes, kept, remark, setting } = store;
  if (!kept.value || busy.value === 'reveal' || codes.value.size > 0) return;
  busy.value = 'reveal';
  remark.value = undefined;
  try {
    const found = new Map(codes.value);
    let cursor: string | null = null;
    for (let page = 0; page < maxPages; page += 1) {
      const answer: Awaited<ReturnType<typeof revealOrder>> = await revealOrder(holderOf(store), kept.value.id, cursor ? { cursor } : {});
      for (const code of answer.codes) found.set(code.id, code);
      cursor = answer.next_cursor;
      if (!cursor) break;
    }
    codes.value = found;
    kept.value = { ...kept.value, fresh: false };
    keepOrder(setting.tab, setting.device, kept.value);
  } catch (error) {
    if (!(error instanceof KamengError)) throw error;
    remark.value = error.status ? 'failed_what' : 'offline_what';
  } finally {
    busy.value = undefined;
  }
}
