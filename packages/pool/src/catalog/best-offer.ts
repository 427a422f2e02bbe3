import type { StockBand } from '@kameng/contract/product';
import { lowStock, stockBand } from './stock-band.ts';
import type { ChosenOffer, QuantityPrice } from './product-row.ts';

/** An offer may be sold when it and its supplier are active and it asks no more than the list price. */
const sellable = `FROM offer o JOIN supplier s ON s.id = o.supplier_id AND s.status = 'active'
  WHERE o.product_id = p.id AND o.status = 'active' AND o.price_minor <= p.list_price_minor`;

const terms = 'o.id AS offer_id, o.supplier_id, o.price_minor, o.supply_price_minor, o.quantity_prices';

/** Whose supplier is asked for codes when an order is paid. */
const onDemand = "EXISTS (SELECT FROM supplied_offer d WHERE d.offer_id = o.id AND d.status = 'live')";

/**
 * Laterals that join to each product `p` the cheapest offer with stock or a supplier who is asked for it, else the cheapest one, and a count of codes that stops
 * at {@link lowStock}. Both read the shelf from its newest end: claims take the oldest codes, so the dead rows are at the other.
 */
export const bestOfferJoin = `
  LEFT JOIN LATERAL (
    SELECT ${terms} ${sellable} AND (EXISTS (SELECT FROM (SELECT FROM shelf WHERE shelf.offer_id = o.id ORDER BY shelf.code_id DESC LIMIT 1) AS any_code) OR ${onDemand})
    ORDER BY o.price_minor, o.id LIMIT 1
  ) stocked ON true
  LEFT JOIN LATERAL (
    SELECT ${terms} ${sellable} AND stocked.offer_id IS NULL ORDER BY o.price_minor, o.id LIMIT 1
  ) bare ON true
  LEFT JOIN LATERAL (
    SELECT count(*)::integer AS codes FROM (
      SELECT FROM offer o JOIN supplier s ON s.id = o.supplier_id AND s.status = 'active'
      CROSS JOIN LATERAL (
        (SELECT 1 FROM shelf WHERE shelf.offer_id = o.id ORDER BY shelf.code_id DESC LIMIT ${lowStock})
        UNION ALL SELECT 1 FROM generate_series(1, ${lowStock}) WHERE ${onDemand}
      ) AS code
      WHERE o.product_id = p.id AND o.status = 'active' AND o.price_minor <= p.list_price_minor AND stocked.offer_id IS NOT NULL
      LIMIT ${lowStock}
    ) AS seen
  ) counted ON true`;

/** Columns of {@link BestOfferRow} from {@link bestOfferJoin}. */
export const bestOfferColumns = `COALESCE(stocked.offer_id, bare.offer_id) AS offer_id,
  COALESCE(stocked.supplier_id, bare.supplier_id) AS supplier_id,
  COALESCE(stocked.price_minor, bare.price_minor) AS price_minor,
  COALESCE(stocked.supply_price_minor, bare.supply_price_minor) AS supply_price_minor,
  COALESCE(stocked.quantity_prices, bare.quantity_prices) AS quantity_prices,
  counted.codes`;

/** True for a product that has an offer at all. */
export const hasOffer = '(stocked.offer_id IS NOT NULL OR bare.offer_id IS NOT NULL)';

/** What the two laterals found; all null but `codes` when nobody offers the product. */
export interface BestOfferRow {
  offer_id: string | null;
  supplier_id: string | null;
  price_minor: number | null;
  supply_price_minor: number | null;
  quantity_prices: QuantityPrice[] | null;
  codes: number;
}

/** The offer in a row, with the stock band in place of the count; undefined when nobody offers the product. */
export function readBestOffer(row: BestOfferRow): ChosenOffer | undefined {
  if (row.offer_id === null || row.supplier_id === null || row.price_minor === null) return undefined;
  const stock: StockBand = stockBand(row.codes);
  return {
    offer_id: row.offer_id,
    supplier_id: row.supplier_id,
    price_minor: row.price_minor,
    supply_price_minor: row.supply_price_minor ?? 0,
    quantity_prices: row.quantity_prices ?? [],
    stock,
  };
}
