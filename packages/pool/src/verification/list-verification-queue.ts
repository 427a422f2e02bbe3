import type { DeskAnswer } from '@kameng/contract/desk-routes';
import { searchPatterns } from '../database/search-patterns.ts';
import { readCursor, writeCursor } from '../http/cursor.ts';
import type { DeskInput, MemberContext } from '../http/serve-desk.ts';
import { queuedColumns, type QueuedRow, renderQueued } from './verification-row.ts';

/** Verifications in one state, oldest first. */
export async function listVerificationQueue(
  ctx: MemberContext,
  { query }: DeskInput<'listVerificationQueue'>,
): Promise<DeskAnswer<'listVerificationQueue'>> {
  const [after = ''] = readCursor(query.cursor, 1);
  const { rows } = await ctx.db.pool.query<QueuedRow>(
    `SELECT ${queuedColumns} FROM verification v JOIN organisation g ON g.id = v.organisation_id
     WHERE v.status = $1 AND v.id > $2 AND g.name ILIKE ALL ($3::text[]) ORDER BY v.id LIMIT $4`,
    [query.status, after, searchPatterns(query.q), query.limit + 1],
  );
  const page = rows.slice(0, query.limit);
  return {
    data: page.map(renderQueued),
    next_cursor: rows.length > page.length ? writeCursor([page.at(-1)!.id]) : null,
  };
}
