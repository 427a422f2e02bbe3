import type { DeskAnswer } from '@kameng/contract/desk-routes';
import { ApiError } from '../api-error.ts';
import { transact } from '../database/transact.ts';
import type { DeskInput, MemberContext } from '../http/serve-desk.ts';
import { seal } from '../stock/code-cipher.ts';
import { supplierOf } from '../supplier/supplier-row.ts';
import { checkBytes } from './check-bytes.ts';
import { partName } from './open-parts.ts';
import { lockUpload, readUpload, renderUpload } from './upload-row.ts';

/** Smallest part but the last, so that a file has a bounded number of them. */
const partBytesMin = 64 * 1024;

/** Takes the next part of a file and keeps it sealed. Throws `not_found`, `wrong_state`, `wrong_offset`, `file_refused`. */
export async function sendPart(
  ctx: MemberContext,
  { params, body }: DeskInput<'sendPart'>,
): Promise<DeskAnswer<'sendPart'>> {
  const supplierId = supplierOf(ctx);
  const content = Buffer.from(body.data, 'base64');
  return transact(ctx.db.pool, async (client) => {
    const row = await lockUpload(client, { supplierId, id: params.id, action: 'receive' });
    if (body.offset !== row.received_bytes)
      throw new ApiError('wrong_offset', { detail: `It goes on at ${row.received_bytes}.` });
    checkBytes(content, { first: row.parts === 0 });
    const received = row.received_bytes + content.length;
    if (received > row.bytes)
      throw new ApiError('file_refused', {
        detail: `The file was to have ${row.bytes} bytes, and this would be more.`,
      });
    if (received < row.bytes && content.length < partBytesMin)
      throw new ApiError('file_refused', { detail: `A part has at least ${partBytesMin} bytes, but for the last.` });
    const name = partName(row.id, row.parts);
    await client.query('INSERT INTO upload_part (upload_id, number, sealed) VALUES ($1, $2, $3)', [
      row.id,
      row.parts,
      seal(ctx.keys.document, content, name),
    ]);
    await client.query(
      'UPDATE upload SET received_bytes = $2, parts = parts + 1, status = $3, updated_at = $4 WHERE id = $1',
      [row.id, received, received === row.bytes ? 'received' : 'receiving', ctx.now()],
    );
    return renderUpload(await readUpload(client, supplierId, row.id));
  });
}
