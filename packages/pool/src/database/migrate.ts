import type { Pool, PoolClient } from 'pg';
import { MigrationError } from './migration-error.ts';
import { type Migration, readMigrations } from './read-migrations.ts';
import type { DatabaseLog } from './start-embedded.ts';
import { transact } from './transact.ts';

export type MigrateOptions = { dir: string; log: DatabaseLog };

type Applied = { number: number; name: string; sha256: string };

/** How long a process waits for another one that applies the same migration. */
const TURN_LIMIT = '10min';
/** A migration that cannot get its locks gives up, since everyone queues behind it. Tried again by the next start. */
const LOCK_LIMIT = '30s';
/** duplicate_table, duplicate_object, unique_violation: what IF NOT EXISTS says when two processes create at once. */
const ALREADY_THERE = new Set(['42P07', '42710', '23505']);

/**
 * Brings a database to the newest migration of `dir`, forward only, each in its own transaction. Several processes may do it at
 * once. Answers how many this one applied. Throws MigrationError.
 */
export async function migrate(pool: Pool, { dir, log }: MigrateOptions): Promise<number> {
  const migrations = readMigrations(dir);
  await createMigrationTable(pool);
  checkHistory(await readApplied(pool), migrations);
  let count = 0;
  for (const migration of migrations) {
    if (await transact(pool, (client) => apply(client, migration))) {
      log.info({ number: migration.number, name: migration.name }, 'migration applied');
      count += 1;
    }
  }
  // Once more, since another process with other files may have been at it meanwhile.
  checkHistory(await readApplied(pool), migrations);
  return count;
}

async function createMigrationTable(pool: Pool): Promise<void> {
  try {
    await pool.query(`
      CREATE TABLE IF NOT EXISTS migration (
        number integer PRIMARY KEY,
        name text NOT NULL,
        sha256 text NOT NULL,
        applied_at timestamptz NOT NULL DEFAULT now()
      )`);
  } catch (error) {
    if (!ALREADY_THERE.has((error as { code?: string }).code ?? '')) throw error;
  }
}

async function readApplied(pool: Pool): Promise<Applied[]> {
  const { rows } = await pool.query<Applied>('SELECT number, name, sha256 FROM migration ORDER BY number');
  return rows;
}

function checkHistory(applied: Applied[], migrations: Migration[]): void {
  for (const row of applied) {
    const file = migrations[row.number - 1];
    if (!file) {
      throw new MigrationError(
        'newer_database',
        `The database has migration ${row.number} (${row.name}), and this version of Kameng ends at ${migrations.length}. Start a newer version.`,
      );
    }
    if (file.sha256 !== row.sha256) {
      throw new MigrationError(
        'edited',
        `Migration ${row.number} (${file.name}) was edited after it was applied. Restore the file and write a new migration.`,
      );
    }
  }
}

/** The row comes first: its primary key makes every other process wait here until this transaction ends. */
async function apply(client: PoolClient, { number, name, sql, sha256 }: Migration): Promise<boolean> {
  await client.query(`SET LOCAL statement_timeout = 0; SET LOCAL lock_timeout = '${TURN_LIMIT}'`);
  const inserted = await client.query(
    'INSERT INTO migration (number, name, sha256) VALUES ($1, $2, $3) ON CONFLICT (number) DO NOTHING',
    [number, name, sha256],
  );
  if (inserted.rowCount === 0) return false;
  await client.query(`SET LOCAL lock_timeout = '${LOCK_LIMIT}'`);
  try {
    await client.query(sql);
  } catch (cause) {
    throw new MigrationError('failed', `Migration ${number} (${name}) failed: ${(cause as Error).message}`, { cause });
  }
  return true;
}
