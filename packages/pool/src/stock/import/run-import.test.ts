import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { ImportNews, ImportOrders } from '../../../test/import-worker.ts';
import { insertGoods, makeCodes, type Goods } from '../../../test/insert-goods.ts';
import { openTestEngine, type TestEngine } from '../../../test/open-test-engine.ts';
import { createTestDatabase, type TestDatabase } from '../../database/test-database.ts';
import { revealCodes } from '../reveal-codes.ts';
import { uploadCodes } from '../upload-codes.ts';
import { ImportError } from './import-error.ts';
import type { ImportFormat } from './import-format.ts';
import { listImportFaults } from './list-import-faults.ts';
import { openFile } from './open-file.ts';
import { readImport } from './read-import.ts';
import type { ImportSource } from './read-chunks.ts';
import { runImport } from './run-import.ts';
import { startImport } from './start-import.ts';

const plain: ImportFormat = { encoding: 'utf-8', delimiter: '', quoted: false, header: false, columns: ['code'] };
const secret = randomBytes(32).toString('hex');
let database: TestDatabase;
let engine: TestEngine;
let folder: string;
before(async () => {
  database = await createTestDatabase();
  engine = await openTestEngine({ shared: { url: database.url, secret } });
  folder = mkdtempSync(join(tmpdir(), 'kameng import '));
});
after(async () => {
  rmSync(folder, { recursive: true });
  await engine.close();
  await database.drop();
});

const fresh = (count: number) => makeCodes(count).map(({ code }) => code!);
const begin = (goods: Goods, source: ImportSource, format = plain) =>
  startImport(engine, { offerId: goods.offerId, format, source });

function fileOf(text: string | Buffer): ImportSource {
  const path = join(folder, `${randomBytes(4).toString('hex')}.csv`);
  writeFileSync(path, text);
  return openFile(path);
}

/** How many codes a batch has, and how many of its offer are for sale. */
async function stockOf(offerId: string, batchId: string): Promise<{ codes: number; shelf: number }> {
  const { rows } = await engine.db.pool.query<{ codes: number; shelf: number }>(
    `SELECT (SELECT count(*) FROM code WHERE batch_id = $2) AS codes, (SELECT count(*) FROM shelf WHERE offer_id = $1) AS shelf`,
    [offerId, batchId],
  );
  return rows[0]!;
}

test('a file is imported: its codes are for sale and open to what was in it, and every refused line is named', async () => {
  const goods = await insertGoods(engine, { codes: 0 });
  const [known, ...codes] = fresh(12_001);
  await uploadCodes(engine, { offerId: goods.offerId, codes: [{ code: known! }] });
  const lines = ['\ufeffcode;note', ...codes.map((code) => `${code};x`)];
  // Line 5 repeats line 3 in its own chunk, line 9001 repeats it from a later one; line 8 was uploaded before.
  lines[4] = ` ${codes[1]!.toLowerCase()} ;again`;
  lines[9000] = codes[1]!;
  lines[7] = `${known!};x`;
  lines[5] = '"broken;x';
  lines[6] = `${'x'.repeat(5000)};x`;
  lines[8] = ';x';
  lines[9] = '';
  const source = fileOf(lines.join('\r\n'));
  const format: ImportFormat = { ...plain, delimiter: ';', quoted: true, header: true, columns: ['code', null] };
  const started = await begin(goods, source, format);
  assert.deepEqual([started.rows_total, started.status], [11_999, 'running']);
  const done = await runImport(engine, started.id, source);
  const { rows_done, accepted, duplicate_in_file, duplicate_in_pool, malformed, status } = done;
  assert.deepEqual(
    { rows_done, accepted, duplicate_in_file, duplicate_in_pool, malformed, status },
    { rows_done: 11_999, accepted: 11_993, duplicate_in_file: 2, duplicate_in_pool: 1, malformed: 3, status: 'done' },
  );
  assert.deepEqual(await listImportFaults(engine.db.pool, started.id), [
    { line: 5, reason: 'duplicate_in_file' },
    { line: 6, reason: 'wrong_columns' },
    { line: 7, reason: 'too_long' },
    { line: 8, reason: 'duplicate_in_pool' },
    { line: 9, reason: 'missing_field' },
    { line: 9001, reason: 'duplicate_in_file' },
  ]);
  assert.deepEqual(await stockOf(goods.offerId, started.batch_id), { codes: 11_993, shelf: 11_994 });
  const { rows } = await engine.db.pool.query<{ id: string }>('SELECT id FROM code WHERE batch_id = $1', [
    started.batch_id,
  ]);
  const revealed = await revealCodes(
    engine,
    rows.map(({ id }) => id),
  );
  assert.deepEqual(
    new Set([...revealed.values()].map(({ code }) => code)),
    new Set(codes.filter((_, index) => ![3, 4, 5, 6, 7, 8, 8999].includes(index))),
  );
  assert.deepEqual(await runImport(engine, started.id, source), done, 'a finished import is left alone');
});

test('text of other encodings is read, and a line that is not text is only that line', async () => {
  const goods = await insertGoods(engine, { codes: 0 });
  // "卡1" and "卡2" in GB18030, with a broken line between.
  const gb = fileOf(Buffer.from([0xbf, 0xa8, 0x31, 10, 0xff, 0xff, 10, 0xbf, 0xa8, 0x32, 10]));
  const { id } = await begin(goods, gb, { ...plain, encoding: 'gb18030' });
  const { accepted, malformed, batch_id } = await runImport(engine, id, gb);
  assert.deepEqual([accepted, malformed], [2, 1]);
  assert.deepEqual(await listImportFaults(engine.db.pool, id), [{ line: 2, reason: 'not_text' }]);
  const { rows } = await engine.db.pool.query<{ id: string }>('SELECT id FROM code WHERE batch_id = $1', [batch_id]);
  const revealed = await revealCodes(
    engine,
    rows.map((row) => row.id),
  );
  assert.deepEqual([...revealed.values()].map(({ code }) => code).toSorted(), ['卡1', '卡2']);
});

/** Runs an import in another process until it has written so many rows, and kills it. */
async function runUntilKilled(orders: ImportOrders, rows: number): Promise<void> {
  const child = fork(join(import.meta.dirname, '..', '..', '..', 'test', 'import-worker.ts'));
  const ended = once(child, 'exit');
  child.on('message', (news: ImportNews) => {
    assert.ok('rows_done' in news, 'the import finished before it could be killed');
    if (news.rows_done >= rows) child.kill('SIGKILL');
  });
  child.send(orders);
  const [, signal] = await ended;
  assert.equal(signal, 'SIGKILL');
}

test('killed in the middle, again and again, an import goes on where it was, and in the end every code is there once', async () => {
  const goods = await insertGoods(engine, { codes: 0 });
  const codes = fresh(80_000);
  const file = join(folder, 'killed.txt');
  writeFileSync(file, [...codes, ...codes.slice(0, 100)].join('\n'));
  const { id, batch_id } = await begin(goods, openFile(file));
  const seen: number[] = [];
  for (const rows of [1, 15_000, 30_000]) {
    await runUntilKilled({ url: database.url, secret, importId: id, file }, rows);
    seen.push((await readImport(engine.db.pool, id)).rows_done);
  }
  assert.deepEqual(
    seen,
    seen.toSorted((left, right) => left - right),
  );
  assert.ok(seen[0]! > 0 && seen.at(-1)! < 80_100, `${seen}`);
  const done = await runImport(engine, id, openFile(file));
  assert.deepEqual(
    [done.rows_total, done.accepted, done.duplicate_in_file, done.duplicate_in_pool],
    [80_100, 80_000, 100, 0],
  );
  assert.deepEqual(await stockOf(goods.offerId, batch_id), { codes: 80_000, shelf: 80_000 });
});

test('progress can be read while an import runs, and a second process that takes it up stops the first', async () => {
  const goods = await insertGoods(engine, { codes: 0 });
  const source = fileOf(fresh(30_000).join('\n'));
  const { id, batch_id } = await begin(goods, source);
  const progress: number[] = [];
  let second: Promise<unknown> | undefined;
  async function* open(): AsyncGenerator<Uint8Array> {
    for await (const block of source.open()) {
      const row = await readImport(engine.db.pool, id);
      progress.push(row.rows_done / row.rows_total);
      if (row.rows_done > 0) second ??= runImport(engine, id, source);
      if (second) await second;
      yield block;
    }
  }
  await assert.rejects(
    runImport(engine, id, { name: source.name, open }),
    (error) => error instanceof ImportError && error.code === 'taken_over',
  );
  assert.equal(progress[0], 0);
  assert.ok(
    progress.some((share) => share > 0 && share < 1),
    `${progress}`,
  );
  assert.deepEqual(await stockOf(goods.offerId, batch_id), { codes: 30_000, shelf: 30_000 });
});
