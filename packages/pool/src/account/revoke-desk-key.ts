import { ApiError } from '../api-error.ts';
import { transact } from '../database/transact.ts';
import type { DeskInput, MemberContext } from '../http/serve-desk.ts';
import { recordAudit } from './record-audit.ts';

/** Revokes a key of the organisation; it stops within seconds. Throws `not_found`. */
export async function revokeDeskKey(ctx: MemberContext, { params }: DeskInput<'revokeDeskKey'>): Promise<undefined> {
  await transact(ctx.db.pool, async (client) => {
    const { rows } = await client.query<{ name: string; role: string }>(
      `UPDATE api_key SET revoked_at = $3 WHERE id = $1 AND organisation_id = $2 AND revoked_at IS NULL RETURNING name, role`,
      [params.id, ctx.actor.organisation.id, ctx.now()],
    );
    if (!rows[0]) throw new ApiError('not_found');
    await recordAudit(client, ctx, { action: 'key.revoked', object_id: params.id, before: rows[0] });
  });
}
