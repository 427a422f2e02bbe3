import { buyUrl } from './buy-url.ts';
import type { BuyOptions } from './options.ts';
import { settings } from './settings.ts';
import { wantsOverlay } from './wants-overlay.ts';

/** How a purchase ended for the host: the order's last known status, or how it left this page. */
export interface OpenResult {
  status: 'closed' | 'redirected' | 'prevented' | (string & {});
  /** The order's id, an opaque reference; null when there is none. */
  order: string | null;
}

/** What comes later: the dialog for a click, the panel for cards and shelves. The panel brings the dialog with it. */
export type Load = (part: 'dialog' | 'panel') => Promise<{
  openCheckout: (options: BuyOptions, trigger: EventTarget) => Promise<OpenResult>;
}>;

let running: Promise<OpenResult> | undefined;
let load: Load;

/** Says how to get the late parts; each entry does so once. */
export function setLoad(how: Load): void {
  load = how;
  // A page that comes back from the back-forward cache has left its checkout behind.
  addEventListener('pageshow', (event) => {
    if (event.persisted) running = undefined;
  });
}

/** Fetches a part ahead of need. A failure here is met again, and dealt with, at the click. */
export function prefetch(part: 'dialog' | 'panel'): void {
  load(part)
    .catch(() => load(part))
    .catch(() => {});
}

/** Asks the page, by a cancelable `kameng:open`, whether the checkout may open. */
export function mayOpen({ product }: BuyOptions, trigger: EventTarget): boolean {
  const init = { bubbles: true, composed: true, cancelable: true, detail: { product } };
  return trigger.dispatchEvent(new CustomEvent('kameng:open', init));
}

/**
 * Opens the checkout over the page, or goes to the hosted page when that suits the device better or anything is in the way.
 * The promise always settles. A second call while a checkout is open joins the first.
 */
export function open(options: BuyOptions, trigger: EventTarget = document): Promise<OpenResult> {
  const page = settings();
  const whole = { ...page, ...options };
  if (!whole.product || !whole.pool) return Promise.reject(new Error('Kameng needs a product and a pool.'));
  if (!mayOpen(whole, trigger)) return Promise.resolve({ status: 'prevented', order: null });
  return proceed(whole, trigger);
}

/** Opens what was allowed to open. */
export function proceed(options: BuyOptions, trigger: EventTarget): Promise<OpenResult> {
  running ??= start(options, trigger).finally(() => (running = undefined));
  return running;
}

async function start(options: BuyOptions, trigger: EventTarget): Promise<OpenResult> {
  if (wantsOverlay(options)) {
    try {
      return await (await load('dialog')).openCheckout(options, trigger);
    } catch {
      // Blocked, offline, or too old a browser for the dialog: the hosted page is the same checkout.
    }
  }
  location.assign(buyUrl(settings().pool!, options));
  return { status: 'redirected', order: null };
}
