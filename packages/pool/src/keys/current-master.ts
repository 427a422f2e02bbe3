import type { ClientBase } from 'pg';
import { KeyError } from './key-error.ts';
import type { Keys, MasterKey } from './keys.ts';
import { readRoot } from './root-secret.ts';

/**
 * The master key that new data keys are wrapped with, fixed until the caller's transaction ends: a rotation under way waits for
 * the transaction, or has happened before it. Throws KeyError `wrong_master_key` when the pool has gone on to a key that this
 * process was not started with.
 */
export async function currentMaster(client: ClientBase, keys: Keys): Promise<MasterKey> {
  const root = await readRoot(client, 'FOR SHARE');
  return root ? masterOf(keys, root.master_key_id) : keys.master;
}

/** A master key by id. Throws KeyError `wrong_master_key` when this process does not have it. */
export function masterOf(keys: Keys, id: string): MasterKey {
  const master = keys.masters.get(id);
  if (master) return master;
  throw new KeyError(
    'wrong_master_key',
    `Something is wrapped with the master key ${id}, which this process was not started with: it has ${[...keys.masters.keys()].join(', ')}.`,
  );
}
