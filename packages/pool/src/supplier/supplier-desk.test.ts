import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { DeskRouteName } from '@kameng/contract/desk-routes';
import type { SubmissionStatus } from '@kameng/contract/desk/supplier';
import type { VerificationStatus } from '@kameng/contract/desk/verification';
import { makeCodes } from '../../test/insert-goods.ts';
import { onePixel } from '../../test/desk-samples.ts';
import { askDesk, openOrganisation, openSeat, refusalOf, type DeskCall, type Seat } from '../../test/open-seat.ts';
import { openTestPool, type TestPool } from '../../test/open-test-pool.ts';
import { sampleGoods } from '../../test/sample-goods.ts';
import { waitFor } from '../../test/wait-for.ts';
import { watchLowStock } from '../offer/watch-low-stock.ts';
import { submissionTransitions } from '../review/submission-state.ts';
import { uploadCodes } from '../stock/upload-codes.ts';
import { verificationTransitions } from '../verification/verification-state.ts';

let pool: TestPool;
let operator: Seat;
let owner: Seat;
before(async () => {
  pool = await openTestPool();
  operator = await openSeat(pool, await openOrganisation(pool, 'operator'), 'owner');
  owner = await openSeat(pool, await openOrganisation(pool, 'supplier'), 'viewer');
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
const png = Buffer.from(onePixel, 'base64');
const send = async (seat: Seat) =>
  (
    await ask<{ id: string }>(seat, 'uploadDocument', {
      body: { media_type: 'image/png', data: png.toString('base64') },
    })
  ).id;
const count = async (text: string, values: unknown[] = []) =>
  (await pool.engine.db.pool.query<{ count: number }>(text, values)).rows[0]!.count;

/** Every state is reached from the first, and what leads nowhere is final. */
function reach(table: Record<string, Record<string, string>>, first: string): Set<string> {
  const seen = new Set([first]);
  for (const state of seen) for (const next of Object.values(table[state]!)) seen.add(next);
  return seen;
}

test('every state of verifications and submissions can be reached', () => {
  const verification: VerificationStatus = 'submitted';
  assert.deepEqual(reach(verificationTransitions, verification), new Set(Object.keys(verificationTransitions)));
  const submission: SubmissionStatus = 'submitted';
  assert.deepEqual(reach(submissionTransitions, submission), new Set(Object.keys(submissionTransitions)));
});

test('somebody applies, is asked for more, is verified, and nothing of who they are is kept', async () => {
  const supplier = await ask<{ id: string }>(owner, 'createOrganisation', {
    body: { kind: 'supplier', name: 'Harbour', language: 'en' },
  });
  owner = { ...owner, organisationId: supplier.id };
  assert.equal((await ask<{ status: string }>(owner, 'getSupplier')).status, 'applied');
  const claim = { subject: 'company', legal_name: 'Harbour Ltd', number: '9133 0100-MA2H', country: 'CN' };
  assert.equal(
    await refused(owner, 'uploadDocument', { body: { media_type: 'application/pdf', data: png.toString('base64') } }),
    'document_refused',
  );
  const first = await send(owner);
  assert.equal(
    await refused(operator, 'openDocument', { id: first }),
    'not_found',
    'nobody looks at what was not submitted',
  );
  const submit = (documents: string[]) =>
    ask<{ id: string; status: string }>(owner, 'submitVerification', { body: { ...claim, documents } });
  const { id } = await submit([first]);
  const row = () =>
    ask<{ status: string; result: string; claim: object | null; documents: object[] }>(operator, 'openVerification', {
      id,
    });
  await waitFor(async () => (await row()).status === 'in_review');
  assert.equal((await row()).result, 'passed');
  assert.deepEqual((await row()).claim, { legal_name: claim.legal_name, number: claim.number });
  assert.equal(
    await refused(owner, 'submitVerification', { body: { ...claim, documents: [first] } }),
    'already_applied',
  );
  assert.equal(await refused(operator, 'decideVerification', { id, body: { decision: 'ask' } }), 'invalid_request');
  await ask(operator, 'decideVerification', { id, body: { decision: 'ask', message: 'The second page, please.' } });
  const second = await send(owner);
  assert.equal((await submit([second])).id, id);
  await waitFor(async () => (await row()).status === 'in_review');
  const seen = await ask<{ data: string; media_type: string }>(operator, 'openDocument', { id: second });
  assert.equal(seen.media_type, 'image/jpeg', 'it is what was drawn anew, not the file that was sent');
  assert.equal(Buffer.from(seen.data, 'base64').toString('hex', 0, 3), 'ffd8ff');
  const sealed = await pool.engine.db.pool.query<{ text: string }>(
    "SELECT encode(claim_secret, 'escape') || (SELECT encode(sealed, 'hex') FROM document WHERE id = $2) AS text FROM verification WHERE id = $1",
    [id, second],
  );
  assert.ok(!sealed.rows[0]!.text.includes('Harbour') && !sealed.rows[0]!.text.includes(png.toString('hex')));
  await ask(operator, 'decideVerification', { id, body: { decision: 'approve' } });
  assert.deepEqual([(await row()).claim, (await row()).documents], [null, []]);
  assert.equal(await count('SELECT count(*) FROM document WHERE organisation_id = $1', [owner.organisationId]), 0);
  assert.equal((await ask<{ status: string }>(owner, 'getSupplier')).status, 'active');
  assert.equal(await refused(operator, 'decideVerification', { id, body: { decision: 'approve' } }), 'wrong_state');
  const twin = await ask<{ id: string }>(owner, 'createOrganisation', {
    body: { kind: 'supplier', name: 'Twin', language: 'en' },
  });
  const again = { ...owner, organisationId: twin.id };
  const same = await ask<{ id: string }>(again, 'submitVerification', {
    body: { ...claim, number: '91330100ma2h', documents: [await send(again)] },
  });
  const queued = await ask<{ number_known: boolean }>(operator, 'openVerification', { id: same.id });
  assert.ok(queued.number_known, 'the same number, written otherwise, is known');
});

test('goods go to and fro between supplier and review, and only what was approved can be offered', async () => {
  const proofOf = async () => ({ kind: 'contract', statement: 'Until 2027', documents: [await send(owner)] });
  const lottery = { ...sampleGoods('a'), redeem_texts: { 'zh-CN': '彩 票', en: 'x' } };
  assert.equal(
    await refused(owner, 'createSubmission', { body: { goods: lottery, proof: await proofOf() } }),
    'prohibited_goods',
  );
  const goods = sampleGoods('vpn');
  const submission = await ask<{ id: string }>(owner, 'createSubmission', { body: { goods, proof: await proofOf() } });
  const { id } = submission;
  const queue = await ask<{ data: { id: string; flags: { words: string }[] }[] }>(operator, 'listSubmissionQueue');
  assert.deepEqual(
    queue.data.find((each) => each.id === id)?.flags.map(({ words }) => words),
    ['vpn'],
  );
  const decide = (body: object) =>
    ask<{ status: string; product_id: string }>(operator, 'reviewSubmission', { id, body });
  await decide({ decision: 'ask', message: 'Which region?' });
  assert.equal(await refused(operator, 'reviewSubmission', { id, body: { decision: 'approve' } }), 'wrong_state');
  const changed = await ask<{ round: number; message: string | null }>(owner, 'changeSubmission', {
    id,
    body: { goods: { ...goods, region: 'JP' }, proof: await proofOf() },
  });
  assert.deepEqual([changed.round, changed.message], [2, null]);
  assert.equal(await count('SELECT count(*) FROM document WHERE used_by = $1', [id]), 1, 'the first proof is gone');
  const { product_id } = await decide({ decision: 'approve' });
  const offered = { product_id, supply_price_minor: 7000, quantity_prices: [{ from: 10, supply_price_minor: 6500 }] };
  const wrong: [object, string][] = [
    [{ supply_price_minor: 9201 }, '/supply_price_minor'],
    [{ floor_minor: 6999 }, '/floor_minor'],
    [{ quantity_prices: [{ from: 10, supply_price_minor: 7000 }] }, '/quantity_prices/0'],
  ];
  for (const [over, pointer] of wrong) {
    const response = await askDesk(pool, owner, 'createOffer', { body: { ...offered, ...over } });
    const problem = (await response.json()) as { code: string; errors: { pointer: string }[] };
    assert.deepEqual([problem.code, problem.errors[0]!.pointer], ['price_refused', pointer]);
  }
  const demo = { ...offered, product_id: 'prd_01k0dem0game00000000000001' };
  assert.equal(await refused(owner, 'createOffer', { body: demo }), 'not_approved');
  const offer = await ask<{ id: string; price: object; status: string }>(owner, 'createOffer', { body: offered });
  assert.deepEqual(
    offer.price,
    { amount_minor: 7609, currency: 'CNY' },
    '7000 is 92 % of what the buyer pays, rounded up',
  );
  assert.equal(await refused(owner, 'createOffer', { body: offered }), 'already_applied');
  await ask(owner, 'pauseOffer', { id: offer.id });
  assert.equal(await refused(owner, 'pauseOffer', { id: offer.id }), 'wrong_state');
  await pool.engine.db.pool.query('UPDATE product SET list_price_minor = 7000 WHERE id = $1', [product_id]);
  assert.equal(await refused(owner, 'resumeOffer', { id: offer.id }), 'price_refused');
  await ask(owner, 'changeOffer', { id: offer.id, body: { supply_price_minor: 6000 } });
  assert.equal((await ask<{ status: string }>(owner, 'resumeOffer', { id: offer.id })).status, 'active');
  await uploadCodes(pool.engine, { offerId: offer.id, codes: makeCodes(3) });
  await watchLowStock(pool.engine);
  await watchLowStock(pool.engine);
  const { data } = await ask<{ data: { action: string }[] }>(owner, 'listAudit', { query: { object_id: offer.id } });
  assert.deepEqual(
    data.map(({ action }) => action),
    ['offer.resumed', 'offer.changed', 'offer.paused', 'offer.created'],
  );
});

test('those concerned are written to, in their language', async () => {
  const subjects = async () =>
    (
      await pool.engine.db.pool.query<{ subject: string }>(
        'SELECT subject FROM dev_mail WHERE recipient = $1 ORDER BY created_at, id',
        [owner.email],
      )
    ).rows.map(({ subject }) => subject);
  await waitFor(async () => (await subjects()).length >= 5);
  assert.deepEqual(
    new Set(await subjects()),
    new Set([
      'Your verification needs something more',
      'Harbour is verified',
      'Low stock: 3 left of Starfall card vpn',
      'Starfall card vpn needs a change',
      'Starfall card vpn passed the review',
    ]),
  );
});
