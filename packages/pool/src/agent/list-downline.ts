import type { DeskAnswer } from '@kameng/contract/desk-routes';
import { searchPatterns } from '../database/search-patterns.ts';
import { readDays } from '../figure/read-days.ts';
import { tomorrow } from '../figure/span-of.ts';
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
}

const text = `
  SELECT a.id, a.name, a.level, a.status, a.created_at, (SELECT count(*) FROM agent g WHERE g.parent_id = a.id) AS brought_in
  FROM agent a WHERE a.parent_id = $1 AND ($2::text IS NULL OR a.id < $2) AND a.name ILIKE ALL ($3::text[])
  ORDER BY a.id DESC LIMIT $4`;

/** The agents whom one brought in, newest first; those below them are counted and not named. Throws `not_found`. */
export async function listDownline(
  ctx: MemberContext,
  { query }: DeskInput<'listDownline'>,
): Promise<DeskAnswer<'listDownline'>> {
  const agentId = agentOf(ctx);
  const [before = null] = readCursor(query.cursor, 1);
  const [{ rows }, own] = await Promise.all([
    ctx.db.pool.query<Row>(text, [agentId, before, searchPatterns(query.q), query.limit + 1]),
    ctx.db.pool.query<{ ref: string }>('SELECT ref FROM agent WHERE id = $1', [agentId]),
  ]);
  const page = rows.slice(0, query.limit);
  const ids = page.map(({ id }) => id);
  const to = tomorrow(ctx.now());
  const [delivered, earned] = await Promise.all([
    readDays(ctx.db.pool, { figure: 'agent_deliveries', partyIds: ids, to, by: ['party_id'] }),
    // What their sales and those of the agents below them earned this one.
    readDays(ctx.db.pool, {
      figure: 'downline_earnings',
      partyIds: [agentId],
      parts: ids,
      to,
      by: ['part', 'currency'],
    }),
  ]);
  return {
    invite_url: `${ctx.config.url}/console/account/start?as=agent&invited_by=${own.rows[0]!.ref}`,
    data: page.map(({ id, name, level, status, created_at, brought_in }) => ({
      name,
      level,
      status,
      joined_at: created_at.toISOString(),
      brought_in,
      sales: delivered.find(({ party_id }) => party_id === id)?.orders ?? 0,
      earned: earned
        .filter(({ part }) => part === id)
        .map(({ currency, amount_minor }) => ({ amount_minor, currency })),
    })),
    next_cursor: rows.length > page.length ? writeCursor([page.at(-1)!.id]) : null,
  };
}
