import type { DeskAnswer } from '@kameng/contract/desk-routes';
import { ApiError } from '../api-error.ts';
import { transact } from '../database/transact.ts';
import type { DeskInput, MemberContext } from '../http/serve-desk.ts';
import { checkFormat } from '../stock/import/import-format.ts';
import { ImportError } from '../stock/import/import-error.ts';
import { supplierOf } from '../supplier/supplier-row.ts';
import { readCodeFields } from './read-code-fields.ts';
import { lockUpload, readUpload, renderUpload } from './upload-row.ts';

/**
 * Has the whole file gone through in the background, as written in a format, without taking anything. Throws `not_found`,
 * `wrong_state`, and `file_refused` for a format that cannot make codes of the product.
 */
export async function checkUpload(
  ctx: MemberContext,
  { params, body }: DeskInput<'checkUpload'>,
): Promise<DeskAnswer<'checkUpload'>> {
  const supplierId = supplierOf(ctx);
  return transact(ctx.db.pool, async (client) => {
    const row = await lockUpload(client, { supplierId, id: params.id, action: 'check' });
    const { codeFields } = await readCodeFields(ctx.db.pool, row.offer_id);
    try {
      checkFormat(body.format, codeFields);
    } catch (error) {
      if (error instanceof ImportError) throw new ApiError('file_refused', { detail: error.message, cause: error });
      throw error;
    }
    await client.query('DELETE FROM upload_fault WHERE upload_id = $1', [row.id]);
    await client.query(
      'UPDATE upload SET status = $2, format = $3, checked = NULL, attempts = 0, leased_until = NULL, updated_at = $4 WHERE id = $1',
      [row.id, row.next, body.format, ctx.now()],
    );
    return renderUpload(await readUpload(client, supplierId, row.id));
  });
}
