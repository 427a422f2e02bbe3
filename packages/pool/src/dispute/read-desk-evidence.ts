import { ApiError } from '../api-error.ts';
import type { DeskInput, MemberContext } from '../http/serve-desk.ts';
import { type EvidenceImage, openImage } from './read-evidence.ts';
import { scopeOfDesk } from './scope-of-desk.ts';

/** A picture of a dispute as a desk reads it. Throws `not_found`. */
export async function readDeskEvidence(
  ctx: MemberContext,
  { params }: DeskInput<'readSupplierEvidence' | 'readAdminEvidence'>,
): Promise<EvidenceImage> {
  const image = await openImage(ctx, params.id, scopeOfDesk(ctx));
  if (!image) throw new ApiError('not_found');
  return image;
}
