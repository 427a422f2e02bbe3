import { KamengError, payOrder } from '@kameng/client/browser';
import type { PayTab } from '../page/open-pay-tab.ts';
import { holderOf } from './holder-of.ts';
import { keepOrder } from './keep-orders.ts';
import { checkNow } from './order-store.ts';
import type { OrderStore } from './order-store.ts';

/** Starts another payment for the held order, through `channel`, and goes there. `openTab` is called within the click. */
export async function payAgain(store: OrderStore, channel: string, openTab: () => PayTab): Promise<void> {
  const { kept, busy, remark, action, setting } = store;
  if (!kept.value || busy.value) return;
  busy.value = 'pay';
  remark.value = undefined;
  const payTab = openTab();
  try {
    action.value = await payOrder(holderOf(store), kept.value.id, { channel });
    kept.value = { ...kept.value, action: action.value };
    keepOrder(setting.tab, setting.device, kept.value);
    payTab.go(action.value);
  } catch (error) {
    payTab.drop();
    if (!(error instanceof KamengError)) throw error;
    busy.value = undefined;
    // The order has moved on, most likely because it was paid after all.
    if (error.code === 'order_state') await checkNow(store);
    else remark.value = error.status === 0 ? 'offline_what' : error.code === 'channel_unavailable' ? 'channel_down' : 'failed_what';
  } finally {
    busy.value = undefined;
  }
}
