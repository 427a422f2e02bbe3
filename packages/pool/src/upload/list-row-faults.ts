import type { DeskAnswer } from '@kameng/contract/desk-routes';
import { ApiError } from '../api-error.ts';
import { readCursor, writeCursor } from '../http/cursor.ts';
import type { DeskInput, MemberContext } from '../http/serve-desk.ts';
import { listImportFaults } from '../stock/import/list-import-faults.ts';
import type { LineReport } from '../stock/import/seal-chunk.ts';
import { supplierOf } from '../supplier/supplier-row.ts';
import { readUpload, type UploadRow } from './upload-row.ts';

/** The rows that are not taken: those that the check found, then those that the import found. Throws `not_found`. */
export async function listRowFaults(
  ctx: MemberContext,
  { params, query }: DeskInput<'listRowFaults'>,
): Promise<DeskAnswer<'listRowFaults'>> {
  const row = await readUpload(ctx.db.pool, supplierOf(ctx), params.id);
  const [text = '0'] = readCursor(query.cursor, 1);
  if (!/^\d{1,9}$/.test(text))
    throw new ApiError('invalid_request', { errors: [{ pointer: '/query/cursor', code: 'invalid_format' }] });
  const found = await read(ctx, row, Number(text), query.limit + 1);
  const data = found.slice(0, query.limit);
  return { data, next_cursor: found.length > data.length ? writeCursor([String(data.at(-1)!.line)]) : null };
}

async function read(
  { db }: MemberContext,
  { id, import_id }: UploadRow,
  after: number,
  limit: number,
): Promise<LineReport[]> {
  if (import_id !== null) return listImportFaults(db.pool, import_id, { after, limit });
  const { rows } = await db.pool.query<LineReport>(
    'SELECT line, reason FROM upload_fault WHERE upload_id = $1 AND line > $2 ORDER BY line LIMIT $3',
    [id, after, limit],
  );
  return rows;
}
