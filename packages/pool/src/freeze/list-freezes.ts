import type { DeskAnswer } from '@kameng/contract/desk-routes';
import { readCursor, writeCursor } from '../http/cursor.ts';
import type { DeskInput, MemberContext } from '../http/serve-desk.ts';
import { freezeColumns, renderFreeze, type FreezeRow } from './freeze-row.ts';

/** What is frozen, or was too, newest first. */
export async function listFreezes(
  ctx: MemberContext,
  { query }: DeskInput<'listFreezes'>,
): Promise<DeskAnswer<'listFreezes'>> {
  const [before = null] = readCursor(query.cursor, 1);
  // Each state has its index, so the text names only what was asked.
  const state = query.state === 'open' ? 'f.lifted_at IS NULL AND' : '';
  const { rows } = await ctx.db.pool.query<FreezeRow>(
    `SELECT ${freezeColumns} FROM freezing f WHERE ${state} ($1::text IS NULL OR f.id < $1) AND ($2::text IS NULL OR f.kind = $2)
     ORDER BY f.id DESC LIMIT $3`,
    [before, query.kind ?? null, query.limit + 1],
  );
  const page = rows.slice(0, query.limit);
  return {
    data: page.map((row) => renderFreeze(row, ctx.language)),
    next_cursor: rows.length > page.length ? writeCursor([page.at(-1)!.id]) : null,
  };
}
