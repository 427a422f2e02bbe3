import { travelling } from './options.ts';
import type { BuyOptions } from './options.ts';

/** The hosted checkout of a product: where every button leads when nothing else works. */
export function buyUrl(pool: string, options: BuyOptions): string {
  const url = new URL(`/buy/${options.product}`, pool);
  for (const name of travelling) if (options[name]) url.searchParams.set(name, `${options[name]}`);
  return url.href;
}
