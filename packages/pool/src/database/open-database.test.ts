import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { sql } from 'kysely';
import { openDatabase } from './open-database.ts';
import { createTestDatabase } from './test-database.ts';

const migrationsDir = mkdtempSync(join(tmpdir(), 'kameng-open-'));
const { pool, kysely, url, drop } = await createTestDatabase({ migrationsDir });
after(async () => {
  await drop();
  rmSync(migrationsDir, { recursive: true });
});

test('columns arrive as the values the code works with, on both ways in', async () => {
  const statement = `SELECT 9007199254740991::int8 AS most, (-9007199254740991)::int8 AS least, count(*) AS count, NULL::int8 AS none,
    ARRAY[1, NULL, 9007199254740991]::int8[] AS list, '2026-11-22T12:00:00+08:00'::timestamptz AS at, '2026-11-22'::date AS day,
    '\\x00ff'::bytea AS bytes, '{"a": [1]}'::jsonb AS json, 0.10::numeric AS exact`;
  const expected = {
    most: Number.MAX_SAFE_INTEGER,
    least: Number.MIN_SAFE_INTEGER,
    count: 1,
    none: null,
    list: [1, null, Number.MAX_SAFE_INTEGER],
    at: new Date('2026-11-22T04:00:00Z'),
    day: '2026-11-22',
    bytes: Buffer.from([0, 255]),
    json: { a: [1] },
    exact: '0.10',
  };
  assert.deepEqual((await pool.query(statement)).rows, [expected]);
  assert.deepEqual((await sql.raw(statement).execute(kysely)).rows, [expected]);
});

test('an int8 that a number cannot hold is refused, never rounded', async () => {
  await assert.rejects(pool.query('SELECT 9007199254740993::int8'), RangeError);
  await assert.rejects(pool.query('SELECT ARRAY[-9007199254740993]::int8[]'), RangeError);
  assert.deepEqual((await pool.query('SELECT 1::int8 AS one')).rows, [{ one: 1 }]);
});

test('a named statement is prepared once per connection', async () => {
  const own = openDatabase(url, { poolMax: 1, applicationName: 'prepared', statementTimeoutMs: 5000 });
  try {
    for (const n of [1, 2]) {
      const { rows } = await own.pool.query({ name: 'double', text: 'SELECT 2 * $1::int8 AS double', values: [n] });
      assert.deepEqual(rows, [{ double: 2 * n }]);
    }
    const { rows } = await own.pool.query("SELECT name FROM pg_prepared_statements WHERE name = 'double'");
    assert.equal(rows.length, 1);
  } finally {
    await own.pool.end();
  }
});

test('a session has its name and its limits', async () => {
  const own = openDatabase(url, { poolMax: 1, applicationName: 'limits', statementTimeoutMs: 50 });
  try {
    const { rows } = await own.pool.query(
      "SELECT current_setting('application_name') AS name, current_setting('idle_in_transaction_session_timeout') AS idle",
    );
    assert.deepEqual(rows, [{ name: 'limits', idle: '1min' }]);
    await assert.rejects(own.pool.query('SELECT pg_sleep(10)'), { code: '57014' });
  } finally {
    await own.pool.end();
  }
});

test('losing every connection ends no process, and the pool connects again', async () => {
  const own = openDatabase(url, { poolMax: 2, applicationName: 'doomed', statementTimeoutMs: 5000 });
  const idle = await own.pool.connect();
  const held = await own.pool.connect();
  idle.release();
  const ends = [idle, held].map((client) => new Promise<void>((resolve) => client.once('end', () => resolve())));
  await pool.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'doomed'");
  await Promise.all(ends);
  held.release();
  assert.deepEqual((await own.pool.query('SELECT 1 AS one')).rows, [{ one: 1 }]);
  await own.pool.end();
});
