import { computed, signal } from '@preact/signals';
import type { Desk } from './page.ts';

const base = '/console/';

/** The address as it is now. */
const address = signal(new URL(location.href));

/** Path below /console/, without slashes around it: `shop/keys`. */
export const path = computed(() => address.value.pathname.slice(base.length).replace(/\/$/, ''));
/** What is behind the hash: tokens of mails, which no server sees. */
export const hash = computed(() => address.value.hash);
/** Filters of the page, kept in the address so that they can be shared and come back. */
export const query = computed(() => Object.fromEntries(address.value.searchParams));

/** The address of a page, for links. */
export function hrefOf(to: string): string {
  return `${base}${to}`;
}

/** The path of a desk's page: `join('shop', '')` is `shop`. */
export function join(desk: Desk, page: string): string {
  return page === '' ? desk : `${desk}/${page}`;
}

/** Opens a page of the console. */
export function go(to: string, { replace = false } = {}): void {
  history[replace ? 'replaceState' : 'pushState'](null, '', hrefOf(to));
  address.value = new URL(location.href);
  scrollTo(0, 0);
}

/** Changes filters of the page in the address; an empty one leaves it. */
export function setQuery(changes: Readonly<Record<string, string | undefined>>): void {
  const url = new URL(address.value);
  for (const [name, value] of Object.entries(changes)) {
    if (value) url.searchParams.set(name, value);
    else url.searchParams.delete(name);
  }
  history.replaceState(null, '', url);
  address.value = url;
}

/** Follows the browser's back and forward, and links of the console without loading it anew. */
export function followAddress(): void {
  addEventListener('popstate', () => {
    address.value = new URL(location.href);
  });
  document.addEventListener('click', (event) => {
    const link = (event.target as Element | null)?.closest<HTMLAnchorElement>('a[href]');
    const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
    if (!link || !plain || event.defaultPrevented || link.target || link.hasAttribute('download')) return;
    const url = new URL(link.href);
    if (url.origin !== location.origin || !url.pathname.startsWith(base)) return;
    event.preventDefault();
    go(url.pathname.slice(base.length) + url.search);
  });
}
