import type { RouteAnswer, RouteQuery } from '@kameng/contract/routes';
import type { StockBand } from '@kameng/contract/product';
import type { Context } from '../engine.ts';
import { checkChangeCursor, cursorTime, firstCursor } from './change-cursor.ts';

/** A change is told only when it is this old: one with an earlier cursor may still be about to commit. */
const settleMs = 2000;

const text = `
  SELECT p.id, p.sequence, CASE p.status WHEN 'active' THEN 'active' ELSE 'withdrawn' END AS status, p.currency, p.list_price_minor, p.told_price_minor, p.stock, p.updated_at, p.change_cursor
  FROM product p
  WHERE p.change_cursor > $1 AND p.change_cursor < $2 AND p.status <> 'draft'
  ORDER BY p.change_cursor LIMIT $3`;

interface Row {
  id: string;
  sequence: number;
  status: 'active' | 'withdrawn';
  currency: string;
  list_price_minor: number;
  told_price_minor: number | null;
  stock: StockBand;
  updated_at: Date;
  change_cursor: string;
}

/**
 * Answers the products that changed since a cursor, each once in its newest state; without a cursor all of them. The answer's
 * cursor is sent next time, also when nothing changed. Throws `invalid_request` for a cursor that is none.
 */
export async function listCatalogChanges(
  ctx: Context,
  { query }: { query: RouteQuery<'listCatalogChanges'> },
): Promise<RouteAnswer<'listCatalogChanges'>> {
  const since = query.since === undefined ? firstCursor : checkChangeCursor(query.since);
  const { rows } = await ctx.db.pool.query<Row>(listCatalogChangesStatement(since, ctx.now(), query.limit));
  const page = rows.slice(0, query.limit);
  return {
    data: page.map((row) => ({
      product_id: row.id,
      sequence: row.sequence,
      status: row.status,
      price: { amount_minor: row.told_price_minor ?? row.list_price_minor, currency: row.currency },
      list_price: { amount_minor: row.list_price_minor, currency: row.currency },
      stock: row.status === 'active' ? row.stock : 'sold_out',
      updated_at: row.updated_at.toISOString(),
    })),
    next_cursor: page.at(-1)?.change_cursor ?? since,
    has_more: rows.length > query.limit,
  };
}

/** The one statement of the feed, one row longer than asked. */
export function listCatalogChangesStatement(since: string, now: Date, limit: number) {
  return { name: 'list_catalog_changes', text, values: [since, cursorTime(now.getTime() - settleMs), limit + 1] };
}
