import type { View } from '@kameng/contract/desk/search';
import type { DeskAnswer } from '@kameng/contract/desk-routes';
import { ApiError } from '../api-error.ts';
import { readCursor, writeCursor } from '../http/cursor.ts';
import type { DeskInput, MemberContext } from '../http/serve-desk.ts';

interface Row extends Omit<View, 'kind' | 'created_at'> {
  created_at: Date;
}

/** As the index audit_entry_views names them. */
const viewActions = `'document.seen', 'verification.seen', 'payout.seen', 'search.contact', 'search.code', 'person.exported'`;

/** One statement for each kind, newest first; $1 is where the page begins, $2 the one thing asked about. */
export const viewStatements = {
  codes: (one: boolean) => `
    SELECT id::text AS id, 'codes.shown' AS what, order_id AS object_id, actor AS by, cardinality(code_ids) AS codes, created_at FROM reveal_event
    WHERE ($1::bigint IS NULL OR id < $1) ${one ? 'AND order_id = $2' : 'AND $2::text IS NULL'} ORDER BY reveal_event.id DESC LIMIT $3`,
  files: (one: boolean) => `
    SELECT id, action AS what, object_id, actor_name AS by, NULL::integer AS codes, created_at FROM audit_entry
    WHERE action IN (${viewActions}) AND ($1::text IS NULL OR id < $1) ${one ? 'AND object_id = $2' : 'AND $2::text IS NULL'} ORDER BY id DESC LIMIT $3`,
} as const;

/** Who looked at codes, or at what people entrusted to the pool, newest first. */
export async function listViews(
  ctx: MemberContext,
  { query }: DeskInput<'listViews'>,
): Promise<DeskAnswer<'listViews'>> {
  const [before = null] = readCursor(query.cursor, 1);
  if (query.kind === 'codes' && before !== null && !/^\d{1,18}$/.test(before)) throw new ApiError('invalid_request');
  const { rows } = await ctx.db.pool.query<Row>(viewStatements[query.kind](query.object_id !== undefined), [
    before,
    query.object_id ?? null,
    query.limit + 1,
  ]);
  const page = rows.slice(0, query.limit);
  return {
    data: page.map((row) => ({ ...row, kind: query.kind, created_at: row.created_at.toISOString() })),
    next_cursor: rows.length > page.length ? writeCursor([page.at(-1)!.id]) : null,
  };
}
