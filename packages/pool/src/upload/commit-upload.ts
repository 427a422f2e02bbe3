import type { DeskAnswer } from '@kameng/contract/desk-routes';
import { recordAudit } from '../account/record-audit.ts';
import { transact } from '../database/transact.ts';
import type { DeskInput, MemberContext } from '../http/serve-desk.ts';
import { supplierOf } from '../supplier/supplier-row.ts';
import { lockUpload, readUpload, renderUpload } from './upload-row.ts';

/** Has the codes that were found good taken, in the background. Throws `not_found`, `wrong_state` before it was checked. */
export async function commitUpload(
  ctx: MemberContext,
  { params }: DeskInput<'commitUpload'>,
): Promise<DeskAnswer<'commitUpload'>> {
  const supplierId = supplierOf(ctx);
  return transact(ctx.db.pool, async (client) => {
    const row = await lockUpload(client, { supplierId, id: params.id, action: 'commit' });
    await client.query(
      'UPDATE upload SET status = $2, attempts = 0, leased_until = NULL, updated_at = $3 WHERE id = $1',
      [row.id, row.next, ctx.now()],
    );
    const { checked, offer_id } = row;
    await recordAudit(client, ctx, { action: 'upload.committed', object_id: row.id, after: { offer_id, ...checked } });
    return renderUpload(await readUpload(client, supplierId, row.id));
  });
}
