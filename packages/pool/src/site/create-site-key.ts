import { randomBytes } from 'node:crypto';
import type { DeskAnswer } from '@kameng/contract/desk-routes';
import { createId } from '@kameng/contract/id';
import { recordAudit } from '../account/record-audit.ts';
import { ApiError } from '../api-error.ts';
import { transact } from '../database/transact.ts';
import type { Site } from '../engine.ts';
import type { DeskInput, MemberContext } from '../http/serve-desk.ts';
import { hashKey } from './hash-key.ts';

/** Two, so that one can replace the other without a pause. */
const liveMax = 2;

/** Makes a key for a site; its text is in the answer and nowhere else. Throws `not_found`, `account_limit`. */
export async function createSiteKey(
  ctx: MemberContext,
  { params, body: { kind } }: DeskInput<'createSiteKey'>,
): Promise<DeskAnswer<'createSiteKey'>> {
  return transact(ctx.db.pool, async (client) => {
    const { rows } = await client.query<Pick<Site, 'environment'> & { live: number }>(
      `SELECT environment, (SELECT count(*) FROM api_key WHERE site_id = s.id AND kind = $3 AND revoked_at IS NULL) AS live
       FROM site s WHERE id = $1 AND organisation_id = $2 FOR UPDATE`,
      [params.id, ctx.actor.organisation.id, kind],
    );
    const [site] = rows;
    if (!site) throw new ApiError('not_found');
    if (site.live >= liveMax) throw new ApiError('account_limit');
    const key = `${kind === 'secret' ? 'sk' : 'pk'}_${site.environment}_${randomBytes(24).toString('base64url')}`;
    const made = {
      id: createId('apiKey', ctx.now().getTime()),
      site_id: params.id,
      kind,
      hint: `${key.slice(0, 8)}…${key.slice(-4)}`,
    };
    await client.query(
      'INSERT INTO api_key (id, site_id, kind, key_hash, hint, created_at) VALUES ($1, $2, $3, $4, $5, $6)',
      [made.id, made.site_id, kind, hashKey(key), made.hint, ctx.now()],
    );
    await recordAudit(client, ctx, {
      action: 'site_key.created',
      object_id: made.id,
      after: { site_id: params.id, kind },
    });
    return { ...made, key, created_at: ctx.now().toISOString() };
  });
}
