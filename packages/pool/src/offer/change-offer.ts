import type { DeskAnswer } from '@kameng/contract/desk-routes';
import { recordAudit } from '../account/record-audit.ts';
import { transact } from '../database/transact.ts';
import type { DeskInput, MemberContext } from '../http/serve-desk.ts';
import { supplierOf } from '../supplier/supplier-row.ts';
import { lockOffer } from './lock-offer.ts';
import { readOffer } from './offer-row.ts';
import { priceTerms } from './price-terms.ts';
import { readProductTerms } from './read-product-terms.ts';

/** Changes an offer's terms; orders that are there keep theirs. Throws `not_found`, `price_refused`. */
export async function changeOffer(
  ctx: MemberContext,
  { params, body }: DeskInput<'changeOffer'>,
): Promise<DeskAnswer<'changeOffer'>> {
  const supplierId = supplierOf(ctx);
  return transact(ctx.db.pool, async (client) => {
    const { product_id, ...before } = await lockOffer(client, supplierId, params.id);
    const terms = priceTerms(body, await readProductTerms(client, product_id, ctx.channels));
    await client.query(
      `UPDATE offer SET price_minor = $2, supply_price_minor = $3, quantity_prices = $4, floor_minor = $5, max_per_order = $6, low_stock = $7,
         low_stock_told_at = NULL, rebate_minor = $8 WHERE id = $1`,
      [
        params.id,
        terms.price_minor,
        terms.supply_price_minor,
        JSON.stringify(terms.quantity_prices),
        terms.floor_minor,
        body.max_per_order ?? null,
        body.low_stock,
        terms.rebate_minor,
      ],
    );
    await recordAudit(client, ctx, { action: 'offer.changed', object_id: params.id, before, after: body });
    return readOffer(client, { supplierId, id: params.id, ctx });
  });
}
