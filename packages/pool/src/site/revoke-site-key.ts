import { recordAudit } from '../account/record-audit.ts';
import { ApiError } from '../api-error.ts';
import { transact } from '../database/transact.ts';
import type { DeskInput, MemberContext } from '../http/serve-desk.ts';

/** Revokes a key of one of the organisation's sites; it stops within seconds. Throws `not_found`. */
export async function revokeSiteKey(ctx: MemberContext, { params }: DeskInput<'revokeSiteKey'>): Promise<undefined> {
  await transact(ctx.db.pool, async (client) => {
    const { rows } = await client.query<{ site_id: string; kind: string }>(
      `UPDATE api_key k SET revoked_at = $3 FROM site s
       WHERE k.id = $1 AND s.id = k.site_id AND s.organisation_id = $2 AND k.revoked_at IS NULL RETURNING k.site_id, k.kind`,
      [params.id, ctx.actor.organisation.id, ctx.now()],
    );
    if (!rows[0]) throw new ApiError('not_found');
    await recordAudit(client, ctx, { action: 'site_key.revoked', object_id: params.id, before: rows[0] });
  });
}
