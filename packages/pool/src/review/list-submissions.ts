import type { DeskAnswer } from '@kameng/contract/desk-routes';
import { searchPatterns } from '../database/search-patterns.ts';
import { readCursor, writeCursor } from '../http/cursor.ts';
import type { DeskInput, MemberContext } from '../http/serve-desk.ts';
import { supplierOf } from '../supplier/supplier-row.ts';
import {
  goodsWords,
  renderSubmission,
  submissionColumns,
  submissionFrom,
  type SubmissionRow,
} from './submission-row.ts';

/** The supplier's submissions, newest first. */
export async function listSubmissions(
  ctx: MemberContext,
  { query }: DeskInput<'listSubmissions'>,
): Promise<DeskAnswer<'listSubmissions'>> {
  const [before = null] = readCursor(query.cursor, 1);
  const { rows } = await ctx.db.pool.query<SubmissionRow>(
    `SELECT ${submissionColumns} FROM ${submissionFrom} WHERE m.supplier_id = $1 AND ($2::text IS NULL OR m.id < $2) AND ($3::text IS NULL OR m.status = $3)
       AND ${goodsWords} ILIKE ALL ($4::text[])
     ORDER BY m.id DESC LIMIT $5`,
    [supplierOf(ctx), before, query.status ?? null, searchPatterns(query.q), query.limit + 1],
  );
  const page = rows.slice(0, query.limit);
  return {
    data: page.map(renderSubmission),
    next_cursor: rows.length > page.length ? writeCursor([page.at(-1)!.id]) : null,
  };
}
