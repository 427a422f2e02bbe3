import { noChange, type LoadedOrder, type OrderChange } from './order-rows.ts';

/** Ends the hold of an unpaid order: the order expires and its codes go back on the shelf. */
export function endHold({ order, items }: LoadedOrder, actor: string): OrderChange {
  const change = noChange(order, actor);
  change.path.push('expired');
  change.items = items.map(({ id }) => ({ id, status: 'released', delivered_quantity: 0 }));
  change.release = items.map(({ offer_id, held_codes }) => ({ offer_id, code_ids: held_codes }));
  return change;
}
