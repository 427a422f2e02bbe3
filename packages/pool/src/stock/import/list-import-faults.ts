import type { Pool } from 'pg';
import type { LineReport } from './seal-chunk.ts';

/** Most lines on one page of the report. */
const pageMax = 1000;

/** Refused lines of an import behind a line, in the order of the file. */
export async function listImportFaults(
  pool: Pool,
  importId: string,
  { after = 0, limit = pageMax } = {},
): Promise<LineReport[]> {
  const { rows } = await pool.query<LineReport>(
    'SELECT line, reason FROM code_import_fault WHERE import_id = $1 AND line > $2 ORDER BY line LIMIT $3',
    [importId, after, Math.min(limit, pageMax)],
  );
  return rows;
}
