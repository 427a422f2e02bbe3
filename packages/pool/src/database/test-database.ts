import { join } from 'node:path';
import pg from 'pg';
import { nameTestDatabase } from './name-test-database.ts';
import { type Database, openDatabase } from './open-database.ts';
import { prepareTemplate } from './prepare-template.ts';
import { startEmbedded } from './start-embedded.ts';

/** A migrated database of its own for one test file. */
export type TestDatabase = Database & {
  url: string;
  /** Closes `pool` and removes the database, whoever is still connected. */
  drop(): Promise<void>;
};

export type TestDatabaseOptions = {
  /** Folder of the migrations; those of the pool when absent. */
  migrationsDir?: string;
  poolMax?: number;
  statementTimeoutMs?: number;
};

const ROOT = join(import.meta.dirname, '..', '..', '..', '..');
const MIGRATIONS_DIR = join(import.meta.dirname, '..', '..', 'migrations');
/** Bridges the gap between two test files. */
const LINGER_MS = 15_000;
const TEMPLATE_ATTEMPTS = 5;

/** One lease per process, held until it ends; the keeper of the server notices that by itself. */
let server: Promise<string> | undefined;

/**
 * Makes a test database: a copy of a template that was migrated once. The server is an embedded one of this checkout, apart from
 * the developer's own data and shared by all test processes, or the one of KAMENG_TEST_DATABASE_URL.
 * KAMENG_TEST_FSYNC=off trades durability for speed.
 */
export async function createTestDatabase(options: TestDatabaseOptions = {}): Promise<TestDatabase> {
  server ??= findServer();
  const serverUrl = await server;
  const name = nameTestDatabase();
  await copyTemplate(serverUrl, options.migrationsDir ?? MIGRATIONS_DIR, name);
  const url = withDatabase(serverUrl, name);
  const database = openDatabase(url, {
    poolMax: options.poolMax ?? 10,
    applicationName: 'kameng-test',
    statementTimeoutMs: options.statementTimeoutMs ?? 30_000,
  });
  return { ...database, url, drop: () => drop(database, serverUrl, name) };
}

async function findServer(): Promise<string> {
  const given = process.env.KAMENG_TEST_DATABASE_URL;
  if (given) return given;
  const settings = process.env.KAMENG_TEST_FSYNC === 'off' ? { fsync: 'off', full_page_writes: 'off' } : {};
  const log = { info() {}, warn: (fields: object, message: string) => console.error(message, fields) };
  const { url } = await startEmbedded({
    dataDir: join(ROOT, '.kameng', 'test-postgres'),
    log,
    settings,
    lingerMs: LINGER_MS,
  });
  return withDatabase(url, 'postgres');
}

async function copyTemplate(serverUrl: string, migrationsDir: string, name: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    const template = await prepareTemplate(serverUrl, migrationsDir);
    try {
      return await administer(serverUrl, `CREATE DATABASE ${name} TEMPLATE ${template}`);
    } catch (error) {
      // Another checkout on a shared server may have swept the template away in between.
      const gone = (error as { code?: string }).code === '3D000';
      if (!gone || attempt >= TEMPLATE_ATTEMPTS) throw error;
    }
  }
}

async function drop(database: Database, serverUrl: string, name: string): Promise<void> {
  await database.pool.end();
  // Not WITH (FORCE): that is refused while autovacuum is at work, whereas a plain DROP sends autovacuum away.
  await administer(
    serverUrl,
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${name}' AND usename = current_user`,
  );
  await administer(serverUrl, `DROP DATABASE IF EXISTS ${name}`);
}

async function administer(serverUrl: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

function withDatabase(url: string, database: string): string {
  const changed = new URL(url);
  changed.pathname = `/${database}`;
  return changed.href;
}
