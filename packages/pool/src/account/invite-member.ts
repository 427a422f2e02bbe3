import { randomBytes } from 'node:crypto';
import type { Role } from '@kameng/contract/desk-roles';
import type { DeskAnswer } from '@kameng/contract/desk-routes';
import { createId } from '@kameng/contract/id';
import type { ClientBase } from 'pg';
import { ApiError } from '../api-error.ts';
import { transact } from '../database/transact.ts';
import type { DeskInput, MemberContext } from '../http/serve-desk.ts';
import { queueLetters } from '../mail/queue-letters.ts';
import { hashKey } from '../site/hash-key.ts';
import { type InvitationRow, renderInvitation } from './list-invitations.ts';
import { membersMax } from './member-rows.ts';
import { recordAudit } from './record-audit.ts';

/** How long an invitation can be accepted. */
const openMs = 7 * 86_400_000;

/** Invites an address by mail. Throws `already_member`, and `account_limit` when members and invitations are too many. */
export async function inviteMember(
  ctx: MemberContext,
  { body }: DeskInput<'inviteMember'>,
): Promise<DeskAnswer<'inviteMember'>> {
  const email = body.email.toLowerCase();
  const token = randomBytes(24).toString('base64url');
  const { organisation } = ctx.actor;
  return transact(ctx.db.pool, async (client) => {
    await mustFit(client, organisation.id, email);
    const invitation = await write(client, ctx, email, body.role, token);
    const letter = {
      template: 'invitation',
      recipient: email,
      language: body.language ?? ctx.language,
      link: `${ctx.config.url}/console/sign-in#invitation=${token}`,
      values: { organisation: organisation.name, by: ctx.actor.by.name },
    } as const;
    await queueLetters(client, ctx, [letter]);
    const { id: object_id, role } = invitation;
    await recordAudit(client, ctx, { action: 'member.invited', object_id, after: { email, role } });
    return renderInvitation(invitation);
  });
}

async function mustFit(client: ClientBase, organisationId: string, email: string): Promise<void> {
  const { rows } = await client.query<{ is_member: boolean; size: number }>(
    `SELECT EXISTS (SELECT FROM member m JOIN person p ON p.id = m.person_id WHERE m.organisation_id = g.id AND p.email = $2) AS is_member,
       (SELECT count(*) FROM member WHERE organisation_id = g.id) +
       (SELECT count(*) FROM invitation WHERE organisation_id = g.id AND email <> $2) AS size
     FROM organisation g WHERE id = $1 FOR UPDATE`,
    [organisationId, email],
  );
  if (rows[0]!.is_member) throw new ApiError('already_member');
  if (rows[0]!.size >= membersMax) throw new ApiError('account_limit');
}

async function write(
  client: ClientBase,
  ctx: MemberContext,
  email: string,
  role: Role,
  token: string,
): Promise<InvitationRow> {
  const at = ctx.now();
  const { rows } = await client.query<InvitationRow>(
    `INSERT INTO invitation (id, organisation_id, email, role, token_hash, created_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7)
     ON CONFLICT (organisation_id, email) DO UPDATE SET id = excluded.id, role = excluded.role, token_hash = excluded.token_hash,
       created_at = excluded.created_at, expires_at = excluded.expires_at
     RETURNING id, email, role, created_at, expires_at`,
    [
      createId('invitation', at.getTime()),
      ctx.actor.organisation.id,
      email,
      role,
      hashKey(token),
      at,
      new Date(at.getTime() + openMs),
    ],
  );
  return rows[0]!;
}
