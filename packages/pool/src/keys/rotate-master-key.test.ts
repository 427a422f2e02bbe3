import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import type { CodeFields } from '@kameng/contract/order';
import { insertGoods, makeCodes } from '../../test/insert-goods.ts';
import { openTestEngine, type TestEngine } from '../../test/open-test-engine.ts';
import type { Engine } from '../engine.ts';
import { revealCodes } from '../stock/reveal-codes.ts';
import { countByMasterKey } from '../stock/rewrap-batches.ts';
import { uploadCodes } from '../stock/upload-codes.ts';
import { KeyError } from './key-error.ts';
import { parseMasterKey } from './master-key.ts';
import { openKeys } from './open-keys.ts';
import { rotateMasterKey } from './rotate-master-key.ts';

const run = promisify(execFile);
const newKey = () => randomBytes(32).toString('base64');
const keyOf = (text: string) => parseMasterKey(text, 'test');
const refused = (error: unknown) => error instanceof KeyError && error.code === 'wrong_master_key';

let engine: TestEngine;
let offerId: string;
const engines: TestEngine[] = [];
before(async () => {
  ({ engine, offerId } = await openPool());
});
after(() => Promise.all(engines.map((each) => each.close())));

/** A database with an offer and nothing that is wrapped with any key. */
async function openPool(): Promise<{ engine: TestEngine; offerId: string }> {
  const opened = await openTestEngine();
  engines.push(opened);
  const goods = await insertGoods(opened, { codes: 0 });
  await opened.db.pool.query('DELETE FROM code_batch');
  return { engine: opened, offerId: goods.offerId };
}

/** A process of the pool that was started with these keys. */
async function processWith(masterKey: string, newMasterKey?: string): Promise<Engine> {
  const config = { environment: 'production', masterKey, newMasterKey, dataDir: '/nonexistent' } as const;
  return { ...engine, keys: await openKeys(config, engine.db.pool, { warn() {} }) };
}

/** Uploads batches of two codes; every code there ever was, by id. */
const known = new Map<string, CodeFields>();
async function upload(process: Engine, batches: number): Promise<void> {
  for (let batch = 0; batch < batches; batch += 1) {
    const codes = makeCodes(2);
    const { batchId } = await uploadCodes(process, { offerId, codes });
    const { rows } = await engine.db.pool.query<{ id: string }>('SELECT id FROM code WHERE batch_id = $1', [batchId]);
    const revealed = await revealCodes(
      process,
      rows.map(({ id }) => id),
    );
    assert.deepEqual(new Set([...revealed.values()].map(({ code }) => code)), new Set(codes.map(({ code }) => code)));
    for (const [id, fields] of revealed) known.set(id, fields);
  }
}

const readAll = (process: Engine) => revealCodes(process, [...known.keys()]);

test('the key is replaced while codes are read and uploaded by processes that have both, and it can be cut off anywhere', async () => {
  const [oldText, newText] = [newKey(), newKey()];
  const [from, to] = [keyOf(oldText), keyOf(newText)];
  await upload(await processWith(oldText), 10);
  // Started before the rotation, with both keys, and never restarted while it runs.
  const serving = await processWith(oldText, newText);
  const derived = serving.keys.codeFingerprint;
  await assert.rejects(
    rotateMasterKey(engine.db.pool, {
      from,
      to,
      batchesMax: 3,
      onProgress: () => {
        throw new Error('cut off');
      },
    }),
    /cut off/,
  );
  assert.deepEqual(
    await countByMasterKey(engine.db.pool),
    new Map([
      [from.id, 7],
      [to.id, 3],
    ]),
  );
  assert.deepEqual(await readAll(serving), known);
  await upload(serving, 2);
  assert.equal(
    (await countByMasterKey(engine.db.pool)).get(from.id),
    7,
    'new batches use the new key from the first step on',
  );
  const [rotated] = await Promise.all([
    rotateMasterKey(engine.db.pool, { from, to, batchesMax: 2, onProgress: () => void readAll(serving) }),
    upload(serving, 3),
  ]);
  assert.equal(rotated, 7);
  assert.deepEqual(await countByMasterKey(engine.db.pool), new Map([[to.id, 15]]));
  assert.deepEqual(await readAll(serving), known);
  const fresh = await processWith(newText);
  assert.deepEqual(await readAll(fresh), known);
  assert.deepEqual(fresh.keys.codeFingerprint, derived, 'all that was derived stays as it was');
  await assert.rejects(processWith(oldText), refused);
  assert.equal(await rotateMasterKey(engine.db.pool, { from, to }), 0, 'once more does nothing');
});

test('a process that was not given the new key says so instead of making codes nobody can read', async () => {
  const { engine: own, ...goods } = await openPool();
  const [oldText, newText] = [newKey(), newKey()];
  const config = {
    environment: 'production',
    masterKey: oldText,
    newMasterKey: undefined,
    dataDir: '/nonexistent',
  } as const;
  const left = { ...own, keys: await openKeys(config, own.db.pool, { warn() {} }) };
  await uploadCodes(left, { offerId: goods.offerId, codes: makeCodes(1) });
  await rotateMasterKey(own.db.pool, { from: keyOf(oldText), to: keyOf(newText) });
  await assert.rejects(uploadCodes(left, { offerId: goods.offerId, codes: makeCodes(1) }), refused);
});

test('keys that are the same, or not those of this database, rotate nothing', async () => {
  const { rows } = await engine.db.pool.query<{ master_key_id: string }>('SELECT master_key_id FROM sealed_secret');
  const [one, two] = [keyOf(newKey()), keyOf(newKey())];
  await assert.rejects(rotateMasterKey(engine.db.pool, { from: one, to: one }), refused);
  await assert.rejects(rotateMasterKey(engine.db.pool, { from: one, to: two }), refused);
  assert.deepEqual((await engine.db.pool.query('SELECT master_key_id FROM sealed_secret')).rows, rows);
});

test('the script rotates the database of its settings, and says in words what is missing', async () => {
  const { engine: own, ...goods } = await openPool();
  const [oldText, newText] = [newKey(), newKey()];
  const config = {
    environment: 'production',
    masterKey: oldText,
    newMasterKey: undefined,
    dataDir: '/nonexistent',
  } as const;
  const keys = await openKeys(config, own.db.pool, { warn() {} });
  await uploadCodes({ ...own, keys }, { offerId: goods.offerId, codes: makeCodes(1) });
  const script = join(import.meta.dirname, '..', 'rotate-key.ts');
  const env = { PATH: process.env.PATH, DATABASE_URL: own.url, KAMENG_MASTER_KEY: oldText };
  await assert.rejects(run(process.execPath, [script], { env }), /KAMENG_NEW_MASTER_KEY/);
  const { stdout } = await run(process.execPath, [script], { env: { ...env, KAMENG_NEW_MASTER_KEY: newText } });
  assert.match(stdout, /1 batches were rewrapped/);
  assert.ok(!stdout.includes(newText) && !stdout.includes(oldText));
  assert.deepEqual(await countByMasterKey(own.db.pool), new Map([[keyOf(newText).id, 1]]));
});
