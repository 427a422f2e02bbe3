import { recordAudit } from '../account/record-audit.ts';
import { transact } from '../database/transact.ts';
import { deleteDocumentsOf } from '../document/use-documents.ts';
import type { DeskInput, MemberContext } from '../http/serve-desk.ts';
import { supplierOf } from '../supplier/supplier-row.ts';
import { lockSubmission } from './submission-row.ts';

/** Withdraws a submission that is not decided; its documents are gone. Throws `not_found`, `wrong_state`. */
export async function withdrawSubmission(
  ctx: MemberContext,
  { params }: DeskInput<'withdrawSubmission'>,
): Promise<undefined> {
  const supplierId = supplierOf(ctx);
  await transact(ctx.db.pool, async (client) => {
    const { id, status, next } = await lockSubmission(client, { id: params.id, supplierId, action: 'withdraw' });
    await client.query('UPDATE submission SET status = $3, updated_at = $4 WHERE id = $1 AND status = $2', [
      id,
      status,
      next,
      ctx.now(),
    ]);
    await deleteDocumentsOf(client, id);
    await recordAudit(client, ctx, { action: 'submission.withdrawn', object_id: id, before: { status } });
  });
}
