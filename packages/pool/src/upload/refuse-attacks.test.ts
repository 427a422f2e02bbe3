import assert from 'node:assert/strict';
import { request } from 'node:http';
import { connect } from 'node:net';
import { after, before, test } from 'node:test';
import { deflateRawSync, gzipSync } from 'node:zlib';
import { partBytesMax, uploadBytesMax, type Upload } from '@kameng/contract/desk/upload';
import type { DeskRouteName } from '@kameng/contract/desk-routes';
import { insertGoods } from '../../test/insert-goods.ts';
import { askDesk, openOrganisation, openSeat, refusalOf, type DeskCall, type Seat } from '../../test/open-seat.ts';
import { openTestPool, type TestPool } from '../../test/open-test-pool.ts';
import { waitFor } from '../../test/wait-for.ts';
import { insertSupplier } from '../supplier/insert-supplier.ts';
import { transact } from '../database/transact.ts';

let pool: TestPool;
let seat: Seat;
let offerId: string;
before(async () => {
  pool = await openTestPool();
  seat = await openSeat(pool, await openOrganisation(pool, 'supplier'), 'owner');
  const { engine } = pool;
  ({ offerId } = await insertGoods(engine, { codes: 0 }));
  const { organisationId } = seat;
  await transact(engine.db.pool, async (client) => {
    const id = await insertSupplier(client, engine.now(), { organisationId, name: 'Supplier', language: 'en' });
    await client.query("UPDATE supplier SET status = 'active' WHERE id = $1", [id]);
    await client.query('UPDATE offer SET supplier_id = $2 WHERE id = $1', [offerId, id]);
  });
});
after(() => pool.close());

async function ask<Answer>(name: DeskRouteName, call: DeskCall = {}): Promise<Answer> {
  const response = await askDesk(pool, seat, name, call);
  const text = await response.text();
  assert.ok(response.ok, `${name}: ${response.status} ${text}`);
  return JSON.parse(text) as Answer;
}
const begin = (file_name: string, bytes: number) =>
  askDesk(pool, seat, 'createUpload', { body: { offer_id: offerId, file_name, bytes } });
async function sendWhole(file_name: string, content: Buffer): Promise<Response> {
  const { id } = (await (await begin(file_name, content.length)).json()) as Upload;
  const answer = await askDesk(pool, seat, 'sendPart', { id, body: { offset: 0, data: content.toString('base64') } });
  if (!answer.ok) await ask('abortUpload', { id });
  return answer;
}

test('what unpacks to more than it is, is never unpacked, whatever it is called', async () => {
  const zeros = Buffer.alloc(50 * 1024 * 1024);
  const bombs = [gzipSync(zeros), Buffer.concat([Buffer.from('PK\u0003\u0004'), deflateRawSync(zeros)])];
  for (const bomb of bombs) assert.equal(await refusalOf(await sendWhole('codes.csv', bomb)), 'file_refused');
  // Behind a first line that looks like a table it is still no text.
  const hidden = Buffer.concat([Buffer.from('code\r\n'), bombs[0]!]);
  assert.equal(await refusalOf(await sendWhole('codes.csv', hidden)), 'file_refused');
  for (const program of ['\u007fELF\u0002\u0001', 'MZ\u0090\u0000', '%PDF-1.7', '\u0000\u0001\u0002'])
    assert.equal(
      await refusalOf(await sendWhole('codes.txt', Buffer.from(program, 'latin1'))),
      'file_refused',
      program,
    );
});

test('a file that is too large is refused before any of it is sent, and a part before it is read', async () => {
  assert.equal(await refusalOf(await begin('codes.csv', uploadBytesMax + 1)), 'invalid_request');
  assert.equal(await refusalOf(await begin('codes.csv', 0)), 'invalid_request');
  for (const name of ['codes.xlsx', 'codes.csv.exe', 'codes', '../codes.html'])
    assert.equal(await refusalOf(await begin(name, 10)), 'file_refused', name);
  const { id } = (await (await begin('codes.csv', 10 * partBytesMax)).json()) as Upload;
  const data = Buffer.alloc(partBytesMax + 3, 'A').toString('base64');
  assert.equal(
    await refusalOf(await askDesk(pool, seat, 'sendPart', { id, body: { offset: 0, data } })),
    'invalid_request',
  );
  // It only says how much would come: the answer does not wait for it.
  const status = await new Promise<number | undefined>((resolve, reject) => {
    const sent = request(new URL(`/v1/supplier/uploads/${id}/parts`, pool.url), {
      method: 'POST',
      headers: {
        cookie: seat.cookie,
        'kameng-organisation': seat.organisationId,
        'content-type': 'application/json',
        'content-length': 1_000_000_000,
      },
    });
    sent.on('response', ({ statusCode }) => {
      resolve(statusCode);
      sent.destroy();
    });
    sent.on('error', reject);
    sent.write('{');
  });
  assert.equal(status, 413);
  assert.equal((await ask<Upload>('getUpload', { id })).received_bytes, 0);
  await ask('abortUpload', { id });
});

test('a gigabyte that says nothing of its size, or lies about it, is hung up on after the first part of it', async () => {
  const { id } = (await (await begin('codes.csv', 10 * partBytesMax)).json()) as Upload;
  const before = process.memoryUsage().rss;
  const piece = Buffer.alloc(64 * 1024, 'A');
  const gigabyte = 1024 * 1024 * 1024;
  for (const [how, headers] of Object.entries({
    chunked: { 'transfer-encoding': 'chunked' },
    'a length that is too small': { 'content-length': 20 },
  })) {
    let sentBytes = 0;
    const answer = await new Promise<{ status: number | undefined; type: string | undefined }>((resolve) => {
      const socket = connect(Number(new URL(pool.url).port), new URL(pool.url).hostname);
      let text = '';
      const said = () => {
        socket.destroy();
        const [, status] = /^HTTP\/1\.1 (\d+)/.exec(text) ?? [];
        resolve({ status: Number(status), type: /content-type: ([^;\r]+)/i.exec(text)?.[1] });
      };
      const lines = Object.entries({
        host: new URL(pool.url).host,
        cookie: seat.cookie,
        'kameng-organisation': seat.organisationId,
        'content-type': 'application/json',
        ...headers,
      }).map(([name, value]) => `${name}: ${value}\r\n`);
      socket.write(`POST /v1/supplier/uploads/${id}/parts HTTP/1.1\r\n${lines.join('')}\r\n`);
      const framed = how === 'chunked' ? Buffer.concat([Buffer.from('10000\r\n'), piece, Buffer.from('\r\n')]) : piece;
      const go = () => {
        while (sentBytes < gigabyte && socket.writable) {
          sentBytes += piece.length;
          if (!socket.write(framed)) break;
        }
      };
      socket.on('drain', go);
      socket.on('data', (data) => {
        text += data.toString('latin1');
        if (text.includes('\r\n\r\n')) said();
      });
      socket.on('error', said);
      socket.on('close', said);
      go();
    });
    assert.ok(answer.status === 413 || answer.status === 400, `${how}: ${answer.status}`);
    assert.equal(answer.type, 'application/problem+json', how);
    assert.ok(sentBytes < gigabyte / 10, `${how}: ${sentBytes} bytes were taken`);
  }
  assert.ok(process.memoryUsage().rss - before < 200 * 1024 * 1024, 'nothing of it is kept');
  assert.equal((await ask<Upload>('getUpload', { id })).received_bytes, 0);
  await ask('abortUpload', { id });
});

test('what a spreadsheet would run is no code, and its report does not repeat it', async () => {
  const rows = ['=1+1', '+SUM(A1)', '-2+cmd', '@x', '"=1+1"', '\t=1+1', 'GOOD-CODE-0001', '+1 555 0100'];
  const { id } = (await (await sendWhole('codes.txt', Buffer.from(rows.join('\n')))).json()) as Upload;
  const format = { encoding: 'utf-8', delimiter: ',', quoted: true, header: false, columns: ['code'] };
  await ask('checkUpload', { id, body: { format } });
  await waitFor(async () => (await ask<Upload>('getUpload', { id })).status === 'checked');
  const { data } = await ask<{ data: { line: number; reason: string }[] }>('listRowFaults', { id });
  assert.deepEqual(
    data,
    [1, 2, 3, 4, 5, 6].map((line) => ({ line, reason: 'formula' })),
  );
  assert.equal((await ask<Upload>('getUpload', { id })).rows?.accepted, 2);
});
