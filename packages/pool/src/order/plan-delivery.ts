import type { LoadedItem, OrderRow } from './order-rows.ts';

/** What to do with a paid item now. */
export type DeliveryPlan = { deliver: number } | { waitUntil: Date; ask?: true };

/** A frozen order is looked at again after this long; lifting the freeze does not wait for it. */
const frozenMs = 600_000;
/** How long the test goods keep a buyer waiting, in milliseconds after payment. */
const slowSupplierMs = 6000;
const supplierDownMs = 10_000;
/** How long a supplier has to answer with codes before the buyer is refunded. */
const supplyMs = 600_000;

/**
 * How many of an item's codes are delivered now; the rest is refunded. Held codes are delivered at once and whole, but nothing of
 * a supplier or product that the operator stopped meanwhile, and of a frozen order nothing for now. Test goods behave as their
 * names say.
 */
export function planDelivery(
  item: Pick<
    LoadedItem,
    'forced' | 'frozen' | 'held_codes' | 'quantity' | 'on_demand' | 'supply_status' | 'supply_deadline'
  >,
  { frozen_at }: Pick<OrderRow, 'frozen_at'>,
  paidAt: Date,
  now: Date,
): DeliveryPlan {
  if (frozen_at !== null) return { waitUntil: new Date(now.getTime() + frozenMs) };
  if (item.frozen) return { deliver: 0 };
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
      return planSupply(item, now);
  }
}

/** What was sold without codes waits for its supplier, who is asked once; then there is what there is. */
function planSupply(
  item: Pick<LoadedItem, 'held_codes' | 'quantity' | 'on_demand' | 'supply_status' | 'supply_deadline'>,
  now: Date,
): DeliveryPlan {
  const available = item.held_codes.length;
  if (available < item.quantity && item.on_demand !== null && item.supply_status === null)
    return { waitUntil: new Date(now.getTime() + supplyMs), ask: true };
  if (item.supply_status === 'open' && item.supply_deadline !== null && now < item.supply_deadline)
    return { waitUntil: item.supply_deadline };
  return { deliver: available };
}
