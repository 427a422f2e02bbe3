import { mayOpen, prefetch, proceed } from './open.ts';
import { buyUrl } from './buy-url.ts';
import { readOptions } from './read-options.ts';
import { settings } from './settings.ts';
import { wantsOverlay } from './wants-overlay.ts';

/**
 * Listens on the document, once, for every button there is or ever will be: nodes that come later, pages that a router swaps in.
 * Before the click, when a mouse, a finger or the focus arrives, links get the page's referral and the dialog is fetched.
 */
export function followClicks(): void {
  for (const type of ['pointerover', 'focusin', 'click']) document.addEventListener(type, handle);
}

function handle(event: Event): void {
  const { link, host } = find(event);
  if (!link) return;
  const page = settings();
  const isHosted = link.pathname?.startsWith('/buy/prd_') && link.origin === (page.pool ?? (host && link.origin));
  if (isHosted) settings({ pool: link.origin }); // all we can know of the pool when our script was merged into another
  if (!host) {
    if (isHosted) carry(link, page);
    return;
  }
  const options = readOptions(host, page);
  if (!options.product) return;
  if (isHosted) link.href = buyUrl(link.origin, options);
  const overlay = wantsOverlay(options);
  if (event.type !== 'click') {
    if (overlay) prefetch('dialog');
    return;
  }
  const { button, metaKey, ctrlKey, shiftKey, altKey, defaultPrevented } = event as MouseEvent;
  // A new tab, a new window, a download: the buyer's own wish, which the link already fulfils.
  if (button || metaKey || ctrlKey || shiftKey || altKey || defaultPrevented) return;
  const allowed = mayOpen(options, host);
  if (allowed && isHosted && !overlay) return;
  event.preventDefault();
  if (allowed) void proceed(options, link);
}

/** The innermost link or button under the event and the element of ours around it, also inside shadow roots. */
function find(event: Event): { link?: HTMLAnchorElement; host?: HTMLElement } {
  const found: { link?: HTMLAnchorElement; host?: HTMLElement } = {};
  for (const node of event.composedPath() as HTMLAnchorElement[]) {
    if (node.matches?.('a[href],button')) found.link ??= node;
    if (node.matches?.('kameng-buy,kameng-product')) found.host ??= node;
  }
  return found;
}

/** Adds the page's site and referral to a plain link, unless it carries its own. */
function carry(link: HTMLAnchorElement, page: { site?: string | undefined; ref?: string | undefined }): void {
  const url = new URL(link.href);
  for (const name of ['site', 'ref'] as const) {
    if (page[name] && !url.searchParams.has(name)) url.searchParams.set(name, page[name]);
  }
  if (url.href !== link.href) link.href = url.href;
}
