import type { RouteAnswer, RouteQuery } from '@kameng/contract/routes';
import { shareReads } from '../cache/share-reads.ts';
import { searchPatterns } from '../database/search-patterns.ts';
import type { Context } from '../engine.ts';
import { readCursor, writeCursor } from '../http/cursor.ts';
import { checkRef } from '../referral/check-ref.ts';
import { markupOf } from '../referral/resolve-ref.ts';
import { bestOfferColumns, bestOfferJoin, type BestOfferRow, hasOffer, readBestOffer } from './best-offer.ts';
import { productColumns, type ProductRow } from './product-row.ts';
import { renderProduct } from './render-product.ts';

type Row = ProductRow & BestOfferRow;

const share = shareReads<Row[]>();

/**
 * Answers one page of the products for sale, in the order of the catalogue. Pages stay stable while stock and prices move,
 * because neither is part of the order. Throws `ref_unknown`, and `invalid_request` for a cursor that is none.
 */
export async function listProducts(
  ctx: Context,
  { query }: { query: RouteQuery<'listProducts'> },
): Promise<RouteAnswer<'listProducts'>> {
  const agent = await checkRef(ctx);
  const statement = listProductsStatement(query);
  const key = JSON.stringify([statement.name, statement.values]);
  const rows = await share(ctx, key, async () => (await ctx.db.pool.query<Row>(statement)).rows);
  const language = query.lang ?? ctx.language;
  const page = rows.slice(0, query.limit);
  const last = page.at(-1);
  return {
    data: page.flatMap((row) => {
      const offer = readBestOffer(row);
      return offer ? [renderProduct(row, offer, { language, markup_bps: markupOf(agent, row.id) })] : [];
    }),
    next_cursor: rows.length > query.limit && last ? writeCursor([String(last.rank), last.id]) : null,
  };
}

/** The one statement of a page, one row longer than asked to know whether there is a next one. */
export function listProductsStatement(query: RouteQuery<'listProducts'>): {
  name: string;
  text: string;
  values: unknown[];
} {
  const values: unknown[] = [];
  const value = (given: unknown) => `$${values.push(given)}`;
  const where = ["p.status = 'active'", hasOffer];
  // Only what was asked is in the text, so that the plan can use the index of what was asked.
  if (query.category) where.push(`p.category = ${value(query.category)}`);
  if (query.brand) where.push(`p.brand = ${value(query.brand)}`);
  if (query.kind) where.push(`p.kind = ${value(query.kind)}`);
  for (const pattern of searchPatterns(query.q)) {
    const at = value(pattern);
    where.push(`(p.brand ILIKE ${at} OR EXISTS (SELECT FROM jsonb_each_text(p.names) AS n WHERE n.value ILIKE ${at}))`);
  }
  if (query.cursor) {
    const [rank, id] = readCursor(query.cursor, 2);
    // A rank that is none finds nothing, like any other cursor that nobody was given.
    where.push(`(p.rank, p.id) > (${value(Number(rank) | 0)}::integer, ${value(id)}::id)`);
  }
  const limit = value(query.limit + 1);
  const text = `SELECT ${productColumns}, ${bestOfferColumns} FROM product p ${bestOfferJoin}
    WHERE ${where.join(' AND ')} ORDER BY p.rank, p.id LIMIT ${limit}`;
  return { name: statementName(query), text, values };
}

function statementName(query: RouteQuery<'listProducts'>): string {
  const flags = [query.category, query.brand, query.kind, query.cursor].map((given) => (given ? 1 : 0)).join('');
  return `list_products_${flags}_${searchPatterns(query.q).length}`;
}
