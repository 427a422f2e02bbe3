import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { createTestDatabase, type TestDatabase } from '../database/test-database.ts';
import { KeyError } from './key-error.ts';
import { masterKeyFile } from './master-key.ts';
import { openKeys } from './open-keys.ts';

let database: TestDatabase;
let dataDir: string;
before(async () => {
  database = await createTestDatabase();
});
after(() => database.drop());
beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'kameng keys '));
  await database.pool.query('DELETE FROM sealed_secret');
});
afterEach(() => rmSync(dataDir, { recursive: true }));

const quiet = { warn() {} };
const failsWith = (code: string) => (error: unknown) => error instanceof KeyError && error.code === code;

test('processes that start together on nothing end up with the same keys', async () => {
  const opened = await Promise.all(
    Array.from({ length: 8 }, () =>
      openKeys(
        { environment: 'development', masterKey: undefined, newMasterKey: undefined, dataDir },
        database.pool,
        quiet,
      ),
    ),
  );
  for (const keys of opened) assert.deepEqual(keys, opened[0]);
  assert.equal(statSync(masterKeyFile(dataDir)).mode & 0o777, 0o600);
  assert.deepEqual(readdirSync(dataDir), ['master.key']);
  const { masters, ...single } = opened[0]!;
  assert.deepEqual([...masters.keys()], [single.master.id]);
  const texts = Object.values({ ...single, master: single.master.key }).map((key) => key.toString('hex'));
  assert.equal(new Set(texts).size, texts.length, 'every purpose has a key of its own');
});

test('the key file of development is announced when it is made, and only then', async () => {
  const warnings: string[] = [];
  const config = { environment: 'development', masterKey: undefined, newMasterKey: undefined, dataDir } as const;
  const log = { warn: (message: string) => warnings.push(message) };
  await openKeys(config, database.pool, log);
  await openKeys(config, database.pool, log);
  assert.equal(warnings.length, 1);
  assert.match(warnings[0]!, /KAMENG_MASTER_KEY/);
});

test('a wrong, lost, misshapen or missing master key is said at the start', async () => {
  const open = (masterKey: string | undefined, environment: 'development' | 'production' = 'production') =>
    openKeys({ environment, masterKey, newMasterKey: undefined, dataDir }, database.pool, quiet);
  await assert.rejects(open(undefined), failsWith('no_master_key'));
  await assert.rejects(open('c2hvcnQ='), failsWith('bad_master_key'));
  await open(randomBytes(32).toString('base64'));
  await assert.rejects(open(randomBytes(32).toString('base64')), failsWith('wrong_master_key'));
  await assert.rejects(
    open(undefined, 'development'),
    failsWith('no_master_key'),
    'no new key is made beside a database that needs the old one',
  );
  assert.deepEqual(readdirSync(dataDir), []);
});

test('the root secret in the database is sealed, and a sealed secret that was tampered with is refused', async () => {
  const masterKey = randomBytes(32).toString('base64');
  const open = () =>
    openKeys({ environment: 'production', masterKey, newMasterKey: undefined, dataDir }, database.pool, quiet);
  const keys = await open();
  await database.pool.query('UPDATE sealed_secret SET sealed = set_byte(sealed, 20, get_byte(sealed, 20) # 1)');
  await assert.rejects(open(), failsWith('wrong_master_key'));
  await database.pool.query('UPDATE sealed_secret SET sealed = set_byte(sealed, 20, get_byte(sealed, 20) # 1)');
  assert.deepEqual(await open(), keys);
});
