import { createId } from '@kameng/contract/id';
import type { DeskAnswer } from '@kameng/contract/desk-routes';
import type { ClientBase } from 'pg';
import { recordAudit } from '../account/record-audit.ts';
import { ApiError } from '../api-error.ts';
import { transact } from '../database/transact.ts';
import { useDocuments } from '../document/use-documents.ts';
import type { DeskInput, MemberContext } from '../http/serve-desk.ts';
import { supplierOf } from '../supplier/supplier-row.ts';
import { refuseProhibited } from './find-prohibited.ts';
import { readSubmission, renderSubmission } from './submission-row.ts';

/** Submissions of one supplier that may be open at once. */
const openMax = 200;

/** Submits a product for review. Throws `prohibited_goods`, `document_refused`, `product_not_found`, `already_applied`, `account_limit`. */
export async function createSubmission(
  ctx: MemberContext,
  { body }: DeskInput<'createSubmission'>,
): Promise<DeskAnswer<'createSubmission'>> {
  const supplierId = supplierOf(ctx);
  const at = ctx.now();
  const id = createId('submission', at.getTime());
  return transact(ctx.db.pool, async (client) => {
    await mustFit(client, supplierId, body.product_id);
    await checkSubmitted(client, body);
    await client.query(
      `INSERT INTO submission (id, supplier_id, status, product_id, goods, proof, created_at, updated_at)
       VALUES ($1, $2, 'submitted', $3, $4, $5, $6, $6)`,
      [id, supplierId, body.product_id ?? null, body.goods ?? null, body.proof, at],
    );
    const { organisation } = ctx.actor;
    await useDocuments(client, { organisationId: organisation.id, usedBy: id, ids: body.proof.documents });
    await recordAudit(client, ctx, { action: 'submission.submitted', object_id: id, after: body });
    return renderSubmission(await readSubmission(client, supplierId, id));
  });
}

async function mustFit(client: ClientBase, supplierId: string, productId: string | undefined): Promise<void> {
  await client.query('SELECT FROM supplier WHERE id = $1 FOR UPDATE', [supplierId]);
  const { rows } = await client.query<{ open: number; same: number }>(
    `SELECT count(*) FILTER (WHERE status IN ('submitted', 'needs_action')) AS open,
       count(*) FILTER (WHERE product_id = $2 AND status NOT IN ('refused', 'withdrawn')) AS same FROM submission WHERE supplier_id = $1`,
    [supplierId, productId ?? null],
  );
  if (rows[0]!.same > 0) throw new ApiError('already_applied');
  if (rows[0]!.open >= openMax) throw new ApiError('account_limit');
}

/** Checks what can be checked without a reviewer. Throws `prohibited_goods`, `product_not_found`. */
export async function checkSubmitted(
  client: ClientBase,
  { goods, product_id }: DeskInput<'createSubmission'>['body'],
): Promise<void> {
  if (goods) await refuseProhibited(client, goods);
  if (product_id === undefined) return;
  const { rowCount } = await client.query("SELECT FROM product WHERE id = $1 AND status = 'active'", [product_id]);
  if (rowCount === 0) throw new ApiError('product_not_found');
}
