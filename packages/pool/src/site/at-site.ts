import { ApiError } from '../api-error.ts';
import type { Context, Site } from '../engine.ts';
import type { MemberContext } from '../http/serve-desk.ts';

type ShopContext = Context & { actor: { kind: 'shop'; site: Site } };

/** Somebody at a desk, working for one site of their organisation, as its secret key would. Throws `not_found`. */
export async function atSite(ctx: MemberContext, siteId: string): Promise<ShopContext> {
  const { rows } = await ctx.db.pool.query<Omit<Site, 'agentId'> & { agent_id: string | null }>(
    `SELECT s.id, s.kind, s.environment, s.agent_id,
       (SELECT COALESCE(array_agg(o.origin ORDER BY o.origin), '{}') FROM site_origin o WHERE o.site_id = s.id) AS origins
     FROM site s WHERE s.id = $1 AND s.organisation_id = $2`,
    [siteId, ctx.actor.organisation.id],
  );
  const [row] = rows;
  if (!row) throw new ApiError('not_found');
  const { agent_id, ...site } = row;
  return { ...ctx, actor: { kind: 'shop', site: { ...site, agentId: agent_id ?? undefined } } };
}
