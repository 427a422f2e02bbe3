import type { ClientBase } from 'pg';
import { ApiError } from '../api-error.ts';

/** What an offer for a product has to keep to. */
export interface ProductTerms {
  listPriceMinor: number;
  /** The operator's part of what the buyer pays, in basis points. */
  feeBps: number;
}

/** Reads what an offer for a product has to keep to. Throws `not_approved` for one that is not in the catalogue. */
export async function readProductTerms(client: ClientBase, productId: string): Promise<ProductTerms> {
  const { rows } = await client.query<{ list_price_minor: number; fee_bps: number }>(
    `SELECT list_price_minor, (SELECT fee_bps FROM category_fee WHERE category IN (product.category, '*') ORDER BY category = '*' LIMIT 1) AS fee_bps
     FROM product WHERE id = $1 AND status = 'active'`,
    [productId],
  );
  const [row] = rows;
  if (!row) throw new ApiError('not_approved');
  return { listPriceMinor: row.list_price_minor, feeBps: row.fee_bps };
}
