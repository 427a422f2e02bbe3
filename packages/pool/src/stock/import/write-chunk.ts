import type { ClientBase } from 'pg';
import { insertRows } from '../../database/insert-rows.ts';
import { writeCodes } from '../write-codes.ts';
import { ImportError } from './import-error.ts';
import type { Chunk, FileMark } from './read-chunks.ts';
import type { ImportRow } from './read-import.ts';
import type { LineReport, SealedChunk } from './seal-chunk.ts';

/** Refused lines that are kept by number; beyond that they are only counted. */
const faultsMax = 100_000;

/**
 * Writes one chunk in the caller's transaction: codes, refused lines, counts and how far the file is done. Throws ImportError
 * `taken_over` when the import is no longer where this chunk begins, so no chunk counts twice.
 */
export async function writeChunk(
  client: ClientBase,
  row: Pick<ImportRow, 'id' | 'batch_id' | 'offer_id' | 'created_at'>,
  { from, mark, sealed, at }: { from: FileMark; mark: Chunk['mark']; sealed: SealedChunk; at: Date },
): Promise<void> {
  // A lost mark is lost together with its codes, so a crash of the database costs a chunk's work and nothing else.
  await client.query('SET LOCAL synchronous_commit = off');
  const { codes, lines } = sealed;
  const written = await writeCodes(client, { batchId: row.batch_id, offerId: row.offer_id, at: row.created_at }, codes);
  const duplicates = written.duplicates.map(({ place, of }): LineReport => ({
    line: lines[place]!,
    reason: of === 'batch' ? 'duplicate_in_file' : 'duplicate_in_pool',
  }));
  const inFile = duplicates.filter(({ reason }) => reason === 'duplicate_in_file').length;
  const { rows } = await client.query<{ malformed: number; refused: number }>({
    name: 'mark import',
    text: `UPDATE code_import SET rows_done = rows_done + $3::int + $4 + $5 + $6, accepted = accepted + $3, duplicate_in_file = duplicate_in_file + $4,
             duplicate_in_pool = duplicate_in_pool + $5, malformed = malformed + $6, bytes_done = $7, lines_done = $8, prefix_sha256 = $9, updated_at = $10
           WHERE id = $1 AND bytes_done = $2 AND status = 'running'
           RETURNING rows_done - accepted AS refused`,
    values: [
      row.id,
      from.bytes,
      written.accepted,
      inFile,
      duplicates.length - inFile,
      sealed.faults.length,
      mark.bytes,
      mark.lines,
      mark.sha256,
      at,
    ],
  });
  if (!rows[0]) throw new ImportError('taken_over', 'Another process goes on with this import.');
  const faults = [...sealed.faults, ...duplicates];
  const room = Math.max(0, faultsMax - (rows[0].refused - faults.length));
  await insertRows(
    client,
    'code_import_fault',
    [
      ['import_id', 'text'],
      ['line', 'int'],
      ['reason', 'text'],
    ],
    faults.slice(0, room).map((fault) => ({ import_id: row.id, ...fault })),
  );
}
