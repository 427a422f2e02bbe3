import { createSecretKey, randomBytes } from 'node:crypto';
import { uploadRowsMax } from '@kameng/contract/desk/upload';
import type { Engine } from '../engine.ts';
import { findKnownCodes } from '../stock/find-known-codes.ts';
import { ImportError } from '../stock/import/import-error.ts';
import { openSealers } from '../stock/import/open-sealers.ts';
import { type Chunk, type ImportSource, readChunks } from '../stock/import/read-chunks.ts';
import type { LineReport, SealedChunk } from '../stock/import/seal-chunk.ts';
import { createSeen } from './create-seen.ts';
import { readCodeFields } from './read-code-fields.ts';
import type { RowCounts, UploadRow } from './upload-row.ts';

/** Threads that read lines, and chunks that wait for them or for the database: what bounds the memory. */
const threads = 2;
const chunksMax = threads * 2;
/** Bytes of an array as it goes to the database before its first element, and from one fingerprint to the next. */
const arrayHead = 20;
const fingerprintStride = 36;

/**
 * Goes through a file as an import would, and takes nothing.
 * @param onChunk told after each chunk: the counts so far, and the lines of the chunk that would not be taken
 */
export async function examineFile(
  engine: Pick<Engine, 'db' | 'keys' | 'now'>,
  { offer_id, format }: UploadRow,
  source: ImportSource,
  onChunk: (counts: RowCounts, faults: readonly LineReport[]) => Promise<void>,
): Promise<RowCounts> {
  // With a key that is thrown away: what is sealed here is only counted.
  const sealers = openSealers(threads, {
    ...(await readCodeFields(engine.db.pool, offer_id)),
    dataKey: createSecretKey(randomBytes(32)),
    fingerprintKey: engine.keys.codeFingerprint,
    format: format!,
    atMs: engine.now().getTime(),
  });
  const seen = createSeen(uploadRowsMax);
  const counts: RowCounts = { total: 0, done: 0, accepted: 0, bad: 0, duplicate_in_file: 0, duplicate_in_pool: 0 };
  const queue: { chunk: Chunk; sealed: Promise<SealedChunk> }[] = [];
  const lookAtNext = async () => {
    const { chunk, sealed } = queue.shift()!;
    const faults = await judge(engine, await sealed, seen, counts);
    counts.done += chunk.rows;
    await onChunk(counts, faults);
  };
  try {
    const from = { bytes: 0, lines: 0, sha256: null };
    for await (const chunk of readChunks(source, { header: format!.header, from })) {
      counts.total += chunk.rows;
      if (counts.total > uploadRowsMax)
        throw new ImportError('bad_format', `The file has more than ${uploadRowsMax} rows. Send it in several files.`);
      const sealed = sealers.seal(chunk);
      // Looked at when its turn comes; until then a failure has a place to go.
      sealed.catch(() => {});
      queue.push({ chunk, sealed });
      if (queue.length >= chunksMax) await lookAtNext();
    }
    while (queue.length > 0) await lookAtNext();
  } finally {
    await sealers.close();
  }
  return counts;
}

async function judge(
  { db }: Pick<Engine, 'db'>,
  { codes, lines, faults }: SealedChunk,
  seen: (hash: bigint) => boolean,
  counts: RowCounts,
): Promise<LineReport[]> {
  const known = new Set(await findKnownCodes(db.pool, codes));
  const { buffer, byteOffset } = codes.fingerprints;
  const view = new DataView(buffer, byteOffset);
  const found = [...faults];
  counts.bad += faults.length;
  for (let place = 0; place < codes.count; place += 1) {
    const again = seen(view.getBigUint64(arrayHead + place * fingerprintStride + 4));
    if (known.has(place)) {
      counts.duplicate_in_pool += 1;
      found.push({ line: lines[place]!, reason: 'duplicate_in_pool' });
    } else if (again) {
      counts.duplicate_in_file += 1;
      found.push({ line: lines[place]!, reason: 'duplicate_in_file' });
    } else counts.accepted += 1;
  }
  return found;
}
