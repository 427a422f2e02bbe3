import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { DeskRouteName } from '@kameng/contract/desk-routes';
import type { OwnerMoney, Payout } from '@kameng/contract/desk/payout';
import type { Upload, UploadPreview } from '@kameng/contract/desk/upload';
import { makeCodes } from '../../test/insert-goods.ts';
import {
  askDesk,
  openOrganisation,
  openSeat,
  refusalOf,
  signIn,
  type DeskCall,
  type Seat,
} from '../../test/open-seat.ts';
import { openTestPool, type TestPool } from '../../test/open-test-pool.ts';
import { sampleGoods } from '../../test/sample-goods.ts';
import { waitFor } from '../../test/wait-for.ts';
import { matureShares } from '../ledger/mature-shares.ts';
import { isFaultless, proveLedger } from '../ledger/prove-ledger.ts';
import { readBalances } from '../ledger/read-balances.ts';
import { payouts } from '../ledger/accounts.ts';
import { payoutTransitions } from '../payout/payout-state.ts';
import { uploadTransitions } from '../upload/upload-state.ts';

const dayS = 86_400;
let pool: TestPool;
let operator: Seat;
let supplier: Seat;
let offerId: string;
let productId: string;
before(async () => {
  pool = await openTestPool();
  operator = await openSeat(pool, await openOrganisation(pool, 'operator'), 'owner');
  supplier = await openSeat(pool, await openOrganisation(pool, 'shop'), 'viewer');
});
after(() => pool.close());

async function ask<Answer>(seat: Seat, name: DeskRouteName, call: DeskCall = {}): Promise<Answer> {
  const response = await askDesk(pool, seat, name, call);
  const text = await response.text();
  assert.ok(response.ok, `${name}: ${response.status} ${text}`);
  return (text === '' ? undefined : JSON.parse(text)) as Answer;
}
const refused = async (seat: Seat, name: DeskRouteName, call: DeskCall = {}) =>
  refusalOf(await askDesk(pool, seat, name, call));
/** Moves the clock, after which everybody signs in again. */
async function passDays(days: number): Promise<void> {
  await pool.advance(days * dayS);
  for (const seat of [operator, supplier]) seat.cookie = await signIn(pool, seat.email);
}
async function booksAreZero(): Promise<void> {
  const proof = await proveLedger(pool.engine.db.pool);
  assert.ok(isFaultless(proof), JSON.stringify(proof));
}
async function sendDocument(): Promise<string> {
  const pages = '1 0 obj<</Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj';
  const data = Buffer.from(`%PDF-1.7\n${pages} trailer<</Root 1 0 R>>`).toString('base64');
  return (await ask<{ id: string }>(supplier, 'uploadDocument', { body: { media_type: 'application/pdf', data } })).id;
}
/** Sends a file in parts of 1 MiB. */
async function sendFile(name: string, content: Buffer): Promise<Upload> {
  let upload = await ask<Upload>(supplier, 'createUpload', {
    body: { offer_id: offerId, file_name: name, bytes: content.length },
  });
  while (upload.status === 'receiving') {
    const { id, received_bytes: offset } = upload;
    const data = content.subarray(offset, offset + 1024 * 1024).toString('base64');
    upload = await ask<Upload>(supplier, 'sendPart', { id, body: { offset, data } });
  }
  return upload;
}
const readUpload = (id: string) => ask<Upload>(supplier, 'getUpload', { id });
async function waitUntil(id: string, status: Upload['status']): Promise<Upload> {
  await waitFor(async () => {
    const upload = await readUpload(id);
    assert.notEqual(upload.status, 'failed', upload.message ?? '');
    return upload.status === status;
  });
  return readUpload(id);
}
const stock = async () =>
  (await ask<{ data: { stock: { codes: number } }[] }>(supplier, 'listOffers')).data[0]!.stock.codes;
const money = async () => {
  const { data } = await ask<{ data: OwnerMoney[] }>(supplier, 'getMoney');
  const [{ pending, available, reserved, payable, in_payout }] = data as [OwnerMoney];
  return [pending, available, reserved, payable, in_payout].map(({ amount_minor }) => amount_minor);
};

test('every state of payouts and uploads can be reached', () => {
  const tables: [Record<string, Record<string, string>>, string][] = [
    [payoutTransitions, 'pending'],
    [uploadTransitions, 'receiving'],
  ];
  for (const [table, first] of tables) {
    const seen = new Set([first]);
    for (const state of seen) for (const next of Object.values(table[state]!)) seen.add(next);
    assert.deepEqual(seen, new Set(Object.keys(table)));
  }
});

test('a supplier applies, is verified, submits, changes what it was asked for, and makes an offer', async () => {
  const applied = await ask<{ id: string }>(supplier, 'createOrganisation', {
    body: { kind: 'supplier', name: 'Harbour', language: 'en' },
  });
  supplier.organisationId = applied.id;
  const claim = { subject: 'person', legal_name: 'Hana Lindqvist', number: '330100199001010003', country: 'CN' };
  const { id } = await ask<{ id: string }>(supplier, 'submitVerification', {
    body: { ...claim, documents: [await sendDocument()] },
  });
  const decide = () => askDesk(pool, operator, 'decideVerification', { id, body: { decision: 'approve' } });
  await waitFor(async () => (await decide()).ok);
  const proof = async () => ({ kind: 'contract', statement: 'Until 2027', documents: [await sendDocument()] });
  const submission = await ask<{ id: string }>(supplier, 'createSubmission', {
    body: { goods: sampleGoods('journey'), proof: await proof() },
  });
  const review = (body: object) =>
    ask<{ product_id: string }>(operator, 'reviewSubmission', { id: submission.id, body });
  await review({ decision: 'ask', message: 'At most ten at once, please.' });
  await ask(supplier, 'changeSubmission', {
    id: submission.id,
    body: { goods: { ...sampleGoods('journey'), limits: { min: 1, max: 20 } }, proof: await proof() },
  });
  productId = (await review({ decision: 'approve' })).product_id;
  const offer = await ask<{ id: string }>(supplier, 'createOffer', {
    body: { product_id: productId, supply_price_minor: 7000, max_per_order: 10, low_stock: 50 },
  });
  offerId = offer.id;
  await booksAreZero();
});

test('what is no text is refused in words, and nothing of it is kept', async () => {
  const begin = (file_name: string, bytes: number) =>
    ask<Upload>(supplier, 'createUpload', { body: { offer_id: offerId, file_name, bytes } });
  for (const name of ['codes.xlsx', 'codes.zip', 'codes.exe'])
    assert.equal(
      await refused(supplier, 'createUpload', { body: { offer_id: offerId, file_name: name, bytes: 10 } }),
      'file_refused',
    );
  const { id } = await begin('codes.csv', 100);
  const attacks: [Buffer, RegExp][] = [
    [Buffer.from('PK\u0003\u0004 a workbook'), /zip archive/],
    [Buffer.from([0x1f, 0x8b, 8, 0, 1, 2]), /compressed/],
    [Buffer.from('\ufeffABC', 'utf16le'), /UTF-16/],
    [Buffer.from('MZ\u0000\u0000binary'), /bytes in it that no text has/],
    [Buffer.alloc(101, 'A'), /was to have 100 bytes/],
    [Buffer.from('ABC'), /at least/],
  ];
  for (const [content, words] of attacks) {
    const body = { offset: 0, data: content.toString('base64') };
    const response = await askDesk(pool, supplier, 'sendPart', { id, body });
    const problem = (await response.json()) as { code: string; detail: string };
    assert.equal(problem.code, 'file_refused');
    assert.match(problem.detail, words);
  }
  const beyond = { offset: 50, data: Buffer.alloc(50, 'A').toString('base64') };
  assert.equal(await refused(supplier, 'sendPart', { id, body: beyond }), 'wrong_offset');
  assert.equal((await readUpload(id)).received_bytes, 0);
  assert.equal((await ask<Upload>(supplier, 'abortUpload', { id })).status, 'aborted');
});

test('100,000 codes come in from a file with bad rows and duplicates, and each of those is named', async () => {
  const codes = makeCodes(100_500).map(({ code }) => code!);
  const first = await sendFile('first.txt', Buffer.from(codes.slice(0, 500).join('\n')));
  const format = (await ask<UploadPreview>(supplier, 'previewUpload', { id: first.id })).format;
  assert.deepEqual(format, { encoding: 'utf-8', delimiter: '', quoted: false, header: false, columns: ['code'] });
  await ask(supplier, 'checkUpload', { id: first.id, body: { format } });
  await waitUntil(first.id, 'checked');
  assert.equal(await stock(), 0, 'a check takes nothing');
  await ask(supplier, 'commitUpload', { id: first.id });
  await waitUntil(first.id, 'done');
  assert.equal(await stock(), 500);

  const lines = ['卡密,备注', ...codes.slice(500).map((code) => `${code},x`)];
  lines.splice(10, 0, '=cmd|calc,x', ',x', `${codes[7]!},again`, `${codes[600]!.toLowerCase()},twice`);
  const second = await sendFile('second.csv', Buffer.from(lines.join('\r\n')));
  const preview = await ask<UploadPreview>(supplier, 'previewUpload', { id: second.id });
  assert.deepEqual([preview.format.header, preview.format.columns], [true, ['code', null]]);
  assert.ok(!JSON.stringify(preview.rows).includes(codes[500]!), 'no code is shown');
  const wrong = { ...preview.format, columns: ['pin'] };
  assert.equal(await refused(supplier, 'checkUpload', { id: second.id, body: { format: wrong } }), 'file_refused');
  await ask(supplier, 'checkUpload', { id: second.id, body: { format: preview.format } });
  const { rows } = await waitUntil(second.id, 'checked');
  const expected = {
    total: 100_004,
    done: 100_004,
    accepted: 100_000,
    bad: 2,
    duplicate_in_file: 1,
    duplicate_in_pool: 1,
  };
  assert.deepEqual(rows, expected);
  const faults = async () =>
    (await ask<{ data: { line: number; reason: string }[] }>(supplier, 'listRowFaults', { id: second.id })).data;
  const found = await faults();
  assert.deepEqual(found.slice(0, 3), [
    { line: 11, reason: 'formula' },
    { line: 12, reason: 'missing_field' },
    { line: 13, reason: 'duplicate_in_pool' },
  ]);
  assert.equal(found[3]!.reason, 'duplicate_in_file');
  assert.equal(await stock(), 500);
  await ask(supplier, 'commitUpload', { id: second.id });
  assert.deepEqual((await waitUntil(second.id, 'done')).rows, expected, 'the import finds what the check found');
  assert.deepEqual(await faults(), found);
  const kept = await pool.engine.db.pool.query('SELECT FROM upload_part');
  assert.equal(kept.rowCount, 0, 'the files are gone');
  await booksAreZero();
});

test('what is sold is pending, matures, is paid out but for the reserve, and the books are zero at every step', async () => {
  const buy = (quantity: number, reference: string) =>
    fetch(`${pool.url}/v1/orders`, {
      method: 'POST',
      headers: { authorization: `Bearer ${pool.shopKey}`, 'content-type': 'application/json' },
      body: JSON.stringify({
        product_id: productId,
        quantity,
        client_reference: reference,
        max_amount: { amount_minor: 10_000_000, currency: 'CNY' },
      }),
    });
  assert.equal(await refusalOf(await buy(11, 'too many')), 'sold_out', 'the supplier sells ten at once at most');
  for (const reference of ['one', 'two', 'three']) assert.equal((await buy(10, reference)).status, 201);
  assert.deepEqual(await money(), [210_000, 0, 0, 0, 0]);
  await booksAreZero();
  const account = await ask<{ id: string }>(supplier, 'addPayoutAccount', {
    body: { kind: 'bank', holder: 'Hana Lindqvist', number: '6222 0000 1234', bank: 'Harbour Bank', currency: 'CNY' },
  });
  await passDays(8);
  await matureShares(pool.engine);
  assert.deepEqual(await money(), [0, 210_000, 21_000, 189_000, 0]);
  await booksAreZero();
  const request = (amount_minor: number, headers = {}) => ({
    body: { account_id: account.id, amount: { amount_minor, currency: 'CNY' } },
    headers,
  });
  assert.equal(await refused(supplier, 'requestPayout', request(189_001)), 'payout_refused');
  const both = await Promise.all([1, 2].map(() => askDesk(pool, supplier, 'requestPayout', request(180_000))));
  assert.deepEqual(both.map(({ status }) => status).toSorted(), [201, 409], 'the same money is asked for once');
  const key = { 'idempotency-key': 'payout-0001' };
  const again = await ask<Payout>(supplier, 'requestPayout', request(9000, key));
  assert.equal((await ask<Payout>(supplier, 'requestPayout', request(9000, key))).id, again.id);
  assert.deepEqual(await money(), [0, 21_000, 21_000, 0, 189_000]);
  await booksAreZero();
  const queue = await ask<{ data: Payout[] }>(operator, 'listPayoutQueue');
  const first = queue.data.find(({ amount }) => amount.amount_minor === 180_000)!;
  const decide = (id: string, body: object) => ask<Payout>(operator, 'decidePayout', { id, body });
  assert.equal(
    await refused(operator, 'decidePayout', { id: first.id, body: { decision: 'pay', reference: 'X' } }),
    'wrong_state',
  );
  await decide(first.id, { decision: 'approve' });
  const opened = await ask<{ pay_to: { number: string } }>(operator, 'openPayout', { id: first.id });
  assert.equal(opened.pay_to.number, '6222 0000 1234');
  await decide(first.id, { decision: 'pay', reference: 'BANK-1' });
  await booksAreZero();
  await decide(again.id, { decision: 'refuse', message: 'Please ask for all of it at once.' });
  assert.deepEqual(await money(), [0, 30_000, 21_000, 9000, 0]);
  const out = await readBalances(pool.engine.db.pool, [payouts('CNY')]);
  assert.equal(out.get(payouts('CNY')), 180_000);
  await booksAreZero();
  await passDays(31);
  assert.deepEqual(await money(), [0, 30_000, 0, 30_000, 0], 'the reserve has rolled on');
  const statement = await ask<{ opening: { amount_minor: number }; closing: { amount_minor: number }; data: object[] }>(
    supplier,
    'getStatement',
    {
      query: {
        currency: 'CNY',
        from: new Date(pool.engine.now().getTime() - 90 * dayS * 1000).toISOString(),
        to: pool.engine.now().toISOString(),
      },
    },
  );
  assert.deepEqual(
    [statement.opening.amount_minor, statement.closing.amount_minor, statement.data.length],
    [0, 30_000, 4],
  );
});
