import type { Product } from '@kameng/contract/product';
import { shareReads } from '../cache/share-reads.ts';
import type { Context } from '../engine.ts';
import { markupOf, type ReferringAgent } from '../referral/resolve-ref.ts';
import { bestOfferColumns, bestOfferJoin, type BestOfferRow, readBestOffer } from './best-offer.ts';
import { productColumns, type ProductRow } from './product-row.ts';
import { renderProduct } from './render-product.ts';

type Row = ProductRow & BestOfferRow;

const share = shareReads<Row[]>();

const text = `SELECT ${productColumns}, ${bestOfferColumns} FROM unnest($1::text[]) WITH ORDINALITY AS wanted (id, place)
  JOIN product p ON p.id = wanted.id AND p.status = 'active' ${bestOfferJoin} ORDER BY wanted.place`;

/** Reads products by their ids, in that order, as an agent sells them; what is not for sale any more is left out. */
export async function readProducts(
  ctx: Pick<Context, 'db' | 'language'>,
  productIds: readonly string[],
  agent: ReferringAgent | undefined,
): Promise<Product[]> {
  const rows = await share(ctx, productIds.join(' '), async () => {
    const { rows: found } = await ctx.db.pool.query<Row>({ name: 'read_products', text, values: [productIds] });
    return found;
  });
  return rows.flatMap((row) => {
    const offer = readBestOffer(row);
    return offer ? [renderProduct(row, offer, { language: ctx.language, markup_bps: markupOf(agent, row.id) })] : [];
  });
}
