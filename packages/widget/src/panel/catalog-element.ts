import type { Product, ProductPage } from '@kameng/contract/product';
import { html, nothing, svg } from 'lit/html.js';
import { catalogStyles } from './catalog-styles.ts';
import { fill, KamengElement } from './kameng-element.ts';
import { ground } from '../dialog/ground.ts';
import { goods } from './goods-styles.ts';
import { trouble } from './trouble.ts';

const magnifier = svg`<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M18 11a7 7 0 1 1-14 0 7 7 0 0 1 14 0m-2 5 4 4" /></svg>`;
const typingMs = 300;
const parts = 'card,picture,title,meta,price,list-price,saving,stock,button';

/** `<kameng-catalog>`: a searchable shelf of product cards, read page by page. */
export class KamengCatalog extends KamengElement {
  static override styles = [ground, goods, catalogStyles];

  #products: Product[] = [];
  #next: string | null = null;
  #query = '';
  #typing: ReturnType<typeof setTimeout> | undefined;

  get #limit(): number {
    return Math.min(Math.max(Math.trunc(Number(this.getAttribute('limit'))), 0), 100) || 12;
  }

  /** Reads only once it comes near the screen: a shelf at the foot of a page costs nothing to those who never get there. */
  readonly #near = new IntersectionObserver(
    (entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      this.#near.disconnect();
      this.#isNear = true;
      this.requestUpdate();
    },
    { rootMargin: '600px' },
  );
  #isNear = false;

  override connectedCallback(): void {
    super.connectedCallback();
    if (!this.#isNear) this.#near.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#near.disconnect();
  }

  override willUpdate(): void {
    if (!this.#isNear) return;
    const { site, ref } = this.options;
    const shelf = ['category', 'brand', 'query'].map((name) => this.getAttribute(name));
    const asked = [site, ref, this.language, this.#limit, ...shelf].join();
    if (asked === this.asked) return;
    this.asked = asked;
    this.#query = shelf[2] ?? '';
    void this.#load();
  }

  async #load(more?: boolean): Promise<void> {
    const kept = more ? this.#products : [];
    const query = {
      category: this.getAttribute('category'),
      brand: this.getAttribute('brand'),
      q: this.#query,
      limit: this.#limit,
    };
    const cursor = more ? this.#next : null;
    await this.read<ProductPage>('', { ...query, cursor }, ({ data, next_cursor }) => {
      this.#products = [...kept, ...data];
      this.#next = next_cursor;
    });
    await this.updateComplete;
    // The button that was pressed may be gone: the first new card takes the focus.
    if (more) this.renderRoot.querySelectorAll<HTMLElement>('kameng-product')[kept.length]?.focus();
  }

  #search(query: string, afterMs: number): void {
    clearTimeout(this.#typing);
    this.#typing = setTimeout(() => {
      if (query === this.#query) return;
      this.#query = query;
      void this.#load();
    }, afterMs);
  }

  override render() {
    const { texts: t, direction, language, error } = this;
    const products = this.#products;
    const busy = Boolean(this.reading) || !this.asked;
    const onType = ({ target, type }: Event) =>
      this.#search((target as HTMLInputElement).value.trim(), type === 'input' ? typingMs : 0);
    const count = products.length;
    const found = count
      ? fill(t.found[new Intl.PluralRules(language).select(count)] ?? t.found.other, { n: count })
      : '';
    return html`<div class="root" dir=${direction} lang=${language}>
      <label class="search" part="search">
        <span class="hidden">${t.search}</span>${magnifier}
        <input
          type="search"
          maxlength="100"
          placeholder=${t.search}
          .value=${this.#query}
          @input=${onType}
          @change=${onType}
        />
      </label>
      <p class="hidden" role="status">${busy ? t.loading : found}</p>
      ${count || busy ? this.#shelf(busy) : error ? nothing : this.#nothing()}
      ${error ? trouble(error, t, () => void this.#load(count > 0 && this.#next !== null)) : nothing}
      ${
        this.#next && !error
          ? html`<button type="button" class="more" part="more" ?disabled=${busy} @click=${() => void this.#load(true)}>
              ${t.more}
            </button>`
          : nothing
      }
    </div>`;
  }

  #nothing() {
    const { texts: t } = this;
    return html`<div class="note" part="empty">
      <p>${t.empty}</p>
      ${this.#query ? html`<button type="button" @click=${() => this.#search('', 0)}>${t.clear}</button>` : nothing}
    </div>`;
  }

  #shelf(busy: boolean) {
    const { site, ref, coupon, theme, mode } = this.options;
    const rows: (Product | undefined)[] = this.#products.length
      ? this.#products
      : Array.from({ length: Math.min(this.#limit, 6) });
    return html`<ul part="grid" role="list" aria-busy=${busy}>
      ${rows.map(
        (product) =>
          html`<li>
            <kameng-product
              exportparts=${parts}
              product=${product?.id ?? nothing}
              lang=${this.language}
              site=${site ?? nothing}
              ref=${ref ?? nothing}
              coupon=${coupon ?? nothing}
              theme=${theme ?? nothing}
              mode=${mode ?? nothing}
              .data=${product}
            ></kameng-product>
          </li>`,
      )}
    </ul>`;
  }
}
