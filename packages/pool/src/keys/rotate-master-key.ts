import type { Pool } from 'pg';
import { transact } from '../database/transact.ts';
import { countByMasterKey, rewrapBatches } from '../stock/rewrap-batches.ts';
import { KeyError } from './key-error.ts';
import type { MasterKey } from './keys.ts';
import { openRoot, readRoot, rewrapRoot } from './root-secret.ts';

/** Data keys rewrapped in one transaction. */
const defaultBatchesMax = 500;

export interface Rotation {
  from: MasterKey;
  to: MasterKey;
  batchesMax?: number;
  /** Called after each transaction with the batches done so far in this run. */
  onProgress?(batches: number): void;
}

/**
 * Replaces the master key: first the root secret is wrapped with the new one, from which moment new batches use it, then the data
 * key of every batch. Run again, it goes on where it was cut off. Every process of the pool must have both keys before it
 * begins, and until it has ended. Answers how many batches this run rewrapped. Throws KeyError `wrong_master_key`.
 */
export async function rotateMasterKey(
  pool: Pool,
  { from, to, batchesMax = defaultBatchesMax, onProgress }: Rotation,
): Promise<number> {
  await rotateRoot(pool, from, to);
  let done = 0;
  // Ends because no batch is wrapped with the old key any more: the root's lock has put new ones after it.
  for (let left = 1; left > 0;) {
    done += await rewrapBatches(pool, from, to, batchesMax);
    onProgress?.(done);
    left = (await countByMasterKey(pool)).get(from.id) ?? 0;
  }
  const strange = [...(await countByMasterKey(pool)).keys()].filter((id) => id !== to.id);
  if (strange.length > 0)
    throw new KeyError(
      'wrong_master_key',
      `Some batches are wrapped with neither key: ${strange.join(', ')}. Rotate from that one too.`,
    );
  return done;
}

async function rotateRoot(pool: Pool, from: MasterKey, to: MasterKey): Promise<void> {
  if (from.id === to.id) throw new KeyError('wrong_master_key', `Both keys are the same one (${to.id}).`);
  await transact(pool, async (client) => {
    const root = await readRoot(client, 'FOR UPDATE');
    const current = [from, to].find(({ id }) => id === root?.master_key_id);
    if (!root || !current)
      throw new KeyError(
        'wrong_master_key',
        `This database is wrapped with ${root?.master_key_id ?? 'no key'}, and neither is that one.`,
      );
    try {
      openRoot(root, current);
    } catch (cause) {
      throw new KeyError('wrong_master_key', `The root secret cannot be opened with ${current.id}.`, { cause });
    }
    if (current === from) await rewrapRoot(client, root, from, to);
  });
}
