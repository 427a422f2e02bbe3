import { createId } from '@kameng/contract/id';
import type { DeskAnswer } from '@kameng/contract/desk-routes';
import { recordAudit } from '../account/record-audit.ts';
import { ApiError } from '../api-error.ts';
import { transact } from '../database/transact.ts';
import type { DeskInput, MemberContext } from '../http/serve-desk.ts';
import { agentOf, linkOf } from './agent-row.ts';
import { linksMax } from './list-agent-links.ts';
import { makeRef } from './make-ref.ts';

/** Makes a further link. Throws `not_found`, `account_limit`. */
export async function createAgentLink(
  ctx: MemberContext,
  { body }: DeskInput<'createAgentLink'>,
): Promise<DeskAnswer<'createAgentLink'>> {
  const agentId = agentOf(ctx);
  const at = ctx.now();
  const id = createId('agentLink', at.getTime());
  return transact(ctx.db.pool, async (client) => {
    const { rows } = await client.query<{ size: number }>(
      `SELECT (SELECT count(*) FROM agent_link WHERE agent_id = a.id AND removed_at IS NULL) AS size
       FROM agent a WHERE id = $1 FOR UPDATE`,
      [agentId],
    );
    if (rows[0]!.size >= linksMax) throw new ApiError('account_limit');
    const ref = await makeRef(client);
    await client.query('INSERT INTO agent_link (id, agent_id, ref, label, created_at) VALUES ($1, $2, $3, $4, $5)', [
      id,
      agentId,
      ref,
      body.label,
      at,
    ]);
    await recordAudit(client, ctx, { action: 'agent_link.created', object_id: id, after: { ref, label: body.label } });
    return { id, ref, label: body.label, url: linkOf(ctx, ref), created_at: at.toISOString() };
  });
}
