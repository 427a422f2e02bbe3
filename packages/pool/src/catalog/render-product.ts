import type { Language } from '@kameng/contract/page';
import type { Product } from '@kameng/contract/product';
import { fallingSteps, markUpOffer } from './price-quantity.ts';
import type { ChosenOffer, ProductRow, Texts } from './product-row.ts';

/** The text in the asked language, else in the nearest one there is; English is always there. */
export function pickText(texts: Texts, language: Language): string {
  const chinese = language === 'zh-TW' ? texts['zh-CN'] : undefined;
  return texts[language] ?? chinese ?? texts.en ?? '';
}

/** How far a price is below the list price, in basis points, rounded down so that no saving is overstated. */
export function savingBps(listPriceMinor: number, priceMinor: number): number {
  return Math.max(0, Math.floor(((listPriceMinor - priceMinor) * 10_000) / listPriceMinor));
}

/** A product as the wire shows it: the price of one unit with the agent's markup, and the steps at which more of them cost less each. */
export function renderProduct(
  row: ProductRow,
  chosen: ChosenOffer,
  { language, markup_bps }: { language: Language; markup_bps: number },
): Product {
  const { currency, list_price_minor } = row;
  const offer = markUpOffer(chosen, { markup_bps, list_price_minor });
  const price = offer.price_minor;
  return {
    id: row.id,
    name: pickText(row.names, language),
    brand: row.brand,
    kind: row.kind,
    category: row.category,
    image_url: row.image_url,
    region: row.region,
    face_value: row.face_value,
    list_price: {
      amount_minor: list_price_minor,
      currency,
      source: row.list_price_source,
      checked_on: row.list_price_checked_on,
    },
    price: { amount_minor: price, currency },
    saving_bps: savingBps(list_price_minor, price),
    strike_allowed: row.strike_allowed && list_price_minor > price,
    stock: offer.stock,
    limits: { min: row.limits_min, max: row.limits_max },
    redeem: { text: pickText(row.redeem_texts, language), url: row.redeem_url },
    quantity_prices: fallingSteps(offer)
      .filter((step) => step.from <= row.limits_max)
      .map((step) => ({ from: step.from, price: { amount_minor: step.price_minor, currency } })),
  };
}
