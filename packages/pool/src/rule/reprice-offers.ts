import type { ClientBase } from 'pg';
import type { QuantityPrice } from '../catalog/product-row.ts';
import { buyerPrice, type Pricing, priceUnit } from '../offer/price-unit.ts';
import { type PriceRates, pricingOf } from './price-rates.ts';

/** Offers written with one statement. */
const pageRows = 1000;

type CategoryPricing = Omit<Pricing, 'list_price_minor'>;

interface OfferRow {
  id: string;
  list_price_minor: number;
  supply_price_minor: number;
  quantity_prices: QuantityPrice[];
  floor_minor: number | null;
}

/**
 * Gives the offers of every category whose rates are others than before the prices that their supply prices make with them. One whose
 * price then is above the list price is not sold until its supplier asks for less; a floor above the price comes down to it.
 */
export async function repriceCategories(client: ClientBase, before: PriceRates, after: PriceRates): Promise<void> {
  if (JSON.stringify(before) === JSON.stringify(after)) return;
  const { rows } = await client.query<{ category: string }>('SELECT DISTINCT category FROM product ORDER BY category');
  for (const { category } of rows) {
    const pricing = pricingOf(after, category);
    if (isOther(pricingOf(before, category), pricing)) await repriceOffers(client, category, pricing);
  }
}

/** What agents cost matters only for how far a discount can go. */
function isOther(before: CategoryPricing, after: CategoryPricing): boolean {
  return (
    before.fee_bps !== after.fee_bps ||
    before.discount_bps !== after.discount_bps ||
    (after.discount_bps > 0 && before.agents_bps !== after.agents_bps)
  );
}

async function repriceOffers(client: ClientBase, category: string, pricing: CategoryPricing): Promise<void> {
  let after = '';
  let found: number;
  do {
    const { rows } = await client.query<OfferRow>(
      `SELECT o.id, p.list_price_minor, o.supply_price_minor, o.quantity_prices, o.floor_minor FROM product p JOIN offer o ON o.product_id = p.id
       WHERE p.category = $1 AND o.id > $2 ORDER BY o.id LIMIT $3 FOR NO KEY UPDATE OF o`,
      [category, after, pageRows],
    );
    await writePrices(client, rows, pricing);
    found = rows.length;
    after = rows.at(-1)?.id ?? after;
  } while (found === pageRows);
}

async function writePrices(client: ClientBase, rows: readonly OfferRow[], rates: CategoryPricing): Promise<void> {
  const priced = rows.map(({ list_price_minor, supply_price_minor, quantity_prices, floor_minor }) => {
    const pricing = { ...rates, list_price_minor };
    const floor = floor_minor === null ? null : Math.min(floor_minor, buyerPrice(supply_price_minor, rates.fee_bps));
    return {
      ...priceUnit(supply_price_minor, floor, pricing),
      floor,
      steps: quantity_prices.map((step) => ({ ...step, ...priceUnit(step.supply_price_minor, floor, pricing) })),
    };
  });
  await client.query(
    `UPDATE offer SET price_minor = n.price_minor, rebate_minor = n.rebate_minor, quantity_prices = n.steps, floor_minor = n.floor_minor
     FROM unnest($1::text[], $2::bigint[], $3::bigint[], $4::jsonb[], $5::bigint[]) AS n (id, price_minor, rebate_minor, steps, floor_minor) WHERE offer.id = n.id`,
    [
      rows.map(({ id }) => id),
      priced.map(({ price_minor }) => price_minor),
      priced.map(({ rebate_minor }) => rebate_minor),
      priced.map(({ steps }) => JSON.stringify(steps)),
      priced.map(({ floor }) => floor),
    ],
  );
}
