import { defineBuy } from './define-buy.ts';
import { followClicks } from './follow-clicks.ts';
import { loadWhenPresent } from './load-when-present.ts';
import { open, setLoad } from './open.ts';
import type { Load, OpenResult } from './open.ts';
import type { BuyOptions } from './options.ts';
import { settings } from './settings.ts';
import type { Settings } from './settings.ts';

/** What a page can call: `window.Kameng`. */
export interface Kameng {
  version: string;
  /** Changes the page's settings and answers with all of them. */
  configure: (change?: Settings) => Settings;
  /** Opens a checkout. The promise always settles; the trigger is where the events start, the document unless given. */
  open: (options: BuyOptions, trigger?: EventTarget) => Promise<OpenResult>;
}

declare global {
  var Kameng: Kameng | undefined;
}

/** Starts the loader, once a page however often and late its script runs, and never on a server. */
export function start(version: string, load: Load): Kameng | undefined {
  if (typeof document === 'undefined') return undefined;
  if (!globalThis.Kameng) {
    const { debug, base } = settings(); // while the tag that brought us is surely there
    setLoad(load);
    globalThis.Kameng = { version, configure: settings, open };
    defineBuy();
    followClicks();
    loadWhenPresent();
    if (debug !== undefined) void import(`${base}debug.js`);
  }
  return globalThis.Kameng;
}
