import { createId } from '@kameng/contract/id';
import type { Language } from '@kameng/contract/page';
import type { ClientBase } from 'pg';
import { ApiError } from '../api-error.ts';
import { makeRef } from './make-ref.ts';

interface NewAgent {
  organisationId: string;
  name: string;
  language: Language;
  /** Who founds it. */
  personId: string;
  /** Referral ID of who brought it in. */
  invitedBy: string | undefined;
}

/**
 * Makes an organisation an agent of the lowest level, with a referral ID that sells at once; a verification is asked for before the
 * first payout. Answers its id. Throws `ref_unknown` for who should have brought it in.
 */
export async function insertAgent(
  client: ClientBase,
  at: Date,
  { organisationId, name, language, personId, invitedBy }: NewAgent,
): Promise<string> {
  const id = createId('agent', at.getTime());
  const parentId = invitedBy === undefined ? null : await findParent(client, personId, invitedBy);
  await client.query(
    `INSERT INTO agent (id, ref, name, level, parent_id, language, organisation_id, created_at)
     VALUES ($1, $2, $3, (SELECT min(level) FROM agent_level), $4, $5, $6, $7)`,
    [id, await makeRef(client), name, parentId, language, organisationId, at],
  );
  return id;
}

/** Who brought the agent in; nobody, when that is the same person, who would be paid twice. Throws `ref_unknown`. */
async function findParent(client: ClientBase, personId: string, ref: string): Promise<string | null> {
  const { rows } = await client.query<{ id: string; own: boolean }>(
    `SELECT a.id, EXISTS (SELECT FROM member m WHERE m.organisation_id = a.organisation_id AND m.person_id = $2) AS own
     FROM agent a WHERE a.status = 'active'
       AND (a.ref = $1 OR a.id = (SELECT agent_id FROM agent_link WHERE ref = $1 AND removed_at IS NULL))`,
    [ref, personId],
  );
  const [found] = rows;
  if (!found) throw new ApiError('ref_unknown', { errors: [{ pointer: '/invited_by', code: 'invalid_value' }] });
  return found.own ? null : found.id;
}
