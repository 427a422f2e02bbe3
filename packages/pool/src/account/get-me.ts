import type { DeskAnswer } from '@kameng/contract/desk-routes';
import type { PersonContext } from '../http/serve-desk.ts';
import { isSteppedUp, stepUpMs } from './authorise-desk.ts';
import { listMemberships } from './find-membership.ts';
import { renderOrganisation } from './organisation-row.ts';

const factorsText = `
  SELECT COALESCE(has_second_factor, false) AS has_second_factor,
    EXISTS (SELECT FROM person_login WHERE person_id = p.id AND password IS NOT NULL) AS has_password,
    (SELECT count(*) FROM person_passkey WHERE person_id = p.id) AS passkeys
  FROM person p WHERE id = $1`;

/** Who is signed in, how they can prove it, and what they belong to. */
export async function getMe(ctx: PersonContext): Promise<DeskAnswer<'getMe'>> {
  const { person, session } = ctx.actor;
  const [memberships, { rows }] = await Promise.all([
    listMemberships(ctx, person.id),
    ctx.db.pool.query<{ has_second_factor: boolean; has_password: boolean; passkeys: number }>(factorsText, [
      person.id,
    ]),
  ]);
  return {
    person: { ...person, ...rows[0]! },
    organisations: memberships.map(({ organisation, role }) => ({ ...renderOrganisation(organisation), role })),
    session_id: session.id,
    stepped_up_until:
      session.steppedUpAt && isSteppedUp(ctx, ctx.actor)
        ? new Date(session.steppedUpAt.getTime() + stepUpMs).toISOString()
        : null,
  };
}
