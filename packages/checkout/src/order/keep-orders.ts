import type { Checkout, PaymentAction } from '@kameng/client/browser';
import type { Keep } from '../page/keep.ts';

/** What a browser remembers of an order it bought or opened. */
export interface KeptOrder {
  id: string;
  /** `ort_…`: with it the order page opens without a link. */
  token: string;
  /** Bought in this tab and not shown yet: the code is then shown without being asked for, once. */
  fresh?: boolean | undefined;
  action?: PaymentAction | undefined;
  channels?: Checkout['channels'] | undefined;
  /** Where the same product is sold again. */
  again?: string | undefined;
}

const key = 'kameng.orders';
/** Newest first; what falls off the end is still reachable by the link in the mail. */
const maxOrders = 20;

/** Remembers an order in the tab, and its token on the device. Says whether the device will know it again. */
export function keepOrder(tab: Keep, device: Keep, order: KeptOrder): boolean {
  put(tab, order);
  return put(device, { id: order.id, token: order.token });
}

/** What is remembered of an order, from this tab first. */
export function findOrder(tab: Keep, device: Keep, id: string): KeptOrder | undefined {
  return list(tab).find((order) => order.id === id) ?? list(device).find((order) => order.id === id);
}

function put(keep: Keep, order: KeptOrder): boolean {
  const others = list(keep).filter(({ id }) => id !== order.id);
  return keep.write(key, [order, ...others].slice(0, maxOrders));
}

function list(keep: Keep): KeptOrder[] {
  const kept = keep.read<KeptOrder[]>(key);
  return Array.isArray(kept) ? kept : [];
}
