import { createId } from '@kameng/contract/id';
import type { DeskAnswer } from '@kameng/contract/desk-routes';
import { recordAudit } from '../account/record-audit.ts';
import { ApiError } from '../api-error.ts';
import { transact } from '../database/transact.ts';
import type { DeskInput, MemberContext } from '../http/serve-desk.ts';
import { lockOffer } from '../offer/lock-offer.ts';
import { supplierOf } from '../supplier/supplier-row.ts';
import { checkName } from './check-bytes.ts';
import { readUpload, renderUpload } from './upload-row.ts';

/** Uploads of one supplier that may be under way at once; what bounds the space their files take. */
const openMax = 5;

/** Begins to receive a file of codes. Throws `not_found` for an offer of others, `file_refused`, `account_limit`. */
export async function createUpload(
  ctx: MemberContext,
  { body }: DeskInput<'createUpload'>,
): Promise<DeskAnswer<'createUpload'>> {
  const supplierId = supplierOf(ctx);
  checkName(body.file_name);
  const at = ctx.now();
  const id = createId('upload', at.getTime());
  return transact(ctx.db.pool, async (client) => {
    await lockOffer(client, supplierId, body.offer_id);
    const { rows } = await client.query<{ open: number }>(
      `SELECT (SELECT count(*) FROM upload WHERE supplier_id = s.id AND status NOT IN ('done', 'aborted', 'failed')) AS open
       FROM supplier s WHERE id = $1 FOR UPDATE`,
      [supplierId],
    );
    if (rows[0]!.open >= openMax) throw new ApiError('account_limit');
    await client.query(
      `INSERT INTO upload (id, supplier_id, offer_id, file_name, status, bytes, created_at, updated_at) VALUES ($1, $2, $3, $4, 'receiving', $5, $6, $6)`,
      [id, supplierId, body.offer_id, body.file_name, body.bytes, at],
    );
    await recordAudit(client, ctx, { action: 'upload.created', object_id: id, after: body });
    return renderUpload(await readUpload(client, supplierId, id));
  });
}
