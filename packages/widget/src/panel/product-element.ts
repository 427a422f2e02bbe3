import type { Product } from '@kameng/contract/product';
import { html, nothing } from 'lit/html.js';
import { buyUrl } from '../loader/buy-url.ts';
import { formatMoney, formatPercent, formatRegion } from './format-money.ts';
import { fill, KamengElement } from './kameng-element.ts';
import { productStyles } from './product-styles.ts';
import { ground } from '../dialog/ground.ts';
import { goods } from './goods-styles.ts';
import { trouble } from './trouble.ts';

/** `<kameng-product>`: a card with picture, price, saving, stock and a button to the checkout. */
export class KamengProduct extends KamengElement {
  static override styles = [ground, goods, productStyles];
  #data: Product | undefined;

  /** The product itself, where a list has already read it; otherwise it is read by the `product` attribute. */
  get data(): Product | undefined {
    return this.#data;
  }

  set data(data: Product | undefined) {
    this.#data = data;
    this.requestUpdate();
  }

  override willUpdate(): void {
    const { product, site, ref } = this.options;
    const asked = [product, site, ref, this.language].join();
    if (!product || asked === this.asked || (!this.asked && this.data?.id === product)) return;
    this.asked = asked;
    void this.read<Product>(`/${product}`, {}, (data) => {
      this.data = data;
    });
  }

  /** Focuses the card's button, as soon as it is drawn. */
  override focus(): void {
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('.button')?.focus());
  }

  override render() {
    const { data, error, texts, direction, language } = this;
    const again = () => {
      this.asked = '';
      this.requestUpdate();
    };
    return html`<article
      class="root card ${data?.stock ?? ''}"
      part="card"
      dir=${direction}
      lang=${language}
      aria-labelledby="title"
      aria-busy=${!data && !error}
    >
      ${data ? this.#content(data) : error ? trouble(error, texts, again) : bones}
    </article>`;
  }

  #content({
    name,
    brand,
    face_value,
    region,
    image_url,
    price,
    list_price,
    saving_bps,
    strike_allowed,
    stock,
  }: Product) {
    const { texts: t, language, page, options } = this;
    const money = (amount_minor: number, short?: boolean) => formatMoney({ ...price, amount_minor }, language, short);
    const isSold = stock === 'sold_out';
    const compared = strike_allowed && saving_bps > 0;
    const saved = {
      amount: money(list_price.amount_minor - price.amount_minor, true),
      percent: formatPercent(saving_bps, language),
    };
    return html`<img
        part="picture"
        src=${new URL(image_url, page.pool).href}
        alt=""
        width="72"
        height="72"
        loading="lazy"
        decoding="async"
      />
      <div class="about">
        <p class="title" part="title" id="title">${name}</p>
        <small part="meta"
          >${stock === 'low' ? html`<b part="stock">${t.low}</b> · ` : nothing}${[brand, face_value, region === 'global' ? t.worldwide : formatRegion(region, language)].filter(Boolean).join(' · ')}</small
        >
      </div>
      <div class="terms">
        <div class="money">
          <p class="price" part="price">
            <span class="hidden">${t.price} </span><bdi>${money(price.amount_minor)}</bdi>
          </p>
          <p class="saving">
            ${compared ? html`<s part="list-price"><span class="hidden">${t.listPrice} </span><bdi>${money(list_price.amount_minor, true)}</bdi></s>` : nothing}
            ${compared ? html`<span part="saving">${fill(t.save, saved)}</span>` : nothing}
          </p>
        </div>
        <a
          class="button ${isSold ? '' : 'accent'}"
          part="button"
          id="buy"
          role="link"
          aria-labelledby="buy title"
          aria-disabled=${isSold}
          href=${isSold ? nothing : buyUrl(page.pool!, options)}
          >${isSold ? t.soldOut : t.buy}</a
        >
      </div>`;
  }
}

/** The card before it is known, in the same sizes, so that nothing moves when it comes. */
const bones = html`<i class="bone"></i>
  <div class="about"><i class="bone"></i><i class="bone"></i></div>
  <div class="terms">
    <div class="money"><i class="bone"></i></div>
    <i class="bone button"></i>
  </div>`;
