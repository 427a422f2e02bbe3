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
  /** Set in a frame. */
  embed?: { host: Host; mode: EmbedMode } | undefined;
}

/** Reads `/buy/{product}?…`, `/checkout/frame?…` and `/checkout/{chk_id}#cks_…`. */
export function readOpening({ pathname, search, hash }: Pick<Location, 'pathname' | 'search' | 'hash'>, framed: boolean): Opening {
  const query = new URLSearchParams(search);
  const text = (name: string) => query.get(name)?.trim() || undefined;
  const [, first, last = ''] = /^\/(buy|checkout)\/([^/]*)/.exec(pathname) ?? [];
  const quantity = Number(text('quantity') ?? 1);
  const opening: Opening = {
    product: (first === 'buy' ? decodeURIComponent(last) : text('product')) ?? '',
    site: text('site'),
    ref: text('ref')?.toUpperCase(),
    coupon: text('coupon'),
    quantity: Number.isInteger(quantity) && quantity >= 1 && quantity <= 10_000 ? quantity : 1,
  };
  if (last.startsWith('chk_')) opening.checkout = { id: last, secret: hash.slice(1) };
  const host = framed ? readHost(text('origin'), text('channel')) : undefined;
  if (host) opening.embed = { host, mode: text('mode') === 'inline' ? 'inline' : 'overlay' };
  return opening;
}

/** Only an exact http(s) origin and a whole channel id will do: `*` or a path would let anybody listen. */
function readHost(origin: string | undefined, channel: string | undefined): Host | undefined {
  if (!origin || !channel || !/^[\w-]{16,64}$/.test(channel) || !/^https?:/.test(origin)) return undefined;
  return URL.canParse(origin) && new URL(origin).origin === origin ? { origin, channel } : undefined;
}

/** Names one way of asking, so that a reload finds its own checkout again and another product does not. */
export function nameOpening({ product, site, ref, coupon, quantity, checkout }: Opening): string {
  return checkout ? checkout.id : [product, site, ref, coupon, quantity].join('|');
}
