import { ApiError } from '../api-error.ts';
import type { Context, Site } from '../engine.ts';
import { findAgent, resolveRef, type ReferringAgent } from './resolve-ref.ts';

/**
 * The agent a sale belongs to: the site's own, whatever else is claimed, because the embed decides and not the visitor;
 * else the one named by the referral ID. Throws `ref_unknown`.
 */
export async function attributeSale(
  ctx: Context,
  ref: string | undefined,
  site: Site | undefined,
): Promise<ReferringAgent | undefined> {
  if (site?.agentId !== undefined) return findAgent(ctx, site.agentId);
  if (ref === undefined) return undefined;
  const agent = await resolveRef(ctx, ref);
  if (!agent) throw new ApiError('ref_unknown');
  return agent;
}
