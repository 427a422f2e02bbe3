import type { ClientBase } from 'pg';
import type { QuantityPrice } from '../catalog/product-row.ts';
import { buyerPrice } from '../offer/price-terms.ts';

/** Offers written with one statement. */
const pageRows = 1000;

interface OfferRow {
  id: string;
  supply_price_minor: number;
  quantity_prices: QuantityPrice[];
  floor_minor: number | null;
}

/**
 * Gives every offer of a category the price that its supply price makes with a fee. One whose price then is above the list price
 * is not sold until its supplier asks for less; a floor above the price comes down to it.
 */
export async function repriceOffers(client: ClientBase, category: string, feeBps: number): Promise<void> {
  let after = '';
  let found: number;
  do {
    const { rows } = await client.query<OfferRow>(
      `SELECT o.id, o.supply_price_minor, o.quantity_prices, o.floor_minor FROM product p JOIN offer o ON o.product_id = p.id
       WHERE p.category = $1 AND o.id > $2 ORDER BY o.id LIMIT $3 FOR NO KEY UPDATE OF o`,
      [category, after, pageRows],
    );
    await writePrices(client, rows, feeBps);
    found = rows.length;
    after = rows.at(-1)?.id ?? after;
  } while (found === pageRows);
}

async function writePrices(client: ClientBase, rows: readonly OfferRow[], feeBps: number): Promise<void> {
  const prices = rows.map((row) => buyerPrice(row.supply_price_minor, feeBps));
  const steps = rows.map(({ quantity_prices }) =>
    quantity_prices.map((step) => ({ ...step, price_minor: buyerPrice(step.supply_price_minor, feeBps) })),
  );
  const floors = rows.map(({ floor_minor }, index) =>
    floor_minor === null ? null : Math.min(floor_minor, prices[index]!),
  );
  await client.query(
    `UPDATE offer SET price_minor = n.price_minor, quantity_prices = n.steps, floor_minor = n.floor_minor
     FROM unnest($1::text[], $2::bigint[], $3::jsonb[], $4::bigint[]) AS n (id, price_minor, steps, floor_minor) WHERE offer.id = n.id`,
    [rows.map(({ id }) => id), prices, steps.map((each) => JSON.stringify(each)), floors],
  );
}
