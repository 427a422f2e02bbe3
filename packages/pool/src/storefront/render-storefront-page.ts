import type { Language } from '@kameng/contract/page';
import type { Product } from '@kameng/contract/product';
import { html, type Html } from '../mail/html.ts';
import { renderSaving, showMoney } from '../pages/render-embed-frame.ts';
import { embedFrameTexts } from '../pages/embed-frame-texts.ts';
import { storefrontTexts } from './storefront-texts.ts';
import type { StorefrontRow } from './storefront-row.ts';

/** What a storefront's address says about how it looks, and by which link somebody came. */
export interface StorefrontView {
  language: Language;
  /** The language that the address asked for; it travels on to the checkout. */
  asked: Language | undefined;
  theme: 'light' | 'dark' | undefined;
  ref: string;
  /** Where the pool is. */
  url: string;
}

/** An agent's storefront as a whole page. */
export function renderStorefrontPage(store: StorefrontRow, goods: readonly Product[], view: StorefrontView): Html {
  const { language, theme } = view;
  const t = storefrontTexts[language];
  const about = store.words || t.promise;
  const address = `${view.url}/s/${store.slug}`;
  // Those who show a card for a link show no SVG.
  const picture = goods.map(({ image_url }) => image_url).find((image) => !image.endsWith('.svg')) ?? '/s/card.png';
  return html`<!doctype html>
    <html lang="${language}" dir="${language === 'ar' ? 'rtl' : 'ltr'}" data-theme="${theme ?? 'auto'}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${store.title}</title>
        <meta name="description" content="${about}" />
        <link rel="canonical" href="${address}" />
        <link rel="icon" href="/favicon.svg" />
        <meta property="og:type" content="website" />
        <meta property="og:title" content="${store.title}" />
        <meta property="og:description" content="${about}" />
        <meta property="og:url" content="${address}" />
        <meta property="og:locale" content="${language.replace('-', '_')}" />
        <meta name="twitter:card" content="summary" />
        <meta name="twitter:title" content="${store.title}" />
        <meta name="twitter:description" content="${about}" />
        <meta property="og:image" content="${new URL(picture, view.url).href}" />
        <link rel="stylesheet" href="/checkout/plain.css" />
        <link rel="stylesheet" href="/pages/storefront.css" />
      </head>
      <body>
        <main class="storefront">
          <header>
            <h1>${store.title}</h1>
            ${store.words !== '' && html`<p class="words">${store.words}</p>`}
            <p class="muted">${t.promise}</p>
          </header>
          ${
            goods.length === 0
              ? html`<p class="card">${t.empty}</p>`
              : html`<ul class="goods">
                  ${goods.map((product) => renderGood(product, view))}
                </ul>`
          }
          <footer class="muted">
            <p>${t.disclosure}</p>
            <p><a href="/o">${t.findOrder}</a></p>
          </footer>
        </main>
      </body>
    </html> `;
}

function renderGood(product: Product, { language, asked, theme, ref }: StorefrontView): Html {
  const t = embedFrameTexts[language];
  const about = [product.brand, product.face_value, product.region === 'global' ? t.worldwide : product.region];
  const money = (amount_minor: number) => showMoney({ ...product.price, amount_minor }, language);
  const carried = new URLSearchParams({ ref, ...(asked && { lang: asked }), ...(theme && { theme }) });
  return html`<li class="card good">
    <img src="${product.image_url}" alt="" width="64" height="64" loading="lazy" />
    <div class="about">
      <h2>${product.name}</h2>
      <p class="muted">${[product.stock === 'low' && t.low, ...about].filter(Boolean).join(' · ')}</p>
    </div>
    <div class="terms">
      <div>
        <p class="price"><bdi>${money(product.price.amount_minor)}</bdi></p>
        ${renderSaving(product, money, t.save)}
      </div>
      ${
        product.stock === 'sold_out'
          ? html`<p class="muted">${t.soldOut}</p>`
          : html`<a
              class="button primary"
              href="/buy/${product.id}?${carried.toString()}"
              aria-label="${t.buy}: ${product.name}"
              >${t.buy}</a
            >`
      }
    </div>
  </li>`;
}
