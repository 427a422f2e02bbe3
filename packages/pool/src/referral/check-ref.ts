import { ApiError } from '../api-error.ts';
import type { Context } from '../engine.ts';
import { resolveRef } from './resolve-ref.ts';

/** Refuses a request that names an agent who does not exist, so that a mistyped referral ID is seen before the sale. Throws `ref_unknown`. */
export async function checkRef(ctx: Context): Promise<void> {
  if (ctx.ref !== undefined && !(await resolveRef(ctx, ctx.ref))) throw new ApiError('ref_unknown');
}
