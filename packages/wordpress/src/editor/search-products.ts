import type { Money } from './show-money.ts';
import { wp } from './wordpress.ts';

/** A product as this site's REST route gives it. */
export interface FoundProduct {
  id: string;
  name: string;
  price: Money;
}

/** Asks this site, which asks the pool: the editor needs no key and no permission of another origin. */
export function searchProducts(words: string, signal: AbortSignal): Promise<FoundProduct[]> {
  const path = `/kameng/v1/products?per_page=12&search=${encodeURIComponent(words.slice(0, 100))}`;
  return wp.apiFetch<FoundProduct[]>({ path, signal });
}
