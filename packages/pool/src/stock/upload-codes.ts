import { randomBytes } from 'node:crypto';
import { createId } from '@kameng/contract/id';
import type { CodeFields } from '@kameng/contract/order';
import { ApiError } from '../api-error.ts';
import { insertRows } from '../database/insert-rows.ts';
import { transact } from '../database/transact.ts';
import type { Engine } from '../engine.ts';
import { createFingerprinter, seal, sealCode } from './code-cipher.ts';
import { maskCode, normaliseCode } from './code-fields.ts';

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
 * Puts a supplier's codes on the shelf: sealed with a data key of their own, refused when the pool ever had them before.
 * Runs in chunks of 5,000, each a transaction.
 */
export async function uploadCodes(
  engine: Engine,
  { offerId, codes }: { offerId: string; codes: readonly CodeFields[] },
): Promise<Upload> {
  const { pool } = engine.db;
  const found = await pool.query<{ product_id: string; brand: string }>(
    'SELECT product_id, brand FROM offer JOIN product ON product.id = offer.product_id WHERE offer.id = $1',
    [offerId],
  );
  const offer = found.rows[0];
  if (!offer) throw new ApiError('offer_not_found');

  const now = engine.now();
  const batchId = createId('codeBatch', now.getTime());
  const dataKey = randomBytes(32);
  const { master } = engine.keys;
  await pool.query(
    'INSERT INTO code_batch (id, offer_id, product_id, master_key_id, data_key, created_at) VALUES ($1, $2, $3, $4, $5, $6)',
    [batchId, offerId, offer.product_id, master.id, seal(master.key, dataKey, batchId), now],
  );

  const fingerprint = createFingerprinter(engine.keys.codeFingerprint);
  const upload: Upload = { batchId, accepted: 0, duplicates: [], empty: [] };
  for (let start = 0; start < codes.length; start += chunkRows) {
    const rows: {
      place: number;
      id: string;
      batch_id: string;
      offer_id: string;
      fingerprint: Buffer;
      secret: Buffer;
      masked: string;
      created_at: Date;
    }[] = [];
    for (let place = start; place < Math.min(start + chunkRows, codes.length); place += 1) {
      const fields = codes[place]!;
      const text = normaliseCode(fields);
      if (text === '') {
        upload.empty.push(place);
        continue;
      }
      const id = createId('code', now.getTime());
      rows.push({
        place,
        id,
        batch_id: batchId,
        offer_id: offerId,
        fingerprint: fingerprint(`${offer.brand}\0${text}`),
        secret: sealCode(dataKey, id, fields),
        masked: maskCode(fields),
        created_at: now,
      });
    }
    const accepted = await transact(pool, async (client) => {
      const columns = [
        ['id', 'text'],
        ['batch_id', 'text'],
        ['offer_id', 'text'],
        ['fingerprint', 'bytea'],
        ['secret', 'bytea'],
        ['masked', 'text'],
        ['created_at', 'timestamptz'],
      ] as const;
      const written = await insertRows(
        client,
        'code',
        columns,
        rows,
        'ON CONFLICT (fingerprint) DO NOTHING RETURNING id',
      );
      await insertRows(
        client,
        'shelf',
        [
          ['offer_id', 'text'],
          ['code_id', 'text'],
        ],
        written.map(({ id }) => ({ offer_id: offerId, code_id: id })),
      );
      return new Set(written.map(({ id }) => id));
    });
    upload.accepted += accepted.size;
    for (const { place, id } of rows) if (!accepted.has(id)) upload.duplicates.push(place);
  }
  return upload;
}
