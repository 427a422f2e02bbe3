import type { SiteKey } from '@kameng/contract/desk/shop';
import type { DeskAnswer } from '@kameng/contract/desk-routes';
import type { MemberContext } from '../http/serve-desk.ts';

/** Live keys of all sites of the organisation, newest first. */
export async function listSiteKeys(ctx: MemberContext): Promise<DeskAnswer<'listSiteKeys'>> {
  const { rows } = await ctx.db.pool.query<Omit<SiteKey, 'created_at'> & { created_at: Date }>(
    `SELECT k.id, k.site_id, k.kind, k.hint, k.created_at FROM api_key k JOIN site s ON s.id = k.site_id
     WHERE s.organisation_id = $1 AND k.revoked_at IS NULL ORDER BY k.id DESC LIMIT 500`,
    [ctx.actor.organisation.id],
  );
  return { data: rows.map((row) => ({ ...row, created_at: row.created_at.toISOString() })) };
}
