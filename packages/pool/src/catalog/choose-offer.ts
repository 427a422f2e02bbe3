import type pg from 'pg';
import { ApiError } from '../api-error.ts';
import { priceQuantity, type UnitPrice } from './price-quantity.ts';
import { type OfferTerms, productColumns, type ProductRow } from './product-row.ts';

/** An offer priced for one quantity. */
export interface PricedOffer extends OfferTerms, UnitPrice {
  offer_id: string;
  supplier_id: string;
  /** Codes on the shelf, counted up to the quantity and no further, all of it when the supplier is asked; never leaves the pool. */
  available: number;
}

export type ChooseOfferInput = { quantity: number } & (
  | { productId: string; offerId?: undefined }
  | { productId?: undefined; offerId: string }
);

/** Offers of one product that are looked at, cheapest first. */
const offersMax = 50;

const text = `
  SELECT ${productColumns}, p.forced, o.id AS offer_id, o.supplier_id, o.price_minor, o.supply_price_minor, o.quantity_prices, o.rebate_minor, o.max_per_order, counted.available
  FROM product p
  JOIN offer o ON o.product_id = p.id AND o.status = 'active' AND o.price_minor <= p.list_price_minor
  JOIN supplier s ON s.id = o.supplier_id AND s.status = 'active'
  CROSS JOIN LATERAL (
    SELECT CASE WHEN EXISTS (SELECT FROM supplied_offer d WHERE d.offer_id = o.id AND d.status = 'live') THEN $2::integer ELSE count(*)::integer END AS available
    FROM (SELECT FROM shelf WHERE shelf.offer_id = o.id ORDER BY shelf.code_id DESC LIMIT $2) AS seen
  ) counted
  WHERE p.status = 'active' AND `;
const byProduct = `${text} p.id = $1 ORDER BY o.price_minor, o.id LIMIT ${offersMax}`;
const byOffer = `${text} o.id = $1`;

type Row = ProductRow &
  Required<OfferTerms> & {
    forced: string | null;
    offer_id: string;
    supplier_id: string;
    max_per_order: number | null;
    available: number;
  };

/**
 * The product of a purchase and the offers it can be bought from: those with enough codes first, then by unit price at this
 * quantity. With an offer id only that offer. An empty shelf is no error here.
 * Throws `product_not_found`, `offer_not_found`, `quantity_out_of_range`.
 */
export async function chooseOffer(
  db: pg.Pool | pg.PoolClient,
  { productId, offerId, quantity }: ChooseOfferInput,
): Promise<{ product: ProductRow & { forced: string | null }; offers: [PricedOffer, ...PricedOffer[]] }> {
  const { rows } = await db.query<Row>({
    name: productId ? 'choose_offer_by_product' : 'choose_offer_by_offer',
    text: productId ? byProduct : byOffer,
    values: [productId ?? offerId, quantity],
  });
  const product = rows[0];
  if (!product) throw new ApiError(productId ? 'product_not_found' : 'offer_not_found');
  if (quantity < product.limits_min || quantity > product.limits_max) {
    throw new ApiError('quantity_out_of_range', {
      detail: `Between ${product.limits_min} and ${product.limits_max} can be bought at once.`,
    });
  }
  const offers = rows.map((row) => priceOffer(row, quantity));
  offers.sort((left, right) => compareOffers(left, right, quantity));
  return { product, offers: offers as [PricedOffer, ...PricedOffer[]] };
}

function priceOffer(row: Row, quantity: number): PricedOffer {
  const { offer_id, supplier_id, price_minor, supply_price_minor, quantity_prices, rebate_minor, max_per_order } = row;
  // More than a supplier sells at once is as good as not there.
  const available = max_per_order !== null && quantity > max_per_order ? 0 : row.available;
  const terms = { price_minor, supply_price_minor, quantity_prices, rebate_minor };
  return { offer_id, supplier_id, available, ...terms, ...priceQuantity(terms, quantity) };
}

function compareOffers(left: PricedOffer, right: PricedOffer, quantity: number): number {
  const enough = Number(right.available >= quantity) - Number(left.available >= quantity);
  return enough || left.unit_price_minor - right.unit_price_minor || (left.offer_id < right.offer_id ? -1 : 1);
}
