import type { DeskAnswer } from '@kameng/contract/desk-routes';
import { recordAudit } from '../account/record-audit.ts';
import { ApiError } from '../api-error.ts';
import { transact } from '../database/transact.ts';
import { useDocuments } from '../document/use-documents.ts';
import type { DeskInput, MemberContext } from '../http/serve-desk.ts';
import { supplierOf } from '../supplier/supplier-row.ts';
import { checkSubmitted } from './create-submission.ts';
import { lockSubmission, readSubmission, renderSubmission } from './submission-row.ts';

/** Answers what the review asked for. Throws `not_found`, `wrong_state` and what submitting throws. */
export async function changeSubmission(
  ctx: MemberContext,
  { params, body }: DeskInput<'changeSubmission'>,
): Promise<DeskAnswer<'changeSubmission'>> {
  const supplierId = supplierOf(ctx);
  return transact(ctx.db.pool, async (client) => {
    const before = await lockSubmission(client, { id: params.id, supplierId, action: 'answer' });
    // What is sold is what the review was about; something else is another submission.
    if ((before.product_id ?? undefined) !== body.product_id)
      throw new ApiError('invalid_request', { errors: [{ pointer: '/product_id', code: 'invalid_value' }] });
    await checkSubmitted(client, body);
    await client.query(
      `UPDATE submission SET status = $3, goods = $4, proof = $5, message = NULL, round = round + 1, updated_at = $6
       WHERE id = $1 AND status = $2`,
      [before.id, before.status, before.next, body.goods ?? null, body.proof, ctx.now()],
    );
    const { organisation } = ctx.actor;
    await useDocuments(client, { organisationId: organisation.id, usedBy: before.id, ids: body.proof.documents });
    const { goods, proof } = before;
    await recordAudit(client, ctx, {
      action: 'submission.changed',
      object_id: before.id,
      before: { goods, proof },
      after: body,
    });
    return renderSubmission(await readSubmission(client, supplierId, before.id));
  });
}
