import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { Pool } from 'pg';
import { createTestDatabase } from './test-database.ts';

const run = promisify(execFile);
const migrationsDir = mkdtempSync(join(tmpdir(), 'kameng-template-'));
// New in every run, so that the template is really made.
writeFileSync(
  join(migrationsDir, '0001_thing.sql'),
  `CREATE TABLE thing (id int8); INSERT INTO thing VALUES (${Date.now()});`,
);
after(() => rmSync(migrationsDir, { recursive: true }));

test('processes that ask at once get a migrated database each, and dropping leaves none', async () => {
  const program = `
    import { createTestDatabase } from ${JSON.stringify(import.meta.resolve('./test-database.ts'))};
    const database = await createTestDatabase({ migrationsDir: process.argv[1] });
    const { rows } = await database.pool.query('INSERT INTO thing VALUES (2) RETURNING current_database() AS name, (SELECT count(*) FROM thing) AS before');
    await database.drop();
    console.log(JSON.stringify(rows[0]));`;
  const processes = await Promise.all(
    [1, 2, 3].map(() => run(process.execPath, ['--input-type=module', '-e', program, migrationsDir])),
  );
  const answers = processes.map(({ stdout }) => JSON.parse(stdout) as { name: string; before: number });
  assert.deepEqual(
    answers.map(({ before }) => before),
    [1, 1, 1],
  );
  const names = answers.map(({ name }) => name);
  assert.equal(new Set(names).size, 3);

  const { pool, drop } = await createTestDatabase({ migrationsDir });
  assert.equal((await pool.query('SELECT FROM pg_database WHERE datname = ANY ($1)', [names])).rowCount, 0);
  await drop();
});

test('a killed process leaves its database only until the next template is made', async () => {
  const program = `
    import { createTestDatabase } from ${JSON.stringify(import.meta.resolve('./test-database.ts'))};
    const database = await createTestDatabase({ migrationsDir: process.argv[1] });
    console.log(new URL(database.url).pathname.slice(1));
    process.kill(process.pid, 'SIGKILL');`;
  const killed = run(process.execPath, ['--input-type=module', '-e', program, migrationsDir]);
  const { stdout } = await killed.catch((error: { stdout: string }) => error);
  const { pool, drop } = await createTestDatabase({ migrationsDir });
  const left = async () => (await pool.query('SELECT FROM pg_database WHERE datname = $1', [stdout.trim()])).rowCount;
  assert.equal(await left(), 1);
  await untilUnused(pool, stdout.trim());

  writeFileSync(join(migrationsDir, '0002_more.sql'), 'ALTER TABLE thing ADD name text;');
  const next = await createTestDatabase({ migrationsDir });
  assert.equal(await left(), 0);
  await Promise.all([next.drop(), drop()]);
});

/** The server notices the end of a killed client by itself, soon. */
async function untilUnused(pool: Pool, name: string): Promise<void> {
  const end = Date.now() + 30_000;
  while ((await pool.query('SELECT FROM pg_stat_activity WHERE datname = $1', [name])).rowCount !== 0) {
    assert.ok(Date.now() < end, `${name} is still in use`);
    await delay(20);
  }
}
