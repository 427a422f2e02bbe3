import type { Agent } from '@kameng/contract/desk/agent';
import { ApiError } from '../api-error.ts';
import type { MemberContext } from '../http/serve-desk.ts';
import { maturedSales } from './matured-sales.ts';

interface AgentRow extends Omit<Agent, 'created_at' | 'url' | 'sales'> {
  created_at: Date;
}

/** The id of the agent at whose desk somebody sits. Throws `not_found`. */
export function agentOf({ actor }: Pick<MemberContext, 'actor'>): string {
  const { agentId } = actor.organisation;
  if (agentId === undefined) throw new ApiError('not_found');
  return agentId;
}

/** The address of a referral link. */
export function linkOf({ config }: Pick<MemberContext, 'config'>, ref: string): string {
  return `${config.url}/r/${ref}`;
}

/** Reads an agent as its desk shows it. Throws `not_found`. */
export async function readAgent(ctx: Pick<MemberContext, 'config' | 'db' | 'now'>, agentId: string): Promise<Agent> {
  const { rows } = await ctx.db.pool.query<AgentRow>(
    `SELECT a.id, a.organisation_id, a.name, a.ref, a.status, a.language, a.level, a.created_at, p.name AS invited_by,
       (SELECT v.status FROM verification v WHERE v.organisation_id = a.organisation_id ORDER BY v.id DESC LIMIT 1) AS verification
     FROM agent a LEFT JOIN agent p ON p.id = a.parent_id WHERE a.id = $1`,
    [agentId],
  );
  const [row] = rows;
  if (!row) throw new ApiError('not_found');
  const sales = await maturedSales(ctx, [agentId]);
  return {
    ...row,
    sales: sales.map(({ currency, sales_minor }) => ({ amount_minor: sales_minor, currency })),
    url: linkOf(ctx, row.ref),
    created_at: row.created_at.toISOString(),
  };
}
