import { createId } from '@kameng/contract/id';
import type { DeskAnswer } from '@kameng/contract/desk-routes';
import type { ClientBase } from 'pg';
import { addMember, createOrganisation } from '../account/create-organisation.ts';
import { recordAudit } from '../account/record-audit.ts';
import { ApiError } from '../api-error.ts';
import { transact } from '../database/transact.ts';
import type { DeskInput, PersonContext } from '../http/serve-desk.ts';
import { readAgent } from './agent-row.ts';
import { makeRef } from './make-ref.ts';

/** Agents that one person may own; with more, one would be one's own downline. */
const ownedMax = 3;

/**
 * Makes an agent with its organisation, whose owner is whoever asked. It can sell at once; a verification is asked for before the
 * first payout. Throws `account_limit`, and `ref_unknown` for who should have brought it in.
 */
export async function joinAsAgent(
  ctx: PersonContext,
  { body }: DeskInput<'joinAsAgent'>,
): Promise<DeskAnswer<'joinAsAgent'>> {
  const { person } = ctx.actor;
  const at = ctx.now();
  return transact(ctx.db.pool, async (client) => {
    const { rows } = await client.query<{ owned: number }>(
      `SELECT (SELECT count(*) FROM member m JOIN organisation g ON g.id = m.organisation_id
               WHERE m.person_id = p.id AND m.role = 'owner' AND g.kind = 'agent') AS owned
       FROM person p WHERE id = $1 FOR UPDATE`,
      [person.id],
    );
    if (rows[0]!.owned >= ownedMax) throw new ApiError('account_limit');
    const parentId = body.invited_by === undefined ? null : await findParent(client, person.id, body.invited_by);
    const organisationId = await createOrganisation(client, at, { kind: 'agent', name: body.name });
    await addMember(client, at, { organisationId, personId: person.id, role: 'owner' });
    const id = createId('agent', at.getTime());
    await client.query(
      `INSERT INTO agent (id, ref, name, level, parent_id, language, organisation_id, created_at)
       VALUES ($1, $2, $3, (SELECT min(level) FROM agent_level WHERE valid_from = (SELECT max(valid_from) FROM agent_level WHERE valid_from <= $7)), $4, $5, $6, $7)`,
      [id, await makeRef(client), body.name, parentId, body.language, organisationId, at],
    );
    await recordAudit(client, ctx, { action: 'agent.joined', object_id: id, after: body, organisationId });
    return readAgent(client, ctx, id);
  });
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
