import type { ClientBase, Pool } from 'pg';
import { ImportError } from './import-error.ts';
import type { ImportFormat } from './import-format.ts';

/** An import as it stands; the counts add up to `rows_done`. */
export interface ImportRow {
  id: string;
  batch_id: string;
  offer_id: string;
  file_name: string;
  format: ImportFormat;
  status: 'running' | 'done' | 'stopped';
  rows_total: number;
  rows_done: number;
  accepted: number;
  duplicate_in_file: number;
  duplicate_in_pool: number;
  malformed: number;
  bytes_done: number;
  lines_done: number;
  prefix_sha256: Buffer | null;
  created_at: Date;
  updated_at: Date;
  done_at: Date | null;
}

/** Reads an import, also while it runs. Throws ImportError `import_not_found`. */
export async function readImport(client: Pool | ClientBase, importId: string): Promise<ImportRow> {
  const { rows } = await client.query<ImportRow>('SELECT * FROM code_import WHERE id = $1', [importId]);
  if (!rows[0]) throw new ImportError('import_not_found', `There is no import ${importId}.`);
  return rows[0];
}
