import { ApiError } from '../api-error.ts';
import { transact } from '../database/transact.ts';
import type { DeskInput, MemberContext } from '../http/serve-desk.ts';
import { recordAudit } from './record-audit.ts';

/** Withdraws an invitation; its link opens nothing any more. Throws `not_found`. */
export async function withdrawInvitation(
  ctx: MemberContext,
  { params }: DeskInput<'withdrawInvitation'>,
): Promise<undefined> {
  await transact(ctx.db.pool, async (client) => {
    const { rows } = await client.query<{ email: string; role: string }>(
      'DELETE FROM invitation WHERE id = $1 AND organisation_id = $2 RETURNING email, role',
      [params.id, ctx.actor.organisation.id],
    );
    if (!rows[0]) throw new ApiError('not_found');
    await recordAudit(client, ctx, { action: 'invitation.withdrawn', object_id: params.id, before: rows[0] });
  });
}
