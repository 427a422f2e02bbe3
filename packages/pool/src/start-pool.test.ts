import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { after, before, test } from 'node:test';
import { createTestDatabase, type TestDatabase } from './database/test-database.ts';
import { PortTaken } from './find-free-port.ts';
import { KeyError } from './keys/key-error.ts';
import { ConfigError } from './read-config.ts';
import { startPool } from './start-pool.ts';

let database: TestDatabase;
const masterKey = randomBytes(32).toString('base64');
before(async () => {
  database = await createTestDatabase();
});
after(() => database.drop());

const start = (env: Record<string, string> = {}) =>
  startPool({
    databaseUrl: database.url,
    env: { PORT: '0', HOST: '127.0.0.1', KAMENG_LOG_LEVEL: 'silent', KAMENG_MASTER_KEY: masterKey, ...env },
  });
const read = (url: string, key = 'pk_test_demo') => fetch(url, { headers: { authorization: `Bearer ${key}` } });

test('two processes share one database: the demo is there once and each answers for both', async () => {
  const [one, two] = await Promise.all([start(), start()]);
  assert.notEqual(one.url, two.url);
  for (const pool of [one, two]) {
    const answer = (await (await read(`${pool.url}/v1/products?limit=100`)).json()) as { data: unknown[] };
    assert.equal(answer.data.length, 41);
  }
  const created = await fetch(`${one.url}/v1/checkouts`, {
    method: 'POST',
    headers: { authorization: 'Bearer pk_test_demo', 'content-type': 'application/json' },
    body: JSON.stringify({ product_id: 'prd_01k0dem0game00000000000001', quantity: 1 }),
  });
  assert.equal(created.status, 201);
  const { id, secret } = (await created.json()) as { id: string; secret: string };
  assert.equal((await read(`${two.url}/v1/checkouts/${id}`, secret)).status, 200);
  await Promise.all([one.close(), two.close()]);
});

test('closing finishes the requests under way and refuses new ones', async () => {
  const pool = await start();
  const client = await pool.engine.db.pool.connect();
  await client.query('BEGIN; LOCK TABLE product IN ACCESS EXCLUSIVE MODE');
  const slow = read(`${pool.url}/v1/products`);
  await waitFor(async () => {
    const { rows } = await database.pool.query(
      "SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%shelf%'",
    );
    return rows.length > 0;
  });
  const closing = pool.close();
  assert.equal((await read(`${pool.url}/v1/products`)).status, 503);
  await client.query('COMMIT');
  client.release();
  assert.equal((await slow).status, 200);
  await closing;
  await assert.rejects(read(`${pool.url}/healthz`));
});

test('a taken port, a wrong key and a wrong setting are said in words, and nothing stays open', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await assert.rejects(
    start({ PORT: String(port) }),
    (error) => error instanceof PortTaken && error.message.includes(`PORT=${port + 1}`),
  );
  server.close();
  await assert.rejects(start({ KAMENG_MASTER_KEY: randomBytes(32).toString('base64') }), KeyError);
  await assert.rejects(start({ KAMENG_HOLD_S: 'soon' }), ConfigError);
  await waitFor(async () => {
    const { rows } = await database.pool.query(
      "SELECT FROM pg_stat_activity WHERE datname = current_database() AND application_name LIKE 'kameng%' AND application_name <> 'kameng-test'",
    );
    return rows.length === 0;
  });
});

test('production refuses a database in which the demo keys still work', async () => {
  const env = {
    KAMENG_ENV: 'production',
    KAMENG_URL: 'https://pool.example',
    KAMENG_SMTP_URL: 'smtps://mail.example',
    KAMENG_MAIL_FROM: 'pool@pool.example',
  };
  await assert.rejects(start(env), (error) => error instanceof ConfigError && /demo keys/.test(error.message));
  await database.pool.query('UPDATE api_key SET revoked_at = now()');
  await assert.rejects(start(env), (error) => error instanceof ConfigError && /demo keys/.test(error.message));
  await database.pool.query('DELETE FROM person_login');
  const pool = await start(env);
  assert.equal((await fetch(`${await address(pool.url, pool.engine.config.port)}/dev/mail`)).status, 404);
  assert.equal((await fetch(`${await address(pool.url, pool.engine.config.port)}/sandbox/pay/x`)).status, 404);
  assert.deepEqual([...pool.engine.channels], []);
  const metrics = async (headers = {}) =>
    (await fetch(`${await address(pool.url, pool.engine.config.port)}/metrics`, { headers })).status;
  assert.deepEqual(
    [await metrics(), await metrics({ 'x-forwarded-for': '10.0.0.7' })],
    [200, 404],
    'behind a proxy that nobody told of, a caller could be anybody',
  );
  await pool.close();
});

/** In production the public address is a proxy's; the process itself is asked here. */
async function address(url: string, port: number): Promise<string> {
  assert.equal(url, 'https://pool.example');
  return `http://127.0.0.1:${port}`;
}

/** Asks until the condition holds; the test's own time limit bounds it. */
async function waitFor(condition: () => Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise(setImmediate);
}
