import { lchownSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { ClusterPlace } from './place-cluster.ts';

const SQLITE_BUSY = 5;

/** Gives the lock back; the end of the process does the same. */
export type Unlock = () => void;

/**
 * Takes the lock of a cluster, which one keeper at a time holds, or answers null when it is taken.
 * It is a lock of the operating system, so a killed holder leaves nothing stale behind; SQLite is the way to one from Node.
 */
export function lockKeeper(place: ClusterPlace): Unlock | null {
  const path = join(place.home, 'keeper.lock');
  const file = new DatabaseSync(path, { timeout: 0 });
  try {
    if (place.runAs) lchownSync(path, place.runAs.uid, place.runAs.gid);
    // Nothing is ever written; without this a journal file would appear beside the lock.
    file.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
    return () => file.close();
  } catch (error) {
    file.close();
    if ((error as { errcode?: number }).errcode === SQLITE_BUSY) return null;
    throw error;
  }
}
