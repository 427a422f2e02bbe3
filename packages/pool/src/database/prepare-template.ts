import { createHash } from 'node:crypto';
import pg from 'pg';
import { isAlive } from './inspect-process.ts';
import { migrate } from './migrate.ts';
import { makerOf } from './name-test-database.ts';
import { openDatabase } from './open-database.ts';
import { readMigrations } from './read-migrations.ts';

/** Any number, the same in every test process. */
const TEMPLATE_LOCK = 4_207_311;
const TEMPLATES_KEPT = 4;

/**
 * Answers the name of a database that holds the migrations of a folder and nothing else, made once per content of the folder.
 * Whoever makes one also removes what killed test processes and older contents left behind.
 */
export async function prepareTemplate(serverUrl: string, migrationsDir: string): Promise<string> {
  const name = `kameng_template_${hashOf(migrationsDir)}`;
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  try {
    if (await exists(client, name)) return name;
    await client.query('SELECT pg_advisory_lock($1)', [TEMPLATE_LOCK]);
    if (await exists(client, name)) return name;
    await sweep(client);
    await build(client, serverUrl, migrationsDir, name);
    return name;
  } finally {
    // Ends the session and with it the lock.
    await client.end();
  }
}

/** Built under another name: what carries the final name is complete. */
async function build(client: pg.Client, serverUrl: string, migrationsDir: string, name: string): Promise<void> {
  const building = `${name}_building`;
  await client.query(`DROP DATABASE IF EXISTS ${building} WITH (FORCE)`);
  await client.query(`CREATE DATABASE ${building}`);
  const url = new URL(serverUrl);
  url.pathname = `/${building}`;
  const { pool } = openDatabase(url.href, {
    poolMax: 1,
    applicationName: 'kameng-test-template',
    statementTimeoutMs: 0,
  });
  try {
    await migrate(pool, { dir: migrationsDir, log: { info() {}, warn() {} } });
  } finally {
    await pool.end();
  }
  // A database with a session cannot be copied, so nobody may open one.
  await client.query(`ALTER DATABASE ${building} ALLOW_CONNECTIONS false`);
  await client.query(`ALTER DATABASE ${building} RENAME TO ${name}`);
}

async function sweep(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ datname: string; used: boolean }>(`
    SELECT d.datname, EXISTS (SELECT FROM pg_stat_activity a WHERE a.datid = d.oid) AS used
    FROM pg_database d
    WHERE d.datname ~ '^kameng_(test|template)_' ORDER BY d.oid DESC`);
  const unused = rows.filter((row) => !row.used).map((row) => row.datname);
  const tests = unused.filter((name) => {
    const pid = makerOf(name);
    return pid !== null && !isAlive(pid);
  });
  const templates = unused.filter((name) => name.startsWith('kameng_template_')).slice(TEMPLATES_KEPT);
  for (const name of [...tests, ...templates]) await client.query(`DROP DATABASE IF EXISTS ${name}`);
}

async function exists(client: pg.Client, name: string): Promise<boolean> {
  const found = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
  return found.rowCount === 1;
}

function hashOf(migrationsDir: string): string {
  const hash = createHash('sha256');
  for (const { number, sha256 } of readMigrations(migrationsDir)) hash.update(`${number} ${sha256}\n`);
  return hash.digest('hex').slice(0, 16);
}
