import type { DeskAnswer } from '@kameng/contract/desk-routes';
import { recordAudit } from '../account/record-audit.ts';
import { ApiError } from '../api-error.ts';
import { transact } from '../database/transact.ts';
import type { DeskInput, MemberContext } from '../http/serve-desk.ts';
import { isOriginEntry } from './check-origin.ts';
import { readSites } from './list-sites.ts';

/** Replaces the list of pages that may use a site's publishable keys. Throws `not_found`, `invalid_request` naming each origin. */
export async function setSiteOrigins(
  ctx: MemberContext,
  { params, body }: DeskInput<'setSiteOrigins'>,
): Promise<DeskAnswer<'setSiteOrigins'>> {
  return transact(ctx.db.pool, async (client) => {
    await client.query('SELECT FROM site WHERE id = $1 FOR UPDATE', [params.id]);
    const sites = await readSites(client, ctx.actor.organisation.id);
    const site = sites.find(({ id }) => id === params.id);
    if (!site) throw new ApiError('not_found');
    const wrong = body.origins.flatMap((origin, at) => (isOriginEntry(origin, site.environment) ? [] : [at]));
    if (wrong.length > 0)
      throw new ApiError('invalid_request', {
        detail: `${body.origins[wrong[0]!]} is not an origin that can stand on the list.`,
        errors: wrong.map((at) => ({ pointer: `/origins/${at}`, code: 'invalid_origin' })),
      });
    const origins = [...new Set(body.origins)].toSorted();
    await client.query('DELETE FROM site_origin WHERE site_id = $1', [site.id]);
    await client.query('INSERT INTO site_origin (site_id, origin) SELECT $1, unnest($2::text[])', [site.id, origins]);
    await recordAudit(client, ctx, {
      action: 'site.origins_set',
      object_id: site.id,
      before: { origins: site.origins },
      after: { origins },
    });
    return { ...site, origins };
  });
}
