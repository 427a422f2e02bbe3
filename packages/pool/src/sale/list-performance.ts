import type { Performance } from '@kameng/contract/desk/sale';
import type { DeskAnswer } from '@kameng/contract/desk-routes';
import { pickText } from '../catalog/render-product.ts';
import type { Texts } from '../catalog/product-row.ts';
import { idsBefore } from '../database/ids-before.ts';
import { readCursor, writeCursor } from '../http/cursor.ts';
import type { DeskInput, MemberContext } from '../http/serve-desk.ts';
import { supplierOf } from '../supplier/supplier-row.ts';
import { spanOf } from './span-of.ts';

interface Row extends Pick<
  Performance,
  'offer_id' | 'status' | 'orders' | 'codes' | 'disputed_codes' | 'defective_codes' | 'position' | 'rivals'
> {
  product_id: string;
  names: Texts;
  currency: string;
  earned_minor: number;
  price_minor: number;
  lowest_minor: number | null;
}

/** Compared are offers that a buyer could get now: not paused, of a supplier who may sell, with a code on the shelf. */
const text = `
  WITH mine AS (
    SELECT f.id, f.product_id, f.status, f.price_minor FROM offer f
    WHERE f.supplier_id = $1 AND ($2::text IS NULL OR f.id < $2) ORDER BY f.id DESC LIMIT $3),
  sold AS (
    SELECT i.offer_id, count(DISTINCT i.order_id) AS orders, sum(i.delivered_quantity)::bigint AS codes,
      sum(i.delivered_quantity * i.unit_supply_minor)::bigint AS earned_minor
    FROM share s JOIN order_item i ON i.order_id = s.order_id JOIN mine ON mine.id = i.offer_id
    WHERE s.owner_id = $1 AND s.kind = 'supplier_share' AND s.order_id >= $4 AND s.order_id < $5 GROUP BY 1),
  disputed AS (
    SELECT d.offer_id, count(*) AS codes, count(*) FILTER (WHERE d.status = 'closed' AND d.outcome_kind <> 'none') AS defective
    FROM dispute d JOIN dispute_code c ON c.dispute_id = d.id WHERE d.supplier_id = $1 AND d.id >= $6 AND d.id < $7 GROUP BY 1)
  SELECT mine.id AS offer_id, mine.status, mine.price_minor, p.id AS product_id, p.names, p.currency,
    COALESCE(sold.orders, 0) AS orders, COALESCE(sold.codes, 0) AS codes, COALESCE(sold.earned_minor, 0) AS earned_minor,
    COALESCE(disputed.codes, 0) AS disputed_codes, COALESCE(disputed.defective, 0) AS defective_codes,
    CASE WHEN shop.own THEN 1 + shop.cheaper END AS position, shop.rivals, shop.lowest_minor
  FROM mine JOIN product p ON p.id = mine.product_id LEFT JOIN sold ON sold.offer_id = mine.id LEFT JOIN disputed ON disputed.offer_id = mine.id
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
  const { from, end } = spanOf(query);
  const [before = null] = readCursor(query.cursor, 1);
  const { rows } = await ctx.db.pool.query<Row>(text, [
    supplierOf(ctx),
    before,
    query.limit + 1,
    idsBefore('order', from),
    idsBefore('order', end),
    idsBefore('dispute', from),
    idsBefore('dispute', end),
  ]);
  const page = rows.slice(0, query.limit);
  return {
    data: page.map(({ product_id, names, currency, earned_minor, price_minor, lowest_minor, ...row }) => ({
      ...row,
      product: { id: product_id, name: pickText(names, ctx.language) },
      earned: { amount_minor: earned_minor, currency },
      price: { amount_minor: price_minor, currency },
      lowest_price: lowest_minor === null ? null : { amount_minor: lowest_minor, currency },
    })),
    next_cursor: rows.length > page.length ? writeCursor([page.at(-1)!.offer_id]) : null,
  };
}
