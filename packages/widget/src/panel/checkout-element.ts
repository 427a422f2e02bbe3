import { html, nothing, svg } from 'lit/html.js';
import type { OpenResult } from '../loader/open.ts';
import { checkoutStyles } from './checkout-styles.ts';
import { frameUrl, pageUrl } from './frame-url.ts';
import { KamengElement } from './kameng-element.ts';
import { lockScroll } from './lock-scroll.ts';
import { openFrame } from './open-frame.ts';
import type { CheckoutFrame } from './open-frame.ts';
import { readTheme } from './read-theme.ts';
import { ground } from './styles.ts';

const cross = svg`<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M6 6l12 12M18 6 6 18"/></svg>`;

type Phase = 'idle' | 'waiting' | 'ready' | 'refused';

/**
 * `<kameng-checkout>`: holds the checkout's frame, in a dialog over the page (`show()`) or, with `mode="inline"`, in its own place.
 * Contact, payment and codes stay inside the frame, on the pool's origin.
 */
export class KamengCheckout extends KamengElement {
  static override styles = [ground, checkoutStyles];

  #frame: CheckoutFrame | undefined;
  #end: ((result?: OpenResult) => void) | undefined;
  #phase: Phase = 'idle';

  get #inline(): boolean {
    return this.getAttribute('mode') === 'inline';
  }

  get #url(): string {
    return pageUrl(this.page.pool!, this.getAttribute('checkout'), this.options);
  }

  override willUpdate(): void {
    const { product, site, ref, quantity, coupon, lang, theme } = this.options;
    const asked = [this.getAttribute('checkout'), product, site, ref, quantity, coupon, lang, theme].join();
    if (!this.#inline || asked === this.asked || !(product || this.getAttribute('checkout'))) return;
    this.asked = asked;
    void this.show();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.asked = '';
    this.#end?.();
  }

  /** Shows the checkout; settles when it is over. Events start at the trigger, this element unless given. */
  show(trigger: EventTarget = this): Promise<OpenResult> {
    this.#end?.();
    const { pool, patienceMs } = this.page;
    const from = () => (trigger instanceof Node && !trigger.isConnected ? document : trigger);
    const frame = (this.#frame = openFrame(pool!, patienceMs, {
      onHello: () => frame.post({ type: 'theme', ...readTheme(this) }),
      onReady: () => this.#enter('ready'),
      onClose: () => this.#end?.(),
      onRefused: (code) => this.#refuse(this.tell('error', { code }, from())),
      tell: (name, detail) => this.tell(name, detail, from()),
    }));
    const unlock = this.#inline ? () => {} : lockScroll();
    // A page that comes back from the back-forward cache went away for good reason: the hosted page.
    const onReturn = (event: PageTransitionEvent) => event.persisted && !this.#inline && this.#end?.();
    addEventListener('pageshow', onReturn);
    this.#enter('waiting');
    void this.updateComplete.then(() => this.#load(frame));
    return new Promise((resolve) => {
      this.#end = (result) => {
        const { status = 'closed', order } = frame.progress;
        this.#end = this.#frame = undefined;
        removeEventListener('pageshow', onReturn);
        unlock();
        this.renderRoot.querySelector('dialog')?.close();
        frame.stop();
        this.#enter(this.#phase === 'refused' ? 'refused' : 'idle');
        this.tell('close', order ? { order, status } : {}, from());
        if (trigger instanceof HTMLElement && !this.#inline) trigger.focus({ preventScroll: true });
        resolve(result ?? { status, order });
      };
    });
  }

  /** Asks the checkout to close; it may first warn about an open payment. Asked again without an answer, it is closed. */
  close(): void {
    if (!this.#frame?.askToClose()) this.#end?.();
  }

  /** The dialog first, then, in a task of its own, the frame: what was clicked answers at once. */
  #load(frame: CheckoutFrame): void {
    if (frame !== this.#frame) return;
    this.renderRoot.querySelector('dialog')?.showModal();
    setTimeout(() => {
      if (frame !== this.#frame) return;
      const { theme } = readTheme(this);
      const framing = { mode: this.#inline ? 'inline' : 'overlay', channel: frame.channel };
      const options = { ...this.options, lang: this.language, theme };
      frame.element.src = frameUrl(this.page.pool!, this.getAttribute('checkout'), options, framing);
      this.requestUpdate();
    });
  }

  /** Leads to the hosted page instead: at once from a dialog, which a click has opened; by a link from a page's own panel. */
  #refuse(mayLeave: boolean): void {
    if (this.#inline) this.#phase = 'refused';
    else if (mayLeave) location.assign(this.#url);
    this.#end?.(mayLeave && !this.#inline ? { status: 'redirected', order: null } : undefined);
  }

  #enter(phase: Phase): void {
    this.#phase = phase;
    this.requestUpdate();
  }

  override render() {
    const t = this.texts;
    const { direction, language } = this;
    if (this.#inline)
      return html`<section class="root panel" part="panel" dir=${direction} lang=${language} aria-label=${t.checkout}>
        ${this.#stage()}
      </section>`;
    const onCancel = (event: Event) => {
      event.preventDefault();
      this.close();
    };
    return html`<dialog
      class="root"
      part="dialog"
      dir=${direction}
      lang=${language}
      aria-label=${t.checkout}
      @cancel=${onCancel}
      @close=${() => this.#end?.()}
    >
      <header part="header">
        <span>${t.checkout}</span>
        <button type="button" aria-label=${t.close} @click=${() => this.close()}>${cross}</button>
      </header>
      ${this.#frame ? this.#stage() : nothing}
    </dialog>`;
  }

  #stage() {
    const t = this.texts;
    if (this.#phase === 'refused') {
      return html`<div class="stage note" role="alert">
        <p>${t.noFrame}</p>
        <a class="button accent" part="button" href=${this.#url}>${t.goOn}</a>
      </div>`;
    }
    const frame = this.#frame?.element;
    if (frame) frame.title = t.checkout;
    const bones = html`<div class="bones" role="status" aria-label=${t.loading}>
      <i class="bone"></i><i class="bone"></i><i class="bone"></i><i class="bone"></i><i class="bone"></i>
    </div>`;
    return html`<div class="stage ${this.#phase === 'ready' ? '' : 'wait'}">
      ${frame?.src ? frame : nothing}${this.#phase === 'ready' ? nothing : bones}
    </div>`;
  }
}
