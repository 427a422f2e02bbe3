import type { SupplierOffer } from '@kameng/contract/desk/offer';
import { showNumber } from '../words/show-figures.ts';
import { words } from '../words/words.ts';

export const offerWords = words<SupplierOffer['status']>({
  active: ['在售', 'On sale'],
  paused: ['已暂停', 'Paused'],
});

/** How many codes are left, as far as they were counted. */
export function showStock({ codes, at_least }: SupplierOffer['stock']): string {
  return `${showNumber(codes)}${at_least ? '+' : ''}`;
}

/** Fewer than the supplier wants, or none at all. */
export function isLow({ stock, low_stock }: Pick<SupplierOffer, 'stock' | 'low_stock'>): boolean {
  return stock.codes < Math.max(1, low_stock);
}
