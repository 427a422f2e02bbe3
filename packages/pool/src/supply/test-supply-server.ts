import type { DeskAnswer } from '@kameng/contract/desk-routes';
import { recordAudit } from '../account/record-audit.ts';
import { ApiError } from '../api-error.ts';
import { transact } from '../database/transact.ts';
import type { DeskInput, MemberContext } from '../http/serve-desk.ts';
import { supplierOf } from '../supplier/supplier-row.ts';
import { rehearse } from './rehearse.ts';
import { readServer, renderTest } from './supply-server-row.ts';

/** Tries a supplier's server with made-up orders and keeps what was found. Throws `not_found`, and `wrong_state` without a server. */
export async function testSupplyServer(
  ctx: MemberContext,
  { body }: DeskInput<'testSupplyServer'>,
): Promise<DeskAnswer<'testSupplyServer'>> {
  const supplierId = supplierOf(ctx);
  const offer = await ctx.db.pool.query<{ product_id: string; code_fields: string[] }>(
    'SELECT o.product_id, p.code_fields FROM offer o JOIN product p ON p.id = o.product_id WHERE o.id = $1 AND o.supplier_id = $2',
    [body.offer_id, supplierId],
  );
  if (!offer.rows[0]) throw new ApiError('not_found');
  const endpoint = await readServer(ctx.db.pool, supplierId);
  if (!endpoint) throw new ApiError('wrong_state', { detail: 'Set the address of the server first.' });
  const { product_id, code_fields } = offer.rows[0];
  const report = await rehearse(ctx, {
    endpoint,
    offerId: body.offer_id,
    productId: product_id,
    codeFields: code_fields,
  });
  const at = ctx.now();
  const passed = report.every((finding) => finding.passed);
  await transact(ctx.db.pool, async (client) => {
    // A test of an address that was changed meanwhile says nothing about the new one.
    const { rowCount } = await client.query(
      `UPDATE supply_endpoint SET report = $3, tested_at = $4, passed_at = CASE WHEN $5 THEN $4 ELSE passed_at END WHERE id = $1 AND url = $2`,
      [endpoint.id, endpoint.url, JSON.stringify(report), at, passed],
    );
    if (rowCount === 0) throw new ApiError('wrong_state');
    await recordAudit(client, ctx, { action: 'supply.tested', object_id: endpoint.id, after: { passed } });
  });
  return renderTest(report, at, ctx.language);
}
