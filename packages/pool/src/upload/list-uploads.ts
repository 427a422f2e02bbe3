import type { DeskAnswer } from '@kameng/contract/desk-routes';
import { productWords } from '../catalog/product-row.ts';
import { searchPatterns } from '../database/search-patterns.ts';
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
    `SELECT ${uploadColumns} FROM upload u JOIN offer o ON o.id = u.offer_id JOIN product p ON p.id = o.product_id
     WHERE u.supplier_id = $1 AND ($2::text IS NULL OR u.id < $2) AND ($3::text IS NULL OR u.offer_id = $3) AND ($4::text IS NULL OR u.status = $4)
       AND concat_ws(' ', u.file_name, ${productWords}) ILIKE ALL ($5::text[])
     ORDER BY u.id DESC LIMIT $6`,
    [supplierOf(ctx), before, query.offer_id ?? null, query.status ?? null, searchPatterns(query.q), query.limit + 1],
  );
  const page = rows.slice(0, query.limit);
  return {
    data: page.map(renderUpload),
    next_cursor: rows.length > page.length ? writeCursor([page.at(-1)!.id]) : null,
  };
}
