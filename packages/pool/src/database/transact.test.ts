import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { createTestDatabase } from './test-database.ts';
import { CommitUnknown, transact, transactBatch } from './transact.ts';

const migrationsDir = mkdtempSync(join(tmpdir(), 'kameng-transact-'));
writeFileSync(
  join(migrationsDir, '0001_account.sql'),
  `CREATE TABLE account (id text PRIMARY KEY, amount_minor int8 NOT NULL);
   INSERT INTO account VALUES ('a', 100), ('b', 100);
   CREATE FUNCTION die() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END $$;
   CREATE TABLE trap (id int);
   CREATE CONSTRAINT TRIGGER die AFTER INSERT ON trap DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION die();`,
);
const { pool, drop } = await createTestDatabase({ migrationsDir, poolMax: 2 });
after(async () => {
  await drop();
  rmSync(migrationsDir, { recursive: true });
});

test('work is committed and its result answered; work that throws leaves no trace', async () => {
  const result = await transact(pool, async (client) => {
    await client.query("INSERT INTO account VALUES ('c', 1)");
    return 'done';
  });
  assert.equal(result, 'done');
  const refusal = new Error('no');
  await assert.rejects(
    transact(pool, async (client) => {
      await client.query("INSERT INTO account VALUES ('d', 1)");
      throw refusal;
    }),
    refusal,
  );
  assert.deepEqual((await pool.query("SELECT id FROM account WHERE id IN ('c', 'd')")).rows, [{ id: 'c' }]);
  assert.equal(pool.idleCount, pool.totalCount);
});

test('what travels with COMMIT is committed with it, or nothing is and the statement says why', async () => {
  const insert = (...ids: string[]) =>
    transactBatch(pool, {
      read: async (client) =>
        (await client.query<{ sum: number }>('SELECT sum(amount_minor)::int8 FROM account')).rows[0]!.sum,
      async work(client, sum, lastly) {
        for (const id of ids) lastly(client.query('INSERT INTO account VALUES ($1, $2)', [id, sum]));
        return sum;
      },
    });
  const sum = await insert('v', 'w');
  assert.equal(await insert('x'), sum * 3);
  await assert.rejects(insert('y', 'v', 'z'), { code: '23505' });
  await assert.rejects(
    transactBatch(pool, {
      read: (client) => client.query('SELECT 1 / 0'),
      work: async (client) => client.query("INSERT INTO account VALUES ('zz', 1)"),
    }),
    { code: '22012' },
  );
  const { rows } = await pool.query("SELECT id FROM account WHERE id > 'u' ORDER BY id");
  assert.deepEqual(rows, [{ id: 'v' }, { id: 'w' }, { id: 'x' }]);
  assert.equal(pool.idleCount, pool.totalCount);
});

test('two that lock each other out both succeed', async () => {
  const meet = meeting(2);
  let attempts = 0;
  const move = (from: string, to: string) =>
    transact(pool, async (client) => {
      attempts += 1;
      await client.query('UPDATE account SET amount_minor = amount_minor - 1 WHERE id = $1', [from]);
      await meet();
      await client.query('UPDATE account SET amount_minor = amount_minor + 1 WHERE id = $1', [to]);
    });
  await Promise.all([move('a', 'b'), move('b', 'a')]);
  assert.equal(attempts, 3);
  const { rows } = await pool.query("SELECT amount_minor FROM account WHERE id IN ('a', 'b')");
  assert.deepEqual(rows, [{ amount_minor: 100 }, { amount_minor: 100 }]);
});

test('two serializable sums that depend on each other come out as if one came first', async () => {
  const meet = meeting(2);
  const addSumTo = (id: string) =>
    transact(
      pool,
      async (client) => {
        const { rows } = await client.query(
          "SELECT sum(amount_minor)::int8 AS sum FROM account WHERE id IN ('a', 'b')",
        );
        await meet();
        await client.query('UPDATE account SET amount_minor = $2 WHERE id = $1', [id, rows[0].sum]);
      },
      { isolation: 'serializable' },
    );
  await Promise.all([addSumTo('a'), addSumTo('b')]);
  const { rows } = await pool.query("SELECT amount_minor FROM account WHERE id IN ('a', 'b') ORDER BY amount_minor");
  assert.deepEqual(rows, [{ amount_minor: 200 }, { amount_minor: 300 }]);
});

test('retries are bounded', async () => {
  let attempts = 0;
  const conflict = Object.assign(new Error('conflict'), { code: '40001' });
  const always = async () => {
    attempts += 1;
    throw conflict;
  };
  await assert.rejects(transact(pool, always, { attemptsMax: 3 }), conflict);
  assert.equal(attempts, 3);
});

test('a swallowed error does not pass for a commit', async () => {
  const swallow = transact(pool, async (client) => {
    await client.query("INSERT INTO account VALUES ('e', 1)");
    await client.query('SELECT 1 / 0').catch(() => {});
  });
  await assert.rejects(swallow, /swallowed/);
  assert.equal((await pool.query("SELECT FROM account WHERE id = 'e'")).rowCount, 0);
});

test('a broken connection is destroyed, not passed on', async () => {
  await assert.rejects(
    transact(pool, (client) => client.query('SELECT pg_terminate_backend(pg_backend_pid())')),
    { code: '57P01' },
  );
  assert.equal(pool.idleCount, pool.totalCount);
  // Both connections of the pool are usable at once.
  const meet = meeting(2);
  const both = await Promise.all(
    [1, 2].map((n) => transact(pool, async (client) => meet().then(() => client.query('SELECT $1::int AS n', [n])))),
  );
  assert.deepEqual(
    both.map(({ rows }) => rows),
    [[{ n: 1 }], [{ n: 2 }]],
  );
});

test('a connection that breaks during COMMIT leaves the outcome open and says so', async () => {
  let attempts = 0;
  const trapped = transact(pool, async (client) => {
    attempts += 1;
    await client.query('INSERT INTO trap VALUES (1)');
  });
  await assert.rejects(trapped, CommitUnknown);
  assert.equal(attempts, 1);
  assert.equal((await pool.query('SELECT FROM trap')).rowCount, 0);
});

/** Everyone who comes waits for the others, once; later comers pass. */
function meeting(size: number): () => Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  let here = 0;
  return () => {
    here += 1;
    if (here === size) resolve();
    return promise;
  };
}
