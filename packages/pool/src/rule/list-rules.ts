import type { DeskAnswer } from '@kameng/contract/desk-routes';
import { readCursor, writeCursor } from '../http/cursor.ts';
import type { DeskInput, MemberContext } from '../http/serve-desk.ts';
import { currentRates } from './current-rates.ts';
import { renderRule, ruleColumns, type RuleRow } from './rule-row.ts';

/** Rules of one kind, newest first, and what applies now. */
export async function listRules(
  ctx: MemberContext,
  { query }: DeskInput<'listRules'>,
): Promise<DeskAnswer<'listRules'>> {
  const [before = null] = readCursor(query.cursor, 1);
  const { rows } = await ctx.db.pool.query<RuleRow>(
    `SELECT ${ruleColumns} FROM rule r WHERE r.kind = $1 AND ($2::text IS NULL OR r.id < $2) ORDER BY r.id DESC LIMIT $3`,
    [query.kind, before, query.limit + 1],
  );
  const page = rows.slice(0, query.limit);
  return {
    data: page.map(renderRule),
    next_cursor: rows.length > page.length ? writeCursor([page.at(-1)!.id]) : null,
    current: { ...(await currentRates(ctx.db.pool, query.kind)) },
    currencies: query.kind === 'thresholds' ? await levelCurrencies(ctx) : {},
  };
}

async function levelCurrencies({ db }: MemberContext): Promise<Record<string, string>> {
  const { rows } = await db.pool.query<{ level: number; currency: string }>('SELECT level, currency FROM agent_level');
  return Object.fromEntries(rows.map(({ level, currency }) => [level, currency]));
}
