import type { EmbedMode } from '@kameng/client/browser';
import type { Host } from '../frame/shake-hands.ts';

/** How this checkout was asked for, read from the page's address. */
export interface Opening {
  product: string;
  site: string | undefined;
  ref: string | undefined;
  coupon: string | undefined;
  quantity: number;
  /** Set when an existing checkout is resumed. */
  checkout?: { id: string; secret: string } | undefined;
  /** The checkout that a new one is on the same behalf as. */
  after?: { id: string; secret: string } | undefined;
  /** Set in a frame, see readHost. */
  embed?: { host: Host; mode: EmbedMode } | undefined;
}

/** Reads `/buy/{product}?…`, the same with `after={chk_id}#cks_…`, `/checkout/frame?…` and `/checkout/{chk_id}#cks_…`. */
export function readOpening({ pathname, search, hash }: Pick<Location, 'pathname' | 'search' | 'hash'>): Opening {
  const query = new URLSearchParams(search);
  const text = (name: string) => query.get(name)?.trim() || undefined;
  const [, first, last = ''] = /^\/(buy|checkout)\/([^/]*)/.exec(pathname) ?? [];
  const opening: Opening = {
    product: (first === 'buy' ? decodeURIComponent(last) : text('product')) ?? '',
    site: text('site'),
    ref: text('ref')?.toUpperCase(),
    coupon: text('coupon'),
    quantity: Math.min(Math.max(Math.trunc(Number(text('quantity'))) || 1, 1), 10_000),
  };
  const secret = hash.slice(1);
  const after = text('after');
  if (after && secret) opening.after = { id: after, secret };
  if (last.startsWith('chk_')) opening.checkout = { id: last, secret };
  return opening;
}
