import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import { Client } from 'pg';
import { transact } from '../src/database/transact.ts';
import { createBatch } from '../src/stock/create-batch.ts';
import { createSealer } from '../src/stock/seal-codes.ts';
import type { TestEngine } from '../test/open-test-engine.ts';
import { copyRows } from './copy-rows.ts';

/** COPY's binary form begins with its signature, no flags and no extension, and ends with a row of -1 columns. */
const copyHeader = Buffer.concat([Buffer.from('PGCOPY\n\xff\r\n\0', 'latin1'), Buffer.alloc(8)]);
const copyTrailer = Buffer.of(0xff, 0xff);
/** PostgreSQL counts microseconds from here. */
const epoch2000Ms = Date.UTC(2000, 0, 1);

/**
 * The floor of an import: the same codes, sealed beforehand, in two plain COPYs into the same tables and indexes, in one
 * transaction, refusing nothing. Answers the seconds the COPYs took.
 */
export async function measureImportFloor(
  engine: TestEngine,
  { offerId, codes, folder }: { offerId: string; codes: Iterable<string>; folder: string },
): Promise<number> {
  const at = engine.now();
  const batch = await transact(engine.db.pool, (client) => createBatch(client, engine.keys, { offerId, at }));
  const seal = createSealer({ ...batch, fingerprintKey: engine.keys.codeFingerprint, atMs: at.getTime() });
  const [codeFile, shelfFile] = [openCopyFile(join(folder, 'code.copy')), openCopyFile(join(folder, 'shelf.copy'))];
  const created = Buffer.alloc(8);
  created.writeBigInt64BE(BigInt(at.getTime() - epoch2000Ms) * 1000n);
  for (const code of codes) {
    const { id, fingerprint, secret, masked } = seal({ code })!;
    await codeFile.write([id, batch.batchId, offerId, fingerprint, secret, masked, created]);
    await shelfFile.write([offerId, id]);
  }
  await Promise.all([codeFile.end(), shelfFile.end()]);
  // A connection of its own: those of the pool send statements together, which COPY does not take part in.
  const client = new Client(engine.url);
  await client.connect();
  const begin = performance.now();
  await client.query('BEGIN');
  const columns = 'id, batch_id, offer_id, fingerprint, secret, masked, created_at';
  await copyRows(client, `COPY code (${columns}) FROM STDIN (FORMAT binary)`, codeFile.path);
  await copyRows(client, 'COPY shelf (offer_id, code_id) FROM STDIN (FORMAT binary)', shelfFile.path);
  await client.query('COMMIT');
  const seconds = (performance.now() - begin) / 1000;
  await client.end();
  return seconds;
}

function openCopyFile(path: string) {
  const stream = createWriteStream(path, { highWaterMark: 1024 * 1024 });
  stream.write(copyHeader);
  return {
    path,
    async write(columns: readonly (string | Buffer)[]): Promise<void> {
      const parts = [Buffer.of(0, columns.length)];
      for (const column of columns) {
        const bytes = Buffer.from(column);
        const length = Buffer.alloc(4);
        length.writeInt32BE(bytes.length);
        parts.push(length, bytes);
      }
      if (!stream.write(Buffer.concat(parts))) await once(stream, 'drain');
    },
    async end(): Promise<void> {
      stream.end(copyTrailer);
      await finished(stream);
    },
  };
}
