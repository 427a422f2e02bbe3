import type { Product } from '@kameng/contract/product';
import type { RouteAnswer, RouteParams, RouteQuery } from '@kameng/contract/routes';
import { ApiError } from '../api-error.ts';
import { shareReads } from '../cache/share-reads.ts';
import type { Context } from '../engine.ts';
import { checkRef } from '../referral/check-ref.ts';
import { markupOf, type ReferringAgent } from '../referral/resolve-ref.ts';
import { bestOfferColumns, bestOfferJoin, type BestOfferRow, readBestOffer } from './best-offer.ts';
import { productColumns, type ProductRow } from './product-row.ts';
import { renderProduct } from './render-product.ts';

type Row = ProductRow & BestOfferRow;

const share = shareReads<Row | undefined>();

const text = `SELECT ${productColumns}, ${bestOfferColumns} FROM product p ${bestOfferJoin} WHERE p.id = $1 AND p.status = 'active'`;

/** Answers one product that is for sale, sold out or not. Throws `product_not_found`, `ref_unknown`. */
export async function getProduct(
  ctx: Context,
  { params }: { params: RouteParams<'getProduct'>; query: RouteQuery<'getProduct'> },
): Promise<RouteAnswer<'getProduct'>> {
  return readProduct(ctx, params.id, await checkRef(ctx));
}

/** Reads one product as the wire shows it to whoever comes by that agent. Throws `product_not_found`. */
export async function readProduct(
  ctx: Pick<Context, 'db' | 'language'>,
  productId: string,
  agent?: ReferringAgent,
): Promise<Product> {
  const row = await share(ctx, productId, async () => {
    const { rows } = await ctx.db.pool.query<Row>({ name: 'get_product', text, values: [productId] });
    return rows[0];
  });
  const offer = row && readBestOffer(row);
  if (!row || !offer) throw new ApiError('product_not_found');
  return renderProduct(row, offer, { language: ctx.language, markup_bps: markupOf(agent, productId) });
}
