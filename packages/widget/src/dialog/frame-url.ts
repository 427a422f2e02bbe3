import { travelling } from '../loader/options.ts';
import type { BuyOptions } from '../loader/options.ts';

/** Where the checkout is for a frame: the pool lets only `origin` show it, and only `channel` is answered. */
export function frameUrl(
  pool: string,
  checkout: string | null | undefined,
  options: BuyOptions,
  framing: Record<'mode' | 'channel', string>,
): string {
  // An existing checkout is `chk_…#cks_…`: its secret stays behind the #, which is never sent to a server.
  const url = new URL(checkout ? `/checkout/${checkout}` : '/checkout/frame', pool);
  const query = { product: options.product, ...options, ...framing, origin: location.origin };
  for (const name of ['product', ...travelling, 'mode', 'origin', 'channel'] as const) {
    if (query[name]) url.searchParams.set(name, `${query[name]}`);
  }
  return url.href;
}
