import type { DeskAnswer } from '@kameng/contract/desk-routes';
import { readCursor, writeCursor } from '../http/cursor.ts';
import type { DeskInput, MemberContext } from '../http/serve-desk.ts';
import { type RecordRequestRow, renderRecordRequest } from './record-request-row.ts';

const statusesOf = { waiting: ['open', 'running'], ended: ['done', 'refused'] } as const;

/** What was asked for, newest first: what waits, or what has ended. */
export async function listRecordRequests(
  ctx: MemberContext,
  { query }: DeskInput<'listRecordRequests'>,
): Promise<DeskAnswer<'listRecordRequests'>> {
  const [before = null] = readCursor(query.cursor, 1);
  const { rows } = await ctx.db.pool.query<RecordRequestRow>(
    'SELECT * FROM record_request WHERE status = ANY($1::text[]) AND ($2::text IS NULL OR id < $2) ORDER BY id DESC LIMIT $3',
    [statusesOf[query.state], before, query.limit + 1],
  );
  const page = rows.slice(0, query.limit);
  return {
    data: page.map(renderRecordRequest),
    next_cursor: rows.length > page.length ? writeCursor([page.at(-1)!.id]) : null,
  };
}
