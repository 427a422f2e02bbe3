import type { DeskAnswer } from '@kameng/contract/desk-routes';
import type { Role } from '@kameng/contract/desk-roles';
import { createId } from '@kameng/contract/id';
import { ApiError } from '../api-error.ts';
import { transact } from '../database/transact.ts';
import type { DeskInput, PersonContext } from '../http/serve-desk.ts';
import { hashKey } from '../site/hash-key.ts';
import { organisationColumns, organisationOf, type OrganisationRow, renderOrganisation } from './organisation-row.ts';
import { recordAudit } from './record-audit.ts';

/** Joins the organisation whose invitation was sent to the address one is signed in with. Throws `not_found`. */
export async function acceptInvitation(
  ctx: PersonContext,
  { body }: DeskInput<'acceptInvitation'>,
): Promise<DeskAnswer<'acceptInvitation'>> {
  const { person } = ctx.actor;
  return transact(ctx.db.pool, async (client) => {
    const { rows } = await client.query<OrganisationRow & { role: Role }>(
      `WITH accepted AS (
         DELETE FROM invitation WHERE token_hash = $1 AND email = $2 AND expires_at > $3 RETURNING organisation_id, role
       ) SELECT a.role, ${organisationColumns} FROM accepted a JOIN organisation g ON g.id = a.organisation_id`,
      [hashKey(body.token), person.email, ctx.now()],
    );
    const [row] = rows;
    if (!row) throw new ApiError('not_found', { detail: 'This invitation is not for this address, or has ended.' });
    const organisation = organisationOf(row);
    const id = createId('member', ctx.now().getTime());
    await client.query(
      `INSERT INTO member (id, organisation_id, person_id, role, created_at) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (organisation_id, person_id) DO NOTHING`,
      [id, organisation.id, person.id, row.role, ctx.now()],
    );
    await recordAudit(client, ctx, {
      action: 'member.joined',
      object_id: id,
      after: { person_id: person.id, role: row.role },
      organisationId: organisation.id,
    });
    return renderOrganisation(organisation);
  });
}
