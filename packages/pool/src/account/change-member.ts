import type { DeskAnswer } from '@kameng/contract/desk-routes';
import { ApiError } from '../api-error.ts';
import { transact } from '../database/transact.ts';
import type { DeskInput, MemberContext } from '../http/serve-desk.ts';
import { lockMember } from './member-rows.ts';
import { recordAudit } from './record-audit.ts';

/** Gives a member another role. Throws `not_found`, and `last_owner` when nobody would own the organisation. */
export async function changeMember(
  ctx: MemberContext,
  { params, body }: DeskInput<'changeMember'>,
): Promise<DeskAnswer<'changeMember'>> {
  return transact(ctx.db.pool, async (client) => {
    const { member, owners } = await lockMember(client, ctx.actor.organisation.id, params.id);
    if (member.role === body.role) return member;
    if (member.role === 'owner' && owners === 1) throw new ApiError('last_owner');
    await client.query('UPDATE member SET role = $2 WHERE id = $1', [member.id, body.role]);
    await recordAudit(client, ctx, {
      action: 'member.role_changed',
      object_id: member.id,
      before: { role: member.role },
      after: { role: body.role },
    });
    return { ...member, role: body.role };
  });
}
