import type { DeskAnswer } from '@kameng/contract/desk-routes';
import type { DeskInput, MemberContext } from '../http/serve-desk.ts';
import { supplierOf } from '../supplier/supplier-row.ts';
import { readSubmission, renderSubmission } from './submission-row.ts';

/** One submission of the supplier. Throws `not_found`. */
export async function getSubmission(
  ctx: MemberContext,
  { params }: DeskInput<'getSubmission'>,
): Promise<DeskAnswer<'getSubmission'>> {
  return renderSubmission(await readSubmission(ctx.db.pool, supplierOf(ctx), params.id));
}
