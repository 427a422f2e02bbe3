import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as delay } from 'node:timers/promises';

const SQLITE_BUSY = 5;
/** Two starts of one checkout: the second waits for the builds of the first, at most this long. */
const waitMaxMs = 600_000;
const lookMs = 200;

/**
 * Waits for its turn to build in a checkout; the answer gives the turn back, and so does the end of the process. A lock of the
 * operating system, taken through SQLite, so a killed builder leaves nothing stale behind.
 */
export async function lockBuilds(root: string): Promise<() => void> {
  // Not closed to others: as root the database lives in it as another user, who must be able to enter.
  mkdirSync(join(root, '.kameng'), { recursive: true });
  const file = new DatabaseSync(join(root, '.kameng', 'build.lock'), { timeout: 0 });
  const end = Date.now() + waitMaxMs;
  for (;;) {
    try {
      file.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
      return () => file.close();
    } catch (error) {
      if ((error as { errcode?: number }).errcode !== SQLITE_BUSY || Date.now() > end) {
        file.close();
        throw error;
      }
    }
    await delay(lookMs);
  }
}
