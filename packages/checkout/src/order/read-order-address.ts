/** What the order page was opened for. */
export interface OrderAddress {
  /** Order number; empty for "find my order". */
  id: string;
  token?: string | undefined;
  /** A payment tab that came back. */
  returned: boolean;
}

/** Reads `/o/{order}#ort_…`, `/o/{order}`, `/o` and `/checkout/return?order=…`. */
export function readOrderAddress({
  pathname,
  search,
  hash,
}: Pick<Location, 'pathname' | 'search' | 'hash'>): OrderAddress {
  const returned = pathname.startsWith('/checkout/return');
  const id = returned ? (new URLSearchParams(search).get('order') ?? '') : (/^\/o\/([^/]+)/.exec(pathname)?.[1] ?? '');
  return { id, token: /^#ort_[\w-]+$/.test(hash) ? hash.slice(1) : undefined, returned };
}
