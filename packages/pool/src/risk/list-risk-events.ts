import type { DeskAnswer } from '@kameng/contract/desk-routes';
import { readCursor, writeCursor } from '../http/cursor.ts';
import type { DeskInput, MemberContext } from '../http/serve-desk.ts';
import { renderRiskEvent, riskEventColumns, type RiskEventRow } from './risk-event-row.ts';

/** What recurs and may be fraud, in one state, newest first. */
export async function listRiskEvents(
  ctx: MemberContext,
  { query }: DeskInput<'listRiskEvents'>,
): Promise<DeskAnswer<'listRiskEvents'>> {
  const [before = null] = readCursor(query.cursor, 1);
  const { rows } = await ctx.db.pool.query<RiskEventRow>(
    `SELECT ${riskEventColumns} FROM risk_event e WHERE e.status = $1 AND ($2::text IS NULL OR e.id < $2) ORDER BY e.id DESC LIMIT $3`,
    [query.status, before, query.limit + 1],
  );
  const page = rows.slice(0, query.limit);
  return {
    data: page.map(renderRiskEvent),
    next_cursor: rows.length > page.length ? writeCursor([page.at(-1)!.id]) : null,
  };
}
