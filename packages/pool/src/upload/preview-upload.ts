import type { DeskAnswer } from '@kameng/contract/desk-routes';
import { ApiError } from '../api-error.ts';
import type { DeskInput, MemberContext } from '../http/serve-desk.ts';
import { supplierOf } from '../supplier/supplier-row.ts';
import { guessFormat } from './guess-format.ts';
import { openParts } from './open-parts.ts';
import { readCodeFields } from './read-code-fields.ts';
import { readUpload } from './upload-row.ts';

/** Bytes looked at. */
const startBytes = 128 * 1024;

/** How the file looks to be written. Throws `not_found`, `wrong_state` before it is there or after it is gone, `file_refused`. */
export async function previewUpload(
  ctx: MemberContext,
  { params }: DeskInput<'previewUpload'>,
): Promise<DeskAnswer<'previewUpload'>> {
  const row = await readUpload(ctx.db.pool, supplierOf(ctx), params.id);
  if (row.status !== 'received' && row.status !== 'checked') throw new ApiError('wrong_state');
  const { codeFields } = await readCodeFields(ctx.db.pool, row.offer_id);
  let start: Buffer = Buffer.alloc(0);
  for await (const block of openParts(ctx, row).open()) {
    start = Buffer.concat([start, block]);
    if (start.length >= startBytes) break;
  }
  const cut = start.subarray(0, startBytes);
  return guessFormat(cut, cut.length === row.bytes, codeFields);
}
