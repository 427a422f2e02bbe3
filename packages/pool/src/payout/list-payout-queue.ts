import type { DeskAnswer } from '@kameng/contract/desk-routes';
import { searchPatterns } from '../database/search-patterns.ts';
import { readCursor, writeCursor } from '../http/cursor.ts';
import type { DeskInput, MemberContext } from '../http/serve-desk.ts';
import { queuedColumns, queuedFrom, type QueuedRow, renderQueued } from './payout-row.ts';

/** Payouts in one state, oldest first. */
export async function listPayoutQueue(
  ctx: MemberContext,
  { query }: DeskInput<'listPayoutQueue'>,
): Promise<DeskAnswer<'listPayoutQueue'>> {
  const [after = ''] = readCursor(query.cursor, 1);
  const { rows } = await ctx.db.pool.query<QueuedRow>(
    `SELECT ${queuedColumns} FROM ${queuedFrom} WHERE y.status = $1 AND y.id > $2 AND g.name ILIKE ALL ($3::text[]) ORDER BY y.id LIMIT $4`,
    [query.status, after, searchPatterns(query.q), query.limit + 1],
  );
  const page = rows.slice(0, query.limit);
  return {
    data: page.map(renderQueued),
    next_cursor: rows.length > page.length ? writeCursor([page.at(-1)!.id]) : null,
  };
}
