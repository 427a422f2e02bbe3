import type { ProductKind, StockBand } from '@kameng/contract/product';

/** A text in several languages; English is always there. */
export type Texts = Readonly<Record<string, string>>;

/** All that a product `p` is called, in every language, to search in. */
export const productWords =
  "concat_ws(' ', p.brand, (SELECT string_agg(n.value, ' ') FROM jsonb_each_text(p.names) AS n))";

/** A product as the database holds it, as far as buyers may see it. */
export interface ProductRow {
  id: string;
  names: Texts;
  brand: string;
  kind: ProductKind;
  category: string;
  image_url: string;
  region: string;
  face_value: string;
  currency: string;
  list_price_minor: number;
  list_price_source: string;
  /** YYYY-MM-DD */
  list_price_checked_on: string;
  strike_allowed: boolean;
  limits_min: number;
  limits_max: number;
  redeem_texts: Texts;
  redeem_url: string | null;
  rank: number;
}

/** One step of an offer's quantity prices: from this quantity on, each unit costs this much. */
export interface QuantityPrice {
  from: number;
  price_minor: number;
  supply_price_minor: number;
  /** What a published discount took off the price; none when it is not there. */
  rebate_minor?: number;
}

/** What an offer asks, for one unit and for many. */
export interface OfferTerms {
  price_minor: number;
  supply_price_minor: number;
  rebate_minor?: number;
  /** By rising `from`. */
  quantity_prices: readonly QuantityPrice[];
}

/** The offer a product is shown with. */
export interface ChosenOffer extends OfferTerms {
  offer_id: string;
  supplier_id: string;
  /** Live band over all offers of the product. */
  stock: StockBand;
}

/** Columns of {@link ProductRow} of the table aliased `p`. */
export const productColumns = `p.id, p.names, p.brand, p.kind, p.category, p.image_url, p.region, p.face_value, p.currency,
  p.list_price_minor, p.list_price_source, p.list_price_checked_on, p.strike_allowed, p.limits_min, p.limits_max,
  p.redeem_texts, p.redeem_url, p.rank`;
