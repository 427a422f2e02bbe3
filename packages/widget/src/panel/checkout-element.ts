import { frameUrl } from '../dialog/frame-url.ts';
import { dialogStyles } from '../dialog/dialog-styles.ts';
import { ground } from '../dialog/ground.ts';
import { holdCheckout } from '../dialog/hold-checkout.ts';
import type { Holding, Wish } from '../dialog/hold-checkout.ts';
import { make } from '../dialog/make.ts';
import { pageSettings } from '../dialog/page-settings.ts';
import { nearestLanguage } from '../loader/nearest-language.ts';
import type { OpenResult } from '../loader/open.ts';
import { buyUrl } from '../loader/buy-url.ts';
import { travelling } from '../loader/options.ts';
import { readOptions } from '../loader/read-options.ts';
import { checkoutUrl } from './checkout-url.ts';
import { goods } from './goods-styles.ts';
import { en } from './strings/en.ts';
import { loadStrings, stringsOf } from './strings/load-strings.ts';

/**
 * `<kameng-checkout>`: holds the checkout's frame, in a dialog over the page (`show()`) or, with `mode="inline"`, in its own place.
 * Contact, payment and codes stay inside the frame, on the pool's origin.
 */
export class KamengCheckout extends HTMLElement {
  static observedAttributes = ['checkout', 'product', 'mode', ...travelling];

  // A dialog that was open before this class was known has its root already.
  readonly #root = this.shadowRoot ?? this.attachShadow({ mode: 'open' });
  #holding: Holding | undefined;
  #asked = '';

  connectedCallback(): void {
    void this.#look();
  }

  attributeChangedCallback(): void {
    void this.#look();
  }

  disconnectedCallback(): void {
    this.#asked = '';
    this.#holding?.end();
  }

  get #wish(): Wish {
    return {
      options: readOptions(this, pageSettings()),
      checkout: this.getAttribute('checkout'),
      inline: this.getAttribute('mode') === 'inline',
    };
  }

  /** Shows the checkout; settles when it is over. Events start at the trigger, this element unless given. */
  async show(trigger: EventTarget = this): Promise<OpenResult> {
    this.#holding?.end();
    const wish = this.#wish;
    this.#holding = holdCheckout(this, wish, trigger);
    try {
      return await this.#holding.result;
    } catch {
      return this.#refuse(wish);
    }
  }

  /** Asks the checkout to close; it may first warn about an open payment. Asked again without an answer, it is closed. */
  close(): void {
    this.#holding?.close();
  }

  /** Attributes that change together are one wish; an inline checkout follows it. */
  async #look(): Promise<void> {
    await undefined;
    const { options, checkout, inline } = this.#wish;
    const isWanted = inline && this.isConnected && (checkout || options.product);
    const asked = isWanted ? frameUrl(pageSettings().pool!, checkout, options, { mode: 'inline', channel: '' }) : '';
    if (asked === this.#asked) return;
    this.#asked = asked;
    if (asked) void this.show();
  }

  /** Leads to the hosted page instead: at once from a dialog, which a click has opened; by a link from a page's own panel. */
  async #refuse({ options, checkout, inline }: Wish): Promise<OpenResult> {
    const { pool } = pageSettings();
    const href = checkout ? checkoutUrl(pool!, checkout, options) : buyUrl(pool!, options);
    if (!inline) {
      location.assign(href);
      return { status: 'redirected', order: null };
    }
    const lang = nearestLanguage(options.lang ?? navigator.language);
    await loadStrings(lang);
    const t = stringsOf(lang) ?? en;
    const link = make('a', { className: 'button accent', part: 'button', href }, t.goOn);
    const note = make('div', { className: 'note', role: 'alert' }, make('p', {}, t.noFrame), link);
    const box = { className: 'root panel', part: 'panel', lang, dir: lang === 'ar' ? 'rtl' : 'ltr' };
    this.#root.adoptedStyleSheets = [ground, dialogStyles, goods];
    this.#root.replaceChildren(make('section', box, note));
    return { status: 'closed', order: null };
  }
}
