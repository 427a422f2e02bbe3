import { createSecretKey, type KeyObject } from 'node:crypto';
import { masterOf } from '../keys/current-master.ts';
import type { Keys, MasterKey } from '../keys/keys.ts';
import { open, seal } from './code-cipher.ts';

/** A batch's data key as the database keeps it. */
export interface WrappedDataKey {
  batch_id: string;
  master_key_id: string;
  data_key: Buffer;
}

/** The key a batch's codes are sealed with. Throws KeyError when it is wrapped with a master key that is not at hand. */
export function openDataKey(keys: Keys, { batch_id, master_key_id, data_key }: WrappedDataKey): KeyObject {
  return createSecretKey(open(masterOf(keys, master_key_id).key, data_key, batch_id));
}

/** The same data key, wrapped with another master key. */
export function rewrapDataKey({ batch_id, data_key }: WrappedDataKey, from: MasterKey, to: MasterKey): Buffer {
  return seal(to.key, open(from.key, data_key, batch_id), batch_id);
}
