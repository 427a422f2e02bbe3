/**
 * The recipe for backup and restore, as it is meant to be followed:
 *
 *     pg_dump --format=custom --file=kameng.dump "$DATABASE_URL"
 *     createdb … && pg_restore --no-owner --exit-on-error --single-transaction --dbname="$NEW_DATABASE_URL" kameng.dump
 *
 * The master key is not in the dump. Keep it elsewhere: with it the dump is everything, without it no code in it can be read.
 */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, type TestContext, test } from 'node:test';
import { promisify } from 'node:util';
import type { CodeFields } from '@kameng/contract/order';
import pg from 'pg';
import { migrate } from '../src/database/migrate.ts';
import { nameTestDatabase } from '../src/database/name-test-database.ts';
import { openDatabase } from '../src/database/open-database.ts';
import { migrationsDir } from '../src/database/schema-version.ts';
import { createTestDatabase, type TestDatabase } from '../src/database/test-database.ts';
import type { Engine, Site } from '../src/engine.ts';
import { KeyError } from '../src/keys/key-error.ts';
import { deriveKeys } from '../src/keys/keys.ts';
import { openKeys } from '../src/keys/open-keys.ts';
import { foldBalances } from '../src/ledger/fold-balances.ts';
import { matureShares } from '../src/ledger/mature-shares.ts';
import { isFaultless, proveLedger } from '../src/ledger/prove-ledger.ts';
import { createOrder } from '../src/order/create-order.ts';
import { refundDelivered } from '../src/order/refund-delivered.ts';
import { revealCodes } from '../src/stock/reveal-codes.ts';
import { uploadCodes } from '../src/stock/upload-codes.ts';
import { insertGoods, insertShop, makeCodes, type Goods } from './insert-goods.ts';
import { type DumpServer, findDumpTools, majorOf, openDumpServer } from './open-dump-server.ts';
import { openTestEngine, type TestEngine } from './open-test-engine.ts';

const run = promisify(execFile);
const secret = randomBytes(32).toString('hex');
const masterKey = randomBytes(32).toString('base64');
const tools = findDumpTools();
let server: DumpServer | undefined;
let original: TestDatabase | undefined;
let restored: TestDatabase | undefined;
const engines: TestEngine[] = [];
const folder = mkdtempSync(join(tmpdir(), 'kameng backup '));

before(async () => {
  // pg_dump refuses servers newer than itself; where it came with a server, that one is of its age.
  server = tools && (await openDumpServer(tools));
  if (server) process.env.KAMENG_TEST_DATABASE_URL = server.url;
});
after(async () => {
  for (const engine of engines) await engine.close();
  await restored?.drop();
  await original?.drop();
  await server?.close();
  rmSync(folder, { recursive: true });
});

function keysOf(pool: TestDatabase['pool'], key = masterKey) {
  const config = {
    environment: 'production',
    masterKey: key,
    newMasterKey: undefined,
    dataDir: '/nonexistent',
  } as const;
  return openKeys(config, pool, { warn() {} });
}

async function engineOn(database: TestDatabase): Promise<TestEngine> {
  const engine = await openTestEngine({ shared: { url: database.url, secret } });
  engines.push(engine);
  return Object.assign(engine, { keys: await keysOf(database.pool) });
}

function buy(engine: TestEngine, shop: Site, goods: Goods, client_reference: string) {
  const max_amount = { amount_minor: 1_000_000, currency: 'CNY' };
  const body = { product_id: goods.productId, quantity: 2, client_reference, max_amount };
  return createOrder(engine.as({ kind: 'shop', site: shop }), { params: undefined, query: undefined, body });
}

async function readAllCodes(engine: Pick<Engine, 'db' | 'keys'>): Promise<Map<string, CodeFields>> {
  const { rows } = await engine.db.pool.query<{ id: string }>('SELECT id FROM code');
  return revealCodes(
    engine,
    rows.map(({ id }) => id),
  );
}

/** A database without a table on the same server. */
async function createEmptyDatabase(besideUrl: string): Promise<TestDatabase> {
  const name = nameTestDatabase();
  const url = new URL(besideUrl);
  const administer = async (sql: string) => {
    const client = new pg.Client({ connectionString: besideUrl });
    await client.connect();
    await client.query(sql).finally(() => client.end());
  };
  await administer(`CREATE DATABASE ${name}`);
  url.pathname = `/${name}`;
  const database = openDatabase(url.href, { poolMax: 5, applicationName: 'kameng-test', statementTimeoutMs: 30_000 });
  const drop = async () => {
    await database.pool.end();
    await administer(`DROP DATABASE ${name}`);
  };
  return { ...database, url: url.href, drop };
}

/** How many rows each table holds. */
async function countRows({ pool }: TestDatabase): Promise<Record<string, number>> {
  const { rows } = await pool.query<{ name: string }>(
    "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY 1",
  );
  const counts: Record<string, number> = {};
  for (const { name } of rows)
    counts[name] = (await pool.query<{ count: number }>(`SELECT count(*) FROM "${name}"`)).rows[0]!.count;
  return counts;
}

test('a dump restored elsewhere is the whole pool: books, invariants, codes with the key and none without', async (t: TestContext) => {
  if (!tools) return t.skip('skipped: no pg_dump');
  original = await createTestDatabase();
  const major = await majorOf(original.url);
  if (major > tools.major) return t.skip(`skipped: pg_dump ${tools.major} is older than the server, ${major}`);
  const engine = await engineOn(original);
  const goods = await insertGoods(engine, { codes: 0 });
  const codes = makeCodes(40);
  await uploadCodes(engine, { offerId: goods.offerId, codes });
  const shop = await insertShop(engine, 500_000);
  const orders = await Promise.all(Array.from({ length: 8 }, (_, index) => buy(engine, shop, goods, `B-${index}`)));
  engine.wait(8 * 24 * 3600);
  await matureShares(engine);
  await refundDelivered(engine, {
    orderId: orders[0]!.body.id,
    amount_minor: 999,
    reason: 'operator',
    cause: 'backup',
    actor: 'test',
  });
  await foldBalances(engine);
  const before = await readAllCodes(engine);

  const dump = join(folder, 'kameng.dump');
  await run(join(tools.dir, 'pg_dump'), ['--format=custom', '--compress=0', `--file=${dump}`, original.url]);
  const bytes = readFileSync(dump);
  for (const { code } of codes) assert.ok(!bytes.includes(code!), 'a code lies open in the dump');
  for (const form of [masterKey, Buffer.from(masterKey, 'base64')])
    assert.ok(!bytes.includes(form), 'the master key lies in the dump');

  restored = await createEmptyDatabase(original.url);
  await run(join(tools.dir, 'pg_restore'), [
    '--no-owner',
    '--exit-on-error',
    '--single-transaction',
    `--dbname=${restored.url}`,
    dump,
  ]);
  assert.deepEqual(await countRows(restored), await countRows(original));
  const log = { info() {}, warn() {} };
  assert.equal(await migrate(restored.pool, { dir: migrationsDir, log }), 0, 'the restored schema is the newest one');
  const proof = await proveLedger(restored.pool);
  assert.ok(isFaultless(proof) && proof.transfers > 0, JSON.stringify(proof));
  await assert.rejects(restored.pool.query('UPDATE transfer SET amount_minor = 1'), { code: 'KM002' });
  await assert.rejects(restored.pool.query('DELETE FROM order_code'), { code: 'KM001' });

  const there = await engineOn(restored);
  assert.deepEqual(await readAllCodes(there), before);
  assert.deepEqual(new Set([...before.values()].map(({ code }) => code)), new Set(codes.map(({ code }) => code)));
  await assert.rejects(keysOf(restored.pool, randomBytes(32).toString('base64')), KeyError);
  const strange = { id: 'strange', key: randomBytes(32) };
  await assert.rejects(readAllCodes({ ...there, keys: deriveKeys(strange, randomBytes(32)) }), KeyError);
  assert.equal(
    (await buy(there, shop, goods, 'B-3')).body.id,
    orders[3]!.body.id,
    'what was bought before is not bought again',
  );
  assert.equal((await buy(there, shop, goods, 'B-new')).status, 201);
  assert.ok(isFaultless(await proveLedger(restored.pool)));
});
