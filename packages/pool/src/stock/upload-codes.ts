import type { CodeFields } from '@kameng/contract/order';
import { transact } from '../database/transact.ts';
import type { Engine } from '../engine.ts';
import { createBatch } from './create-batch.ts';
import { createSealer, type SealedCode } from './seal-codes.ts';
import { packCodes, writeCodes } from './write-codes.ts';

const chunkRows = 5000;

export interface Upload {
  batchId: string;
  accepted: number;
  /** Places in `codes` (from 0) of codes that the pool has or had already, or that came twice in this upload. */
  duplicates: number[];
  /** Places of codes without any of the fields that identify one. */
  empty: number[];
}

/**
 * Puts a few codes on the shelf: sealed with a data key of their own, refused when the pool ever had them before.
 * Runs in chunks of 5,000, each a transaction; whole files go through the import.
 */
export async function uploadCodes(
  engine: Pick<Engine, 'db' | 'keys' | 'now'>,
  { offerId, codes }: { offerId: string; codes: readonly CodeFields[] },
): Promise<Upload> {
  const { pool } = engine.db;
  const at = engine.now();
  const batch = await transact(pool, (client) => createBatch(client, engine.keys, { offerId, at }));
  const { batchId } = batch;
  const seal = createSealer({ ...batch, fingerprintKey: engine.keys.codeFingerprint, atMs: at.getTime() });
  const upload: Upload = { batchId, accepted: 0, duplicates: [], empty: [] };
  for (let start = 0; start < codes.length; start += chunkRows) {
    const sealed: (SealedCode & { place: number })[] = [];
    for (const [index, fields] of codes.slice(start, start + chunkRows).entries()) {
      const code = seal(fields);
      if (code) sealed.push({ ...code, place: start + index });
      else upload.empty.push(start + index);
    }
    const packed = packCodes(sealed);
    const { accepted, duplicates } = await transact(pool, (client) =>
      writeCodes(client, { batchId, offerId, at }, packed),
    );
    upload.accepted += accepted;
    upload.duplicates.push(...duplicates.map(({ place }) => sealed[place]!.place));
  }
  return upload;
}
