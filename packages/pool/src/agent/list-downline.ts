import type { DeskAnswer } from '@kameng/contract/desk-routes';
import { readCursor, writeCursor } from '../http/cursor.ts';
import type { DeskInput, MemberContext } from '../http/serve-desk.ts';
import { agentOf } from './agent-row.ts';

interface Row {
  id: string;
  name: string;
  level: number;
  status: 'active' | 'frozen';
  created_at: Date;
  brought_in: number;
  sales: number;
  earned: { currency: string; sum: number }[];
}

/**
 * Each agent whom this one brought in, with what their sales and those below them earned this one. What was earned is gone through
 * once for the page: by the shares, and not by every order of everybody below.
 */
const text = `
  WITH brought AS (
    SELECT * FROM agent WHERE parent_id = $1 AND ($2::text IS NULL OR id < $2) ORDER BY id DESC LIMIT $3),
  earned AS (
    SELECT CASE WHEN b.parent_id = $1 THEN b.id ELSE b.parent_id END AS id, s.currency, sum(s.amount_minor - s.clawed_minor)::bigint AS sum
    FROM share s JOIN orders o ON o.id = s.order_id JOIN agent b ON b.id = o.agent_id
    WHERE s.owner_id = $1 AND s.kind = 'downline' GROUP BY 1, 2)
  SELECT a.id, a.name, a.level, a.status, a.created_at,
    (SELECT count(*) FROM agent g WHERE g.parent_id = a.id) AS brought_in,
    (SELECT count(*) FROM orders o WHERE o.agent_id = a.id AND o.delivered_at IS NOT NULL AND o.self_sale IS NULL) AS sales,
    (SELECT COALESCE(jsonb_agg(jsonb_build_object('currency', e.currency, 'sum', e.sum) ORDER BY e.currency), '[]') FROM earned e WHERE e.id = a.id) AS earned
  FROM brought a ORDER BY a.id DESC`;

/** The agents whom one brought in, newest first; those below them are counted and not named. Throws `not_found`. */
export async function listDownline(
  ctx: MemberContext,
  { query }: DeskInput<'listDownline'>,
): Promise<DeskAnswer<'listDownline'>> {
  const agentId = agentOf(ctx);
  const [before = null] = readCursor(query.cursor, 1);
  const [{ rows }, own] = await Promise.all([
    ctx.db.pool.query<Row>(text, [agentId, before, query.limit + 1]),
    ctx.db.pool.query<{ ref: string }>('SELECT ref FROM agent WHERE id = $1', [agentId]),
  ]);
  const page = rows.slice(0, query.limit);
  return {
    invite_url: `${ctx.config.url}/console/account/start?as=agent&invited_by=${own.rows[0]!.ref}`,
    data: page.map(({ name, level, status, created_at, brought_in, sales, earned }) => ({
      name,
      level,
      status,
      joined_at: created_at.toISOString(),
      brought_in,
      sales,
      earned: earned.map(({ currency, sum }) => ({ amount_minor: sum, currency })),
    })),
    next_cursor: rows.length > page.length ? writeCursor([page.at(-1)!.id]) : null,
  };
}
