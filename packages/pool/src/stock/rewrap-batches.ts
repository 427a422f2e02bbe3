import type { Pool } from 'pg';
import { transact } from '../database/transact.ts';
import type { MasterKey } from '../keys/keys.ts';
import { rewrapDataKey, type WrappedDataKey } from './data-key.ts';

/**
 * Wraps the data keys of some batches with another master key, in one transaction; no code is touched. Answers how many there
 * were. Throws when the master key they were wrapped with is not the one given.
 */
export async function rewrapBatches(pool: Pool, from: MasterKey, to: MasterKey, batchesMax: number): Promise<number> {
  return transact(pool, async (client) => {
    // NO KEY: codes that refer to a batch may be written meanwhile.
    const { rows } = await client.query<WrappedDataKey>(
      `SELECT id AS batch_id, master_key_id, data_key FROM code_batch WHERE master_key_id = $1 ORDER BY id LIMIT $2 FOR NO KEY UPDATE`,
      [from.id, batchesMax],
    );
    if (rows.length === 0) return 0;
    await client.query(
      `UPDATE code_batch SET master_key_id = $1, data_key = wrapped.data_key
       FROM unnest($2::text[], $3::bytea[]) AS wrapped (id, data_key) WHERE code_batch.id = wrapped.id`,
      [to.id, rows.map(({ batch_id }) => batch_id), rows.map((row) => rewrapDataKey(row, from, to))],
    );
    return rows.length;
  });
}

/** How many batches are wrapped with each master key. */
export async function countByMasterKey(pool: Pool): Promise<Map<string, number>> {
  const { rows } = await pool.query<{ master_key_id: string; batches: number }>(
    'SELECT master_key_id, count(*) AS batches FROM code_batch GROUP BY master_key_id',
  );
  return new Map(rows.map(({ master_key_id, batches }) => [master_key_id, batches]));
}
