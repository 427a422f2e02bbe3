import { travelling } from '../loader/options.ts';
import type { BuyOptions } from '../loader/options.ts';

/** The same open checkout on its own page, on behalf of the same site and agent. */
export function checkoutUrl(pool: string, checkout: string, options: BuyOptions): string {
  const url = new URL(`/checkout/${checkout}`, pool);
  for (const name of travelling) if (options[name]) url.searchParams.set(name, `${options[name]}`);
  return url.href;
}
