import type { DeskAnswer } from '@kameng/contract/desk-routes';
import { recordAudit } from '../account/record-audit.ts';
import { transact } from '../database/transact.ts';
import type { DeskInput, MemberContext } from '../http/serve-desk.ts';
import { stopImport } from '../stock/import/stop-import.ts';
import { supplierOf } from '../supplier/supplier-row.ts';
import { lockUpload, readUpload, renderUpload } from './upload-row.ts';

/** Stops an upload and forgets its file. Throws `not_found`, `wrong_state`. */
export async function abortUpload(
  ctx: MemberContext,
  { params }: DeskInput<'abortUpload'>,
): Promise<DeskAnswer<'abortUpload'>> {
  const supplierId = supplierOf(ctx);
  return transact(ctx.db.pool, async (client) => {
    const row = await lockUpload(client, { supplierId, id: params.id, action: 'abort' });
    if (row.import_id !== null) await stopImport(client, row.import_id, ctx.now());
    await client.query('DELETE FROM upload_part WHERE upload_id = $1', [row.id]);
    await client.query('UPDATE upload SET status = $2, updated_at = $3 WHERE id = $1', [row.id, row.next, ctx.now()]);
    await recordAudit(client, ctx, { action: 'upload.aborted', object_id: row.id, before: { status: row.status } });
    return renderUpload(await readUpload(client, supplierId, row.id));
  });
}
