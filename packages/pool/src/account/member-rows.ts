import type { Role } from '@kameng/contract/desk-roles';
import type { Member } from '@kameng/contract/desk/account';
import type { ClientBase, Pool } from 'pg';
import { ApiError } from '../api-error.ts';

interface MemberRow {
  id: string;
  person_id: string;
  name: string;
  email: string;
  role: Role;
  created_at: Date;
}

/** Most members of one organisation. */
export const membersMax = 200;

/** Members of an organisation, oldest first. */
export async function readMembers(client: ClientBase | Pool, organisationId: string): Promise<Member[]> {
  const { rows } = await client.query<MemberRow>(
    `SELECT m.id, m.person_id, p.name, p.email, m.role, m.created_at FROM member m JOIN person p ON p.id = m.person_id
     WHERE m.organisation_id = $1 ORDER BY m.id LIMIT ${membersMax}`,
    [organisationId],
  );
  return rows.map((row) => ({ ...row, created_at: row.created_at.toISOString() }));
}

/** One member, with the members of the organisation kept as they are until the transaction ends. Throws `not_found`. */
export async function lockMember(
  client: ClientBase,
  organisationId: string,
  id: string,
): Promise<{ member: Member; owners: number }> {
  // Two owners who remove each other at the same time would leave none, so changes of members take turns.
  await client.query('SELECT FROM organisation WHERE id = $1 FOR UPDATE', [organisationId]);
  const members = await readMembers(client, organisationId);
  const member = members.find((each) => each.id === id);
  if (!member) throw new ApiError('not_found');
  return { member, owners: members.filter(({ role }) => role === 'owner').length };
}
