import type { Dispute } from '@kameng/contract/dispute';
import { ApiError } from '../api-error.ts';
import type { DeskInput, MemberContext } from '../http/serve-desk.ts';
import { readDispute } from './read-disputes.ts';
import { partyOfDesk, scopeOfDesk } from './scope-of-desk.ts';

/** A dispute as a desk reads it. Throws `not_found`. */
export async function getDeskDispute(
  ctx: MemberContext,
  { params }: Pick<DeskInput<'getSupplierDispute' | 'getAdminDispute'>, 'params'>,
): Promise<Dispute> {
  const reader = { party: partyOfDesk(ctx), language: ctx.language };
  const dispute = await readDispute(ctx, { id: params.id, ...scopeOfDesk(ctx) }, reader);
  if (!dispute) throw new ApiError('not_found');
  return dispute;
}
