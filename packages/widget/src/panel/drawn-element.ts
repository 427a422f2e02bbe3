import { render } from 'lit/html.js';
import type { TemplateResult } from 'lit/html.js';

/**
 * A custom element that Lit's templates draw: the part of LitElement that these elements use, under the same names. Lit's own base
 * costs 2.9 kB (gzip) of the panel's 12 for reflected properties, converters and controllers, none of which is used here.
 */
export abstract class DrawnElement extends HTMLElement {
  static styles: CSSStyleSheet[] = [];

  readonly #root = this.attachShadow({ mode: 'open' });
  #drawing: Promise<void> | undefined;

  constructor() {
    super();
    this.#root.adoptedStyleSheets = (this.constructor as typeof DrawnElement).styles;
  }

  get renderRoot(): ShadowRoot {
    return this.#root;
  }

  /** Settles when what is due has been drawn. */
  get updateComplete(): Promise<void> {
    return this.#drawing ?? Promise.resolve();
  }

  connectedCallback(): void {
    this.requestUpdate();
  }

  attributeChangedCallback(): void {
    this.requestUpdate();
  }

  /** Draws soon, and once, however often it is asked for; an element that is not on the page waits until it is. */
  requestUpdate(): void {
    this.#drawing ??= nextTurn().then(() => {
      if (this.isConnected) {
        this.willUpdate();
        render(this.render(), this.#root, { host: this });
      }
      this.#drawing = undefined;
    });
  }

  protected willUpdate(): void {}

  protected abstract render(): TemplateResult;
}

/** Longest stretch of drawing, in milliseconds: a slow phone, at a quarter of this pace, still answers a finger in between. */
const stretchMs = 8;
let turn = Promise.resolve();
let waiting = 0;
let sinceMs = 0;

/** Lets elements draw one after the other, and the browser breathe when that has taken long. */
function nextTurn(): Promise<void> {
  if (waiting === 0) sinceMs = performance.now();
  waiting += 1;
  turn = turn.then(async () => {
    waiting -= 1;
    if (performance.now() - sinceMs < stretchMs) return;
    await new Promise((resolve) => {
      setTimeout(resolve);
    });
    sinceMs = performance.now();
  });
  return turn;
}
