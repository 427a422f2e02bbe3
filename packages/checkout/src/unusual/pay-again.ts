import { KamengError, payOrder } from '@kameng/client/browser';
import { say } from '../page/speak.ts';
import { holderOf } from '../order/holder-of.ts';
import { keepOrder } from '../order/keep-orders.ts';
import { checkNow } from '../order/order-store.ts';
import type { OrderStore } from '../order/order-store.ts';

/** Starts another payment for the held order, through `channel`, and goes there. Call it within the click. */
export async function payAgain(store: OrderStore, channel: string): Promise<void> {
  const { kept, busy, setting } = store;
  if (!kept || busy) return;
  store.set({ busy: 'pay', remark: undefined });
  const payTab = setting.host.openTab(say('placing'));
  let moved = false;
  try {
    const action = await payOrder(holderOf(store), kept.id, { channel });
    store.set({ kept: { ...kept, action } });
    keepOrder(setting.tab, setting.device, { ...kept, action });
    payTab.go(action);
  } catch (error) {
    payTab.drop();
    if (!(error instanceof KamengError)) throw error;
    // The order has moved on, most likely because it was paid after all.
    moved = error.code === 'order_state';
    const remark =
      error.code === 'channel_unavailable' ? 'channel_down' : error.status ? 'failed_what' : 'offline_what';
    if (!moved) store.set({ remark });
  } finally {
    store.set({ busy: undefined });
  }
  if (moved) await checkNow(store);
}
