import type { LoadedItem } from './order-rows.ts';

/** What to do with a paid item now. */
export type DeliveryPlan = { deliver: number } | { waitUntil: Date };

/** How long the test goods keep a buyer waiting, in milliseconds after payment. */
const slowSupplierMs = 6000;
const supplierDownMs = 10_000;

/**
 * How many of an item's codes are delivered now; the rest is refunded. Held codes are delivered at once and whole;
 * only test goods behave otherwise, as their names say.
 */
export function planDelivery(item: Pick<LoadedItem, 'forced' | 'held_codes'>, paidAt: Date, now: Date): DeliveryPlan {
  const available = item.held_codes.length;
  const waitUntil = (ms: number) => new Date(paidAt.getTime() + ms);
  switch (item.forced) {
    case 'partial':
      return { deliver: Math.floor(available / 2) };
    case 'slow_supplier':
      return now >= waitUntil(slowSupplierMs) ? { deliver: available } : { waitUntil: waitUntil(slowSupplierMs) };
    case 'supplier_down':
      return now >= waitUntil(supplierDownMs) ? { deliver: 0 } : { waitUntil: waitUntil(supplierDownMs) };
    default:
      return { deliver: available };
  }
}
