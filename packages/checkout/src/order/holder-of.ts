import type { Client } from '@kameng/client/browser';
import type { OrderStore } from './order-store.ts';

/** The pool, as the holder of this order's token. */
export function holderOf({ setting, kept }: OrderStore): Client {
  return { ...setting.client, key: kept?.token };
}
