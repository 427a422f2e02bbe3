import type { DeskAnswer } from '@kameng/contract/desk-routes';
import type { DeskInput, MemberContext } from '../http/serve-desk.ts';
import { supplierOf } from '../supplier/supplier-row.ts';
import { readUpload, renderUpload } from './upload-row.ts';

/** How far an upload is. Throws `not_found`. */
export async function getUpload(
  ctx: MemberContext,
  { params }: DeskInput<'getUpload'>,
): Promise<DeskAnswer<'getUpload'>> {
  return renderUpload(await readUpload(ctx.db.pool, supplierOf(ctx), params.id));
}
