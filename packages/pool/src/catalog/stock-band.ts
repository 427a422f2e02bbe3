import type { StockBand } from '@kameng/contract/product';

/** Fewer codes than this are shown as `low`. Also the most rows ever counted, so a full shelf costs no more than a bare one. */
export const lowStock = 10;

/** Turns a count that stops at {@link lowStock} into what the public learns. */
export function stockBand(count: number): StockBand {
  if (count === 0) return 'sold_out';
  return count < lowStock ? 'low' : 'in_stock';
}
