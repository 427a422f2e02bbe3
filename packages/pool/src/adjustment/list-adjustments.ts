import type { DeskAnswer } from '@kameng/contract/desk-routes';
import { readCursor, writeCursor } from '../http/cursor.ts';
import type { DeskInput, MemberContext } from '../http/serve-desk.ts';
import { type AdjustmentRow, renderAdjustment } from './adjustment-row.ts';

/** Adjustments in one state, newest first. */
export async function listAdjustments(
  ctx: MemberContext,
  { query }: DeskInput<'listAdjustments'>,
): Promise<DeskAnswer<'listAdjustments'>> {
  const [before = null] = readCursor(query.cursor, 1);
  const { rows } = await ctx.db.pool.query<AdjustmentRow>(
    'SELECT * FROM adjustment WHERE status = $1 AND ($2::text IS NULL OR id < $2) ORDER BY id DESC LIMIT $3',
    [query.status, before, query.limit + 1],
  );
  const page = rows.slice(0, query.limit);
  return {
    data: page.map(renderAdjustment),
    next_cursor: rows.length > page.length ? writeCursor([page.at(-1)!.id]) : null,
  };
}
