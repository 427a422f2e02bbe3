import { createId } from '@kameng/contract/id';
import { transact } from '../../database/transact.ts';
import type { Engine } from '../../engine.ts';
import { createBatch } from '../create-batch.ts';
import { checkFormat, type ImportFormat } from './import-format.ts';
import { type ImportSource, readChunks } from './read-chunks.ts';
import { type ImportRow, readImport } from './read-import.ts';

/**
 * Begins an import: checks the format, counts the rows and makes the batch. Nothing is for sale yet; run it with runImport.
 * Throws ImportError `bad_format` and ApiError `offer_not_found`.
 */
export async function startImport(
  engine: Pick<Engine, 'db' | 'keys' | 'now'>,
  { offerId, format, source }: { offerId: string; format: ImportFormat; source: ImportSource },
): Promise<ImportRow> {
  const at = engine.now();
  let rowsTotal = 0;
  const from = { bytes: 0, lines: 0, sha256: null };
  for await (const { rows } of readChunks(source, { header: format.header, from })) rowsTotal += rows;
  return transact(engine.db.pool, async (client) => {
    const { batchId, codeFields } = await createBatch(client, engine.keys, { offerId, at });
    checkFormat(format, codeFields);
    const id = createId('codeImport', at.getTime());
    await client.query(
      `INSERT INTO code_import (id, batch_id, offer_id, file_name, format, rows_total, created_at, updated_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $7)`,
      [id, batchId, offerId, source.name.slice(0, 255), JSON.stringify(format), rowsTotal, at],
    );
    return readImport(client, id);
  });
}
