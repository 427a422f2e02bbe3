import type { ClientBase } from 'pg';
import type { Forced } from '../order/order-rows.ts';
import { priceQuantity } from './price-quantity.ts';
import { productColumns, type OfferTerms, type ProductRow } from './product-row.ts';

/** An offer of a product, without a look at its shelf: whether it has codes is found out by claiming them. */
export interface OfferRow extends OfferTerms {
  offer_id: string;
  supplier_id: string;
  /** Fewer than the product allows, when the supplier wants it so. */
  max_per_order: number | null;
  /** Below what no discount goes; null is the supply price. */
  floor_minor: number | null;
  /** Whether its supplier is asked for codes when the shelf has too few. */
  on_demand: boolean;
}

export interface ProductOffers {
  product: ProductRow & { forced: Forced };
  /** Active offers at no more than the list price, cheapest for one unit first. */
  offers: OfferRow[];
}

type Row = ProductRow & OfferRow & { forced: Forced };

/** Offers of one product that are looked at. */
const offersMax = 50;

/** The products for sale and their offers, for a whole batch at once: those named, and those that the named offers belong to. */
export async function readOffers(
  client: ClientBase,
  productIds: readonly string[],
  offerIds: readonly string[] = [],
): Promise<Map<string, ProductOffers>> {
  const { rows } = await client.query<Row>({
    name: 'read offers',
    text: `SELECT ${productColumns}, p.forced, o.id AS offer_id, o.supplier_id, o.price_minor, o.supply_price_minor, o.quantity_prices, o.rebate_minor, o.max_per_order, o.floor_minor,
             EXISTS (SELECT FROM supplied_offer d WHERE d.offer_id = o.id AND d.status = 'live') AS on_demand
           FROM product p JOIN offer o ON o.product_id = p.id AND o.status = 'active' AND o.price_minor <= p.list_price_minor
           JOIN supplier s ON s.id = o.supplier_id AND s.status = 'active'
           WHERE p.status = 'active' AND (p.id = ANY($1::text[]) OR p.id IN (SELECT product_id FROM offer WHERE id = ANY($2::text[])))
           ORDER BY p.id, o.price_minor, o.id`,
    values: [productIds, offerIds],
  });
  const found = new Map<string, ProductOffers>();
  for (const row of rows) {
    const entry = found.get(row.id) ?? { product: row, offers: [] };
    if (entry.offers.length < offersMax) entry.offers.push(row);
    found.set(row.id, entry);
  }
  return found;
}

/** The offers that sell so many at once, priced for that quantity, cheapest first. */
export function priceOffers(
  { offers }: ProductOffers,
  quantity: number,
): (OfferRow & ReturnType<typeof priceQuantity>)[] {
  return offers
    .filter(({ max_per_order }) => max_per_order === null || quantity <= max_per_order)
    .map((offer) => ({ ...offer, ...priceQuantity(offer, quantity) }))
    .toSorted(
      (left, right) => left.unit_price_minor - right.unit_price_minor || (left.offer_id < right.offer_id ? -1 : 1),
    );
}
