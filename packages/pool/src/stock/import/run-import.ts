import { transact } from '../../database/transact.ts';
import type { Engine } from '../../engine.ts';
import { openDataKey, type WrappedDataKey } from '../data-key.ts';
import { ImportError } from './import-error.ts';
import { openSealers } from './open-sealers.ts';
import { type Chunk, type ImportSource, readChunks } from './read-chunks.ts';
import { type ImportRow, readImport } from './read-import.ts';
import type { ImportTerms, SealedChunk } from './seal-chunk.ts';
import { writeChunk } from './write-chunk.ts';

/** Threads that seal while the database writes. */
const threads = 2;
/** Chunks that are being sealed or wait to be written: what bounds the memory, whatever the size of the file. */
const chunksMax = threads * 2;

/**
 * Runs an import to its end, or goes on with one that was cut off, behind its last written chunk. Accepted codes are for sale
 * from their chunk on. Only one process gets on with an import at a time; another one is stopped by ImportError `taken_over`.
 * Throws ImportError `source_changed` when the file is another one than the import began with.
 */
export async function runImport(
  engine: Pick<Engine, 'db' | 'keys' | 'now'>,
  importId: string,
  source: ImportSource,
): Promise<ImportRow> {
  const { pool } = engine.db;
  const row = await readImport(pool, importId);
  if (row.status !== 'running') return row;
  const sealers = openSealers(threads, await readTerms(engine, row));
  try {
    const queue: { chunk: Chunk; sealed: Promise<SealedChunk> }[] = [];
    let from = { bytes: row.bytes_done, lines: row.lines_done, sha256: row.prefix_sha256 };
    const writeNext = async () => {
      const { chunk, sealed } = queue.shift()!;
      const ready = await sealed;
      const at = engine.now();
      await transact(pool, (client) => writeChunk(client, row, { from, mark: chunk.mark, sealed: ready, at }));
      from = chunk.mark;
    };
    for await (const chunk of readChunks(source, { header: row.format.header, from })) {
      const sealed = sealers.seal(chunk);
      // Looked at when its turn comes; until then a failure has a place to go.
      sealed.catch(() => {});
      queue.push({ chunk, sealed });
      if (queue.length >= chunksMax) await writeNext();
    }
    while (queue.length > 0) await writeNext();
    const { rowCount } = await pool.query(
      "UPDATE code_import SET status = 'done', done_at = $3, updated_at = $3 WHERE id = $1 AND bytes_done = $2",
      [importId, from.bytes, engine.now()],
    );
    if (rowCount === 0) throw new ImportError('taken_over', 'Another process goes on with this import.');
  } finally {
    await sealers.close();
  }
  return readImport(pool, importId);
}

async function readTerms(engine: Pick<Engine, 'db' | 'keys'>, row: ImportRow): Promise<ImportTerms> {
  const { rows } = await engine.db.pool.query<WrappedDataKey & { brand: string; code_fields: string[] }>(
    `SELECT b.id AS batch_id, b.master_key_id, b.data_key, p.brand, p.code_fields
     FROM code_batch AS b JOIN product AS p ON p.id = b.product_id WHERE b.id = $1`,
    [row.batch_id],
  );
  const { brand, code_fields: codeFields, ...wrapped } = rows[0]!;
  return {
    brand,
    codeFields,
    dataKey: openDataKey(engine.keys, wrapped),
    fingerprintKey: engine.keys.codeFingerprint,
    format: row.format,
    atMs: row.created_at.getTime(),
  };
}
