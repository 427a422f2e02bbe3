import type pg from 'pg';
import { bestOfferColumns, bestOfferJoin, type BestOfferRow, readBestOffer } from './best-offer.ts';
import type { ChosenOffer } from './product-row.ts';

const text = `SELECT p.id AS product_id, ${bestOfferColumns}
  FROM unnest($1::text[]) AS wanted(id) JOIN product p ON p.id = wanted.id ${bestOfferJoin}`;

/**
 * For each product the offer it is shown with: the cheapest that has stock, else the cheapest. Products that nobody offers are
 * missing from the answer. One statement, however many products.
 */
export async function chooseOffers(
  db: pg.Pool | pg.PoolClient,
  productIds: readonly string[],
): Promise<Map<string, ChosenOffer>> {
  const { rows } = await db.query<BestOfferRow & { product_id: string }>({
    name: 'choose_offers',
    text,
    values: [productIds],
  });
  return new Map(
    rows.flatMap((row) => {
      const offer = readBestOffer(row);
      return offer ? [[row.product_id, offer] as const] : [];
    }),
  );
}
