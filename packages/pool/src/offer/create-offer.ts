import { createId } from '@kameng/contract/id';
import type { DeskAnswer } from '@kameng/contract/desk-routes';
import type { ClientBase } from 'pg';
import { recordAudit } from '../account/record-audit.ts';
import { ApiError } from '../api-error.ts';
import { transact } from '../database/transact.ts';
import type { DeskInput, MemberContext } from '../http/serve-desk.ts';
import { holdRules } from '../rule/apply-rules.ts';
import { supplierOf } from '../supplier/supplier-row.ts';
import { readOffer } from './offer-row.ts';
import { priceTerms } from './price-terms.ts';
import { readProductTerms } from './read-product-terms.ts';

/** Offers a product that the supplier was approved to sell; one offer a product. Throws `not_approved`, `price_refused`, `already_applied`. */
export async function createOffer(
  ctx: MemberContext,
  { body }: DeskInput<'createOffer'>,
): Promise<DeskAnswer<'createOffer'>> {
  const supplierId = supplierOf(ctx);
  const at = ctx.now();
  const id = createId('offer', at.getTime());
  return transact(ctx.db.pool, async (client) => {
    await mustBeApproved(client, supplierId, body.product_id);
    await holdRules(client);
    const terms = priceTerms(body, await readProductTerms(client, body.product_id, ctx.channels));
    await client.query(
      `INSERT INTO offer (id, product_id, supplier_id, price_minor, supply_price_minor, quantity_prices, floor_minor, max_per_order, low_stock, created_at, rebate_minor)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
      [
        id,
        body.product_id,
        supplierId,
        terms.price_minor,
        terms.supply_price_minor,
        JSON.stringify(terms.quantity_prices),
        terms.floor_minor,
        body.max_per_order ?? null,
        body.low_stock,
        at,
        terms.rebate_minor,
      ],
    );
    await recordAudit(client, ctx, { action: 'offer.created', object_id: id, after: body });
    return readOffer(client, { supplierId, id, ctx });
  });
}

async function mustBeApproved(client: ClientBase, supplierId: string, productId: string): Promise<void> {
  await client.query('SELECT FROM supplier WHERE id = $1 FOR UPDATE', [supplierId]);
  const { rows } = await client.query<{ approved: boolean; offered: boolean }>(
    `SELECT EXISTS (SELECT FROM submission WHERE supplier_id = $1 AND product_id = $2 AND status = 'listed') AS approved,
       EXISTS (SELECT FROM offer WHERE supplier_id = $1 AND product_id = $2) AS offered`,
    [supplierId, productId],
  );
  if (!rows[0]!.approved) throw new ApiError('not_approved');
  if (rows[0]!.offered) throw new ApiError('already_applied');
}
