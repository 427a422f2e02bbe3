import type { Upload, UploadFormat, UploadStatus } from '@kameng/contract/desk/upload';
import type { ClientBase, Pool } from 'pg';
import { ApiError } from '../api-error.ts';
import { nextUpload } from './upload-state.ts';

/** Counts of rows, of a check or an import. */
export interface RowCounts {
  total: number;
  done: number;
  accepted: number;
  bad: number;
  duplicate_in_file: number;
  duplicate_in_pool: number;
}

export interface UploadRow {
  id: string;
  supplier_id: string;
  offer_id: string;
  file_name: string;
  status: UploadStatus;
  bytes: number;
  received_bytes: number;
  parts: number;
  format: UploadFormat | null;
  checked: RowCounts | null;
  import_id: string | null;
  /** What the import has done, while and after it runs. */
  imported: RowCounts | null;
  message: string | null;
  attempts: number;
  created_at: Date;
  updated_at: Date;
}

/** Columns of {@link UploadRow} of the table aliased `u`. */
export const uploadColumns = `u.id, u.supplier_id, u.offer_id, u.file_name, u.status, u.bytes, u.received_bytes, u.parts, u.format, u.checked, u.import_id,
  u.message, u.attempts, u.created_at, u.updated_at,
  (SELECT jsonb_build_object('total', i.rows_total, 'done', i.rows_done, 'accepted', i.accepted, 'bad', i.malformed,
     'duplicate_in_file', i.duplicate_in_file, 'duplicate_in_pool', i.duplicate_in_pool) FROM code_import i WHERE i.id = u.import_id) AS imported`;

export function renderUpload(row: UploadRow): Upload {
  const { id, offer_id, file_name, status, bytes, received_bytes, format, message, created_at, updated_at } = row;
  return {
    id,
    offer_id,
    file_name,
    status,
    bytes,
    received_bytes,
    format,
    rows: row.imported ?? row.checked,
    message,
    created_at: created_at.toISOString(),
    updated_at: updated_at.toISOString(),
  };
}

/** Reads one upload of a supplier. Throws `not_found`. */
export async function readUpload(client: Pool | ClientBase, supplierId: string, id: string): Promise<UploadRow> {
  const { rows } = await client.query<UploadRow>(
    `SELECT ${uploadColumns} FROM upload u WHERE supplier_id = $1 AND id = $2`,
    [supplierId, id],
  );
  if (!rows[0]) throw new ApiError('not_found');
  return rows[0];
}

/** Locks an upload and tells where an action leads. Throws `not_found`, `wrong_state`. */
export async function lockUpload(
  client: ClientBase,
  { supplierId, id, action }: { supplierId: string; id: string; action: string },
): Promise<UploadRow & { next: UploadStatus }> {
  const { rows } = await client.query<UploadRow>(
    `SELECT ${uploadColumns} FROM upload u WHERE supplier_id = $1 AND id = $2 FOR UPDATE`,
    [supplierId, id],
  );
  const [row] = rows;
  if (!row) throw new ApiError('not_found');
  const next = nextUpload(row.status, action);
  if (next === undefined) throw new ApiError('wrong_state');
  return { ...row, next };
}
