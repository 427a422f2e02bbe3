import { ApiError } from '../api-error.ts';
import { transact } from '../database/transact.ts';
import type { DeskInput, MemberContext } from '../http/serve-desk.ts';
import { lockMember } from './member-rows.ts';
import { recordAudit } from './record-audit.ts';

/** Removes a member; they are out with their next call. Throws `not_found`, `last_owner`. */
export async function removeMember(ctx: MemberContext, { params }: DeskInput<'removeMember'>): Promise<undefined> {
  await transact(ctx.db.pool, async (client) => {
    const { member, owners } = await lockMember(client, ctx.actor.organisation.id, params.id);
    if (member.role === 'owner' && owners === 1) throw new ApiError('last_owner');
    await client.query('DELETE FROM member WHERE id = $1', [member.id]);
    const { person_id, role } = member;
    await recordAudit(client, ctx, { action: 'member.removed', object_id: member.id, before: { person_id, role } });
  });
}
