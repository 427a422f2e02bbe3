import type { Performance } from '@kameng/contract/desk/sale';
import type { DeskAnswer } from '@kameng/contract/desk-routes';
import { pickText } from '../catalog/render-product.ts';
import type { Texts } from '../catalog/product-row.ts';
import type { Figure } from '../figure/figures.ts';
import { readDays } from '../figure/read-days.ts';
import { readCursor, writeCursor } from '../http/cursor.ts';
import type { DeskInput, MemberContext } from '../http/serve-desk.ts';
import { supplierOf } from '../supplier/supplier-row.ts';

interface Row extends Pick<Performance, 'offer_id' | 'status' | 'position' | 'rivals'> {
  product_id: string;
  names: Texts;
  currency: string;
  price_minor: number;
  lowest_minor: number | null;
}

/** Compared are offers that a buyer could get now: not paused, of a supplier who may sell, with a code on the shelf. */
const text = `
  WITH mine AS (
    SELECT f.id, f.product_id, f.status, f.price_minor FROM offer f
    WHERE f.supplier_id = $1 AND ($2::text IS NULL OR f.id < $2) ORDER BY f.id DESC LIMIT $3)
  SELECT mine.id AS offer_id, mine.status, mine.price_minor, p.id AS product_id, p.names, p.currency,
    CASE WHEN shop.own THEN 1 + shop.cheaper END AS position, shop.rivals, shop.lowest_minor
  FROM mine JOIN product p ON p.id = mine.product_id
  CROSS JOIN LATERAL (
    SELECT count(*) FILTER (WHERE f.price_minor < mine.price_minor) AS cheaper, count(*) FILTER (WHERE f.id <> mine.id) AS rivals,
      min(f.price_minor) AS lowest_minor, COALESCE(bool_or(f.id = mine.id), false) AS own
    FROM offer f JOIN supplier s ON s.id = f.supplier_id
    WHERE f.product_id = mine.product_id AND f.status = 'active' AND s.status = 'active' AND EXISTS (SELECT FROM shelf WHERE shelf.offer_id = f.id)) AS shop
  ORDER BY mine.id DESC`;

/** How each offer of the supplier does in a period, newest offer first. Throws `not_found`. */
export async function listPerformance(
  ctx: MemberContext,
  { query }: DeskInput<'listPerformance'>,
): Promise<DeskAnswer<'listPerformance'>> {
  const [before = null] = readCursor(query.cursor, 1);
  const supplierId = supplierOf(ctx);
  const { rows } = await ctx.db.pool.query<Row>(text, [supplierId, before, query.limit + 1]);
  const page = rows.slice(0, query.limit);
  const asked = {
    partyIds: [supplierId],
    parts: page.map(({ offer_id }) => offer_id),
    from: query.from,
    to: query.to,
    by: ['part'],
  } as const;
  const read = async (figure: Figure) => {
    const sums = await readDays(ctx.db.pool, { ...asked, figure });
    return (offerId: string) => sums.find(({ part }) => part === offerId) ?? { orders: 0, units: 0, amount_minor: 0 };
  };
  const [sold, disputed, defective] = await Promise.all([
    read('offer_sales'),
    read('offer_disputes'),
    read('offer_defects'),
  ]);
  return {
    data: page.map(({ product_id, names, currency, price_minor, lowest_minor, ...row }) => ({
      ...row,
      product: { id: product_id, name: pickText(names, ctx.language) },
      orders: sold(row.offer_id).orders,
      codes: sold(row.offer_id).units,
      earned: { amount_minor: sold(row.offer_id).amount_minor, currency },
      disputed_codes: disputed(row.offer_id).units,
      defective_codes: defective(row.offer_id).units,
      price: { amount_minor: price_minor, currency },
      lowest_price: lowest_minor === null ? null : { amount_minor: lowest_minor, currency },
    })),
    next_cursor: rows.length > page.length ? writeCursor([page.at(-1)!.offer_id]) : null,
  };
}
