import { ApiError } from '../api-error.ts';
import type { MemberContext } from '../http/serve-desk.ts';

/** Whose money it is: the supplier or agent that the organisation is. Throws `not_found` when it is none yet. */
export function payoutOwner({ actor }: MemberContext): string {
  const ownerId = actor.organisation.supplierId ?? actor.organisation.agentId;
  if (ownerId === undefined) throw new ApiError('not_found');
  return ownerId;
}
