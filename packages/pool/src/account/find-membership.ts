import type { Role } from '@kameng/contract/desk-roles';
import type { Engine, Organisation } from '../engine.ts';
import { organisationColumns, organisationOf, type OrganisationRow } from './organisation-row.ts';

export interface Membership {
  organisation: Organisation;
  role: Role;
}

const text = `
  SELECT m.role, ${organisationColumns} FROM member m JOIN organisation g ON g.id = m.organisation_id
  WHERE m.person_id = $1 AND ($2::text IS NULL OR m.organisation_id = $2) ORDER BY g.name, g.id LIMIT 200`;

/** Everything somebody belongs to, by name; 200 at most. */
export async function listMemberships({ db }: Pick<Engine, 'db'>, personId: string): Promise<Membership[]> {
  return read(db, personId, null);
}

/** Somebody's place in one organisation; undefined for a stranger. Read afresh, so whoever is removed is out at once. */
export async function findMembership(
  { db }: Pick<Engine, 'db'>,
  personId: string,
  organisationId: string,
): Promise<Membership | undefined> {
  const [found] = await read(db, personId, organisationId);
  return found;
}

async function read(db: Engine['db'], personId: string, organisationId: string | null): Promise<Membership[]> {
  const { rows } = await db.pool.query<OrganisationRow & { role: Role }>({
    name: 'read memberships',
    text,
    values: [personId, organisationId],
  });
  return rows.map((row) => ({ organisation: organisationOf(row), role: row.role }));
}
