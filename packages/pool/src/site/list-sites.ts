import type { DeskSite } from '@kameng/contract/desk/shop';
import type { DeskAnswer } from '@kameng/contract/desk-routes';
import type { ClientBase, Pool } from 'pg';
import type { MemberContext } from '../http/serve-desk.ts';

/** The pages and shops of the organisation, oldest first. */
export async function listSites(ctx: MemberContext): Promise<DeskAnswer<'listSites'>> {
  return { data: await readSites(ctx.db.pool, ctx.actor.organisation.id) };
}

/** Sites of an organisation, oldest first; 200 at most. */
export async function readSites(client: ClientBase | Pool, organisationId: string): Promise<DeskSite[]> {
  const { rows } = await client.query<Omit<DeskSite, 'created_at'> & { created_at: Date }>(
    `SELECT s.id, s.name, s.kind, s.environment, s.status, s.created_at,
       (SELECT COALESCE(array_agg(o.origin ORDER BY o.origin), '{}') FROM site_origin o WHERE o.site_id = s.id) AS origins
     FROM site s WHERE s.organisation_id = $1 ORDER BY s.id LIMIT 200`,
    [organisationId],
  );
  return rows.map((row) => ({ ...row, created_at: row.created_at.toISOString() }));
}
