import { createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import { createId } from '@kameng/contract/id';
import type { ClientBase } from 'pg';
import { ApiError } from '../api-error.ts';
import { currentMaster } from '../keys/current-master.ts';
import type { Keys } from '../keys/keys.ts';
import { seal } from './code-cipher.ts';

/** A batch of codes of one upload, with the key they are sealed with. */
export interface NewBatch {
  batchId: string;
  brand: string;
  /** Which fields a code of the product has. */
  codeFields: readonly string[];
  dataKey: KeyObject;
}

/** Makes a batch with a data key of its own in the caller's transaction. Throws `offer_not_found`. */
export async function createBatch(
  client: ClientBase,
  keys: Keys,
  { offerId, at }: { offerId: string; at: Date },
): Promise<NewBatch> {
  const found = await client.query<{ product_id: string; brand: string; code_fields: string[] }>(
    'SELECT product_id, brand, code_fields FROM offer JOIN product ON product.id = offer.product_id WHERE offer.id = $1',
    [offerId],
  );
  const offer = found.rows[0];
  if (!offer) throw new ApiError('offer_not_found');
  const batchId = createId('codeBatch', at.getTime());
  const dataKey = randomBytes(32);
  const master = await currentMaster(client, keys);
  await client.query(
    'INSERT INTO code_batch (id, offer_id, product_id, master_key_id, data_key, created_at) VALUES ($1, $2, $3, $4, $5, $6)',
    [batchId, offerId, offer.product_id, master.id, seal(master.key, dataKey, batchId), at],
  );
  return { batchId, brand: offer.brand, codeFields: offer.code_fields, dataKey: createSecretKey(dataKey) };
}
