import type { DeskAnswer } from '@kameng/contract/desk-routes';
import { readCursor, writeCursor } from '../http/cursor.ts';
import type { DeskInput, MemberContext } from '../http/serve-desk.ts';
import { supplierOf } from '../supplier/supplier-row.ts';
import { renderSubmission, submissionColumns, type SubmissionRow } from './submission-row.ts';

/** The supplier's submissions, newest first. */
export async function listSubmissions(
  ctx: MemberContext,
  { query }: DeskInput<'listSubmissions'>,
): Promise<DeskAnswer<'listSubmissions'>> {
  const [before = null] = readCursor(query.cursor, 1);
  const { rows } = await ctx.db.pool.query<SubmissionRow>(
    `SELECT ${submissionColumns} FROM submission m WHERE supplier_id = $1 AND ($2::text IS NULL OR id < $2) AND ($3::text IS NULL OR status = $3)
     ORDER BY id DESC LIMIT $4`,
    [supplierOf(ctx), before, query.status ?? null, query.limit + 1],
  );
  const page = rows.slice(0, query.limit);
  return {
    data: page.map(renderSubmission),
    next_cursor: rows.length > page.length ? writeCursor([page.at(-1)!.id]) : null,
  };
}
