import type { DeskAnswer } from '@kameng/contract/desk-routes';
import type { MemberContext } from '../http/serve-desk.ts';
import { agentOf, linkOf } from './agent-row.ts';

/** Links that an agent may have beside the first one. */
export const linksMax = 50;

interface Row {
  id: string | null;
  ref: string;
  label: string | null;
  created_at: Date;
}

/** The agent's links, the first one first. Throws `not_found`. */
export async function listAgentLinks(ctx: MemberContext): Promise<DeskAnswer<'listAgentLinks'>> {
  const { rows } = await ctx.db.pool.query<Row>(
    `SELECT NULL AS id, ref, NULL AS label, created_at FROM agent WHERE id = $1
     UNION ALL (SELECT id, ref, label, created_at FROM agent_link WHERE agent_id = $1 AND removed_at IS NULL ORDER BY id LIMIT $2)`,
    [agentOf(ctx), linksMax],
  );
  return {
    data: rows.map((row) => ({ ...row, url: linkOf(ctx, row.ref), created_at: row.created_at.toISOString() })),
  };
}
