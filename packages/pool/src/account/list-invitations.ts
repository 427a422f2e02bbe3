import type { Role } from '@kameng/contract/desk-roles';
import type { DeskAnswer } from '@kameng/contract/desk-routes';
import type { MemberContext } from '../http/serve-desk.ts';

export interface InvitationRow {
  id: string;
  email: string;
  role: Role;
  created_at: Date;
  expires_at: Date;
}

/** Invitations that can still be accepted, newest first. */
export async function listInvitations(ctx: MemberContext): Promise<DeskAnswer<'listInvitations'>> {
  const { rows } = await ctx.db.pool.query<InvitationRow>(
    `SELECT id, email, role, created_at, expires_at FROM invitation
     WHERE organisation_id = $1 AND expires_at > $2 ORDER BY id DESC LIMIT 200`,
    [ctx.actor.organisation.id, ctx.now()],
  );
  return { data: rows.map(renderInvitation) };
}

export function renderInvitation({ id, email, role, created_at, expires_at }: InvitationRow) {
  return { id, email, role, created_at: created_at.toISOString(), expires_at: expires_at.toISOString() };
}
