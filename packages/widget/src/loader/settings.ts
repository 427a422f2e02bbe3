import type { BuyOptions } from './options.ts';

/** What holds for the whole page. */
export interface Settings extends BuyOptions {
  /** Origin of the pool. */
  pool?: string | undefined;
  /** Where the built files are, with a slash at the end. */
  base?: string | undefined;
  /** How long the checkout frame may take to say hello before the page gives up on it, in milliseconds. */
  patienceMs?: number | undefined;
  /** Present when `data-debug` asks for diagnostics on the console. */
  debug?: string | undefined;
}

const ours = /(https?:\/\/[^\s"'/]+)(\/embed\/v[\w.-]+\/)kameng\.js/;
const scanned: Settings = {};
const configured: Settings = {};
let seen = 0;

/**
 * What the page's script tags say (`data-ref`, `data-site`, `data-mode`, `data-lang`, `data-theme`), and over it `configure`.
 * Every tag that holds our address in whichever attribute is asked, or that names the pool by `data-kameng-pool` when our script was
 * merged into another: optimisers move the address, tags come late and twice, and `document.currentScript` is null in half of the ways
 * a script gets onto a page.
 */
export function settings(change?: Settings): Settings {
  const { scripts } = document;
  // Their number tells when to look again: this runs whenever a pointer crosses a link.
  for (const script of seen === scripts.length ? [] : scripts) {
    const values = Array.from(script.attributes, (attribute) => attribute.value);
    const [, pool = script.dataset.kamengPool, path = '/embed/v1/'] =
      ours.exec([script.src, ...values].join(' ')) ?? [];
    if (pool) Object.assign(scanned, { pool, base: pool + path }, script.dataset);
  }
  seen = scripts.length;
  // Without a prototype, so that what some library hangs onto Object.prototype is nobody's referral.
  return { __proto__: null, ...scanned, ...Object.assign(configured, change) } as Settings;
}
