import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, beforeEach, test } from 'node:test';
import { promisify } from 'node:util';
import { migrate } from './migrate.ts';
import { MigrationError, type MigrationErrorCode } from './migration-error.ts';
import { createTestDatabase } from './test-database.ts';

const run = promisify(execFile);
const log = { info() {}, warn() {} };
const dir = mkdtempSync(join(tmpdir(), 'kameng-migrate-'));
const { pool, url, drop } = await createTestDatabase({ migrationsDir: dir });
after(async () => {
  await drop();
  rmSync(dir, { recursive: true });
});

beforeEach(async () => {
  await pool.query('DROP SCHEMA public CASCADE; CREATE SCHEMA public');
  for (const file of readdirSync(dir)) rmSync(join(dir, file));
  write('0001_shop.sql', 'CREATE TABLE shop (id int8 PRIMARY KEY); INSERT INTO shop VALUES (1);');
  write('0002_shop_name.sql', "ALTER TABLE shop ADD name text NOT NULL DEFAULT 'x';");
});

test('files are applied in order, once', async () => {
  assert.equal(await migrate(pool, { dir, log }), 2);
  assert.equal(await migrate(pool, { dir, log }), 0);
  assert.deepEqual((await pool.query('SELECT * FROM shop')).rows, [{ id: 1, name: 'x' }]);
  write('0003_more.sql', 'INSERT INTO shop VALUES (2)');
  assert.equal(await migrate(pool, { dir, log }), 1);
  const { rows } = await pool.query(
    'SELECT number, name, length(sha256) AS length, applied_at <= now() AS past FROM migration ORDER BY 1',
  );
  assert.deepEqual(
    rows.map(({ name }) => name),
    ['shop', 'shop_name', 'more'],
  );
  assert.deepEqual(rows[2], { number: 3, name: 'more', length: 64, past: true });
});

test('processes that start at once apply each file once between them', async () => {
  for (let number = 3; number <= 20; number += 1) {
    write(
      `${String(number).padStart(4, '0')}_step.sql`,
      `CREATE TABLE step_${number} (id int8); INSERT INTO shop VALUES (${number});`,
    );
  }
  const program = `
    import { migrate } from ${JSON.stringify(import.meta.resolve('./migrate.ts'))};
    import { openDatabase } from ${JSON.stringify(import.meta.resolve('./open-database.ts'))};
    const [url, dir] = process.argv.slice(1);
    const { pool } = openDatabase(url, { poolMax: 1, applicationName: 'race', statementTimeoutMs: 30000 });
    console.log(await migrate(pool, { dir, log: { info() {}, warn() {} } }));
    await pool.end();`;
  const racers = await Promise.all(
    [1, 2, 3].map(() => run(process.execPath, ['--input-type=module', '-e', program, url, dir])),
  );
  const counts = racers.map(({ stdout }) => Number(stdout));
  assert.equal(
    counts.reduce((sum, count) => sum + count),
    20,
  );
  assert.deepEqual((await pool.query('SELECT count(*) FROM shop')).rows, [{ count: 19 }]);
});

test('a file that fails leaves nothing behind and stops the rest', async () => {
  write('0003_half.sql', 'CREATE TABLE half (id int8); SELECT 1 / 0;');
  write('0004_later.sql', 'CREATE TABLE later (id int8);');
  await refuses('failed', /0*3 \(half\).*division by zero/);
  const { rows } = await pool.query(
    "SELECT to_regclass('half') AS half, to_regclass('later') AS later, max(number) AS max FROM migration",
  );
  assert.deepEqual(rows, [{ half: null, later: null, max: 2 }]);
});

test('a database newer than the files is refused', async () => {
  await migrate(pool, { dir, log });
  rmSync(join(dir, '0002_shop_name.sql'));
  await refuses('newer_database', /migration 2 \(shop_name\)/);
});

test('a file edited after it was applied is refused, other line ends are not', async () => {
  await migrate(pool, { dir, log });
  write('0001_shop.sql', 'CREATE TABLE shop (id int8 PRIMARY KEY);');
  await refuses('edited', /Migration 1 \(shop\)/);
  write('0001_shop.sql', 'CREATE TABLE shop (id int8 PRIMARY KEY); INSERT INTO shop VALUES (1);');
  write('0003_lines.sql', 'SELECT 1;\nSELECT 2;\n');
  await migrate(pool, { dir, log });
  write('0003_lines.sql', 'SELECT 1;\r\nSELECT 2;\r\n');
  assert.equal(await migrate(pool, { dir, log }), 0);
});

test('a folder with a gap, a double number or a strange name is refused before anything is done', async () => {
  for (const stray of ['0004_gap.sql', '0002_twice.sql', 'later.sql']) {
    write(stray, 'SELECT 1');
    await refuses('bad_files', /./);
    rmSync(join(dir, stray));
  }
  assert.deepEqual((await pool.query("SELECT to_regclass('shop') AS shop")).rows, [{ shop: null }]);
});

async function refuses(code: MigrationErrorCode, message: RegExp): Promise<void> {
  await assert.rejects(
    migrate(pool, { dir, log }),
    (error) => error instanceof MigrationError && error.code === code && message.test(error.message),
  );
}

function write(file: string, sql: string): void {
  writeFileSync(join(dir, file), sql);
}
