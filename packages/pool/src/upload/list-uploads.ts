import type { DeskAnswer } from '@kameng/contract/desk-routes';
import { readCursor, writeCursor } from '../http/cursor.ts';
import type { DeskInput, MemberContext } from '../http/serve-desk.ts';
import { supplierOf } from '../supplier/supplier-row.ts';
import { renderUpload, uploadColumns, type UploadRow } from './upload-row.ts';

/** The supplier's uploads, newest first. */
export async function listUploads(
  ctx: MemberContext,
  { query }: DeskInput<'listUploads'>,
): Promise<DeskAnswer<'listUploads'>> {
  const [before = null] = readCursor(query.cursor, 1);
  const { rows } = await ctx.db.pool.query<UploadRow>(
    `SELECT ${uploadColumns} FROM upload u WHERE supplier_id = $1 AND ($2::text IS NULL OR id < $2) AND ($3::text IS NULL OR offer_id = $3)
     ORDER BY id DESC LIMIT $4`,
    [supplierOf(ctx), before, query.offer_id ?? null, query.limit + 1],
  );
  const page = rows.slice(0, query.limit);
  return {
    data: page.map(renderUpload),
    next_cursor: rows.length > page.length ? writeCursor([page.at(-1)!.id]) : null,
  };
}
