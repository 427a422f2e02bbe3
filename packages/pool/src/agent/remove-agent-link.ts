import { recordAudit } from '../account/record-audit.ts';
import { ApiError } from '../api-error.ts';
import { transact } from '../database/transact.ts';
import type { DeskInput, MemberContext } from '../http/serve-desk.ts';
import { agentOf } from './agent-row.ts';

/** Removes a link; its referral ID is never given to anybody else. Throws `not_found`. */
export async function removeAgentLink(
  ctx: MemberContext,
  { params }: DeskInput<'removeAgentLink'>,
): Promise<undefined> {
  const agentId = agentOf(ctx);
  await transact(ctx.db.pool, async (client) => {
    const { rows } = await client.query<{ ref: string; label: string }>(
      'UPDATE agent_link SET removed_at = $3 WHERE agent_id = $1 AND id = $2 AND removed_at IS NULL RETURNING ref, label',
      [agentId, params.id, ctx.now()],
    );
    if (!rows[0]) throw new ApiError('not_found');
    await recordAudit(client, ctx, { action: 'agent_link.removed', object_id: params.id, before: rows[0] });
  });
}
