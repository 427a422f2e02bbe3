import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openRelay, type Relay } from '../../test/open-relay.ts';
import { waitFor } from '../../test/wait-for.ts';
import { createTestDatabase, type TestDatabase } from '../database/test-database.ts';
import { type RunningPool, startPool } from '../start-pool.ts';

let database: TestDatabase;
let relay: Relay;
let pool: RunningPool;

before(async () => {
  database = await createTestDatabase();
  relay = await openRelay(database.url);
  pool = await startPool({
    databaseUrl: relay.url,
    port: 0,
    demo: false,
    env: { KAMENG_LOG_LEVEL: 'silent', KAMENG_MASTER_KEY: Buffer.alloc(32, 7).toString('base64') },
  });
});
after(async () => {
  await pool.close();
  relay.close();
  await database.drop();
});

async function ready(): Promise<string> {
  const answer = await fetch(`${pool.url}/readyz`);
  return `${answer.status} ${await answer.text()}`;
}
const isReady = async () => (await ready()) === '200 ready';

test('a process is not ready on a schema that is newer or older than its code', async () => {
  assert.equal(await ready(), '200 ready');
  await database.pool.query("INSERT INTO migration SELECT max(number) + 1, 'of_the_future', '' FROM migration");
  assert.match(await ready(), /^503 the database has migration (\d+) and this code was written for \d+$/);
  await database.pool.query("DELETE FROM migration WHERE name = 'of_the_future'");
  const { rows } = await database.pool.query<{ number: number; name: string; sha256: string }>(
    'DELETE FROM migration WHERE number = (SELECT max(number) FROM migration) RETURNING number, name, sha256',
  );
  assert.match(await ready(), /^503 the database has migration/);
  const { number, name, sha256 } = rows[0]!;
  await database.pool.query('INSERT INTO migration (number, name, sha256) VALUES ($1, $2, $3)', [number, name, sha256]);
  assert.equal(await ready(), '200 ready');
});

test('a process is alive but not ready while the database is away or silent, and ready again afterwards', async () => {
  relay.down();
  assert.equal(await ready(), '503 the database does not answer');
  assert.equal((await fetch(`${pool.url}/healthz`)).status, 200);
  await relay.up();
  await waitFor(isReady);
  relay.freeze();
  assert.equal(await ready(), '503 the database does not answer in time');
  await relay.up();
  await waitFor(isReady);
});
