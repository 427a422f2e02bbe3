import type { OrganisationKind, Role } from '@kameng/contract/desk-roles';
import { createId } from '@kameng/contract/id';
import type { ClientBase } from 'pg';

/** Makes an organisation without members; what it is in the trade points at it by `organisation_id`. Answers its id. */
export async function createOrganisation(
  client: ClientBase,
  at: Date,
  { id = createId('organisation', at.getTime()), kind, name }: { id?: string; kind: OrganisationKind; name: string },
): Promise<string> {
  await client.query(
    'INSERT INTO organisation (id, kind, name, created_at) VALUES ($1, $2, $3, $4) ON CONFLICT (id) DO NOTHING',
    [id, kind, name, at],
  );
  return id;
}

/** Makes somebody a member, unless they are one. */
export async function addMember(
  client: ClientBase,
  at: Date,
  { organisationId, personId, role }: { organisationId: string; personId: string; role: Role },
): Promise<void> {
  await client.query(
    `INSERT INTO member (id, organisation_id, person_id, role, created_at) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (organisation_id, person_id) DO NOTHING`,
    [createId('member', at.getTime()), organisationId, personId, role, at],
  );
}
