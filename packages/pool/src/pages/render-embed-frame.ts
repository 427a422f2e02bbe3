import type { Money } from '@kameng/contract/money';
import type { Language } from '@kameng/contract/page';
import type { Product } from '@kameng/contract/product';
import { formatMoney } from '../mail/format-money.ts';
import { html, type Html } from '../mail/html.ts';
import { embedFrameTexts } from './embed-frame-texts.ts';

/** What the card's address says about how it looks and where its button leads. */
export interface EmbedFrameView {
  language: Language;
  theme: string | undefined;
  /** Address of the checkout. */
  target: string;
  /** Where it opens: a new tab, the whole window, or this very frame. */
  opens: '_blank' | '_top' | '_self';
}

/** The card of one product as a whole page, for hosts that take nothing but a frame. */
export function renderEmbedFrame(product: Product, view: EmbedFrameView): Html {
  const { language, theme } = view;
  return html`<!doctype html>
    <html lang="${language}" dir="${language === 'ar' ? 'rtl' : 'ltr'}" data-theme="${theme}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="robots" content="noindex" />
        <title>${product.name}</title>
        <link rel="stylesheet" href="/checkout/plain.css" />
        <link rel="stylesheet" href="/pages/embed-frame.css" />
        <script defer src="/pages/embed-frame.js"></script>
      </head>
      <body>
        ${renderCard(product, view)}
      </body>
    </html> `;
}

function renderCard(product: Product, { language, target, opens }: EmbedFrameView): Html {
  const t = embedFrameTexts[language];
  const about = [product.brand, product.face_value, product.region === 'global' ? t.worldwide : product.region];
  const money = (amount_minor: number) => showMoney({ ...product.price, amount_minor }, language);
  const sold = product.stock === 'sold_out';
  return html`<main class="card offer">
    <img src="${product.image_url}" alt="" width="72" height="72" />
    <div>
      <h1>${product.name}</h1>
      <p class="muted">${[product.stock === 'low' && t.low, ...about].filter(Boolean).join(' · ')}</p>
    </div>
    <div class="terms">
      <div>
        <p class="price"><bdi>${money(product.price.amount_minor)}</bdi></p>
        ${renderSaving(product, money, t.save)}
      </div>
      ${
        sold
          ? html`<p class="muted">${t.soldOut}</p>`
          : html`<a
              class="button primary"
              href="${target}"
              target="${opens}"
              rel="noopener"
              title="${opens === '_blank' && t.newTab}"
              >${t.buy}</a
            >`
      }
    </div>
    <p id="blocked" class="muted" role="alert" hidden>
      ${t.blocked} <a href="${target}" target="_blank" rel="noopener">${target}</a>
    </p>
  </main>`;
}

/** List price and saving, where the rules let one say so. */
export function renderSaving(
  { price, list_price, saving_bps, strike_allowed }: Product,
  money: (amount_minor: number) => string,
  say: (amount: string, percent: string) => string,
): Html | false {
  if (!strike_allowed || saving_bps === 0) return false;
  const saved = say(money(list_price.amount_minor - price.amount_minor), `${Math.floor(saving_bps / 100)}%`);
  return html`<p class="saving"><s>${money(list_price.amount_minor)}</s> <b>${saved}</b></p>`;
}

/** Latin digits for everybody, as on the page that follows; in right-to-left text in one piece (UAX #9). */
export function showMoney(money: Money, language: Language): string {
  const text = formatMoney(money, `${language}-u-nu-latn`);
  return language === 'ar' ? `\u2066${text}\u2069` : text;
}
