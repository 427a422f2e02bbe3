import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { recordExport, type RecordExport } from '@kameng/contract/record';
import { buyAtCheckout } from '../../test/buy-at-checkout.ts';
import { insertGoods, type Goods } from '../../test/insert-goods.ts';
import { openOperatorSeat } from '../../test/operator-seat.ts';
import { openTestEngine, type TestEngine } from '../../test/open-test-engine.ts';
import { createPretendChannel } from '../../test/pretend-channel.ts';
import { consentText, consentVersion } from '../checkout/consent.ts';
import { keepConsentTexts } from '../checkout/keep-consent-texts.ts';
import { openDispute } from '../dispute/open-dispute.ts';
import type { MemberContext } from '../http/serve-desk.ts';
import { sendMails } from '../mail/send-mails.ts';
import { revealOrder } from '../order/reveal-order.ts';
import { listViews } from '../search/list-views.ts';
import { exportRecords } from './export-records.ts';
import { listRecordRequests } from './list-record-requests.ts';
import { openRecordRequest } from './open-record-request.ts';
import { refuseRecordRequest } from './refuse-record-request.ts';

const gateway = createPretendChannel();
let engine: TestEngine;
let seat: MemberContext;
let goods: Goods;
before(async () => {
  engine = await openTestEngine({ channels: [gateway.channel] });
  await keepConsentTexts(engine.db.pool);
  seat = await openOperatorSeat(engine);
  goods = await insertGoods(engine, { codes: 200 });
});
after(() => engine.close());

const email = 'curious@buyer.example';
const buy = (from = email) => buyAtCheckout(engine, gateway, { productId: goods.productId, email: from });

async function ask(contact = email): Promise<string> {
  const body = { kind: 'export', contact, reason: 'Asked by mail.' } as const;
  return (await openRecordRequest(seat, { params: undefined, query: undefined, body })).id;
}

async function take(id: string): Promise<{ text: string; answer: RecordExport }> {
  const { streamed } = await exportRecords(seat, { params: { id }, query: undefined, body: undefined });
  let text = '';
  for await (const piece of streamed) text += piece;
  return { text, answer: JSON.parse(text) as RecordExport };
}

test('somebody is given everything that is kept of them, nothing of others and no code', async () => {
  const orderId = await buy();
  await buy('other@buyer.example');
  const codes = await revealOrder(engine.as({ kind: 'buyer', orderId }), {
    params: { id: orderId },
    query: {},
    body: {},
  });
  const claim = { claim: 'invalid', text: 'It does not work for me.' } as const;
  await openDispute(engine.as({ kind: 'buyer', orderId }), { params: { id: orderId }, query: {}, body: claim });
  await sendMails(engine);
  const { text, answer } = await take(await ask());
  assert.deepEqual(recordExport.parse(answer), answer, 'it is as the contract says');
  assert.deepEqual([answer.complete, answer.orders.length], [true, 1]);
  const [record] = answer.orders;
  assert.deepEqual([record!.id, record!.contact, record!.status], [orderId, { email }, 'disputed']);
  assert.deepEqual(
    record!.payments.map(({ channel, status, received }) => [channel, status, received.amount_minor]),
    [['pretend', 'paid', 7600]],
  );
  assert.deepEqual(
    record!.states.map(({ status }) => status),
    ['held', 'paid', 'delivered', 'disputed'],
  );
  const { given_at, ...consent } = record!.consent!;
  assert.deepEqual(consent, {
    text_version: consentVersion,
    language: 'en',
    text: consentText('en'),
    site_id: null,
    page_origin: null,
  });
  assert.equal(given_at, record!.created_at);
  assert.deepEqual(
    record!.mails.map(({ about, outcome }) => [about, outcome]),
    [['order_delivered', 'sent']],
  );
  assert.equal(record!.reveals[0]!.codes, 1);
  assert.equal(record!.disputes[0]!.steps[0]!.note, claim.text);
  for (const { fields } of codes.codes) assert.ok(!text.includes(fields.code!), 'a code is masked');
  assert.ok(!text.includes('other@buyer.example') && !text.includes('ort_'));
});

test('what is given out is on record, can be taken again, and is refused to nobody twice', async () => {
  const id = await ask();
  const first = await take(id);
  assert.equal((await take(id)).answer.orders.length, first.answer.orders.length);
  const { data } = await listViews(seat, {
    params: undefined,
    query: { kind: 'files', object_id: id, limit: 10 },
    body: undefined,
  });
  assert.deepEqual(
    data.map(({ what, by }) => [what, by]),
    Array.from({ length: 2 }, () => ['person.exported', 'Lin Yue']),
  );
  const refusal = { params: { id }, query: undefined, body: { reason: 'Too late.' } };
  await assert.rejects(refuseRecordRequest(seat, refusal), { code: 'wrong_state' });
  const other = await ask('nobody@buyer.example');
  await refuseRecordRequest(seat, {
    ...refusal,
    params: { id: other },
    body: { reason: 'Could not show who they are.' },
  });
  await assert.rejects(take(other), { code: 'wrong_state' });
  const ended = await listRecordRequests(seat, {
    params: undefined,
    query: { state: 'ended', limit: 10 },
    body: undefined,
  });
  assert.deepEqual(
    ended.data.map(({ kind, status, message, contact_hint }) => [kind, status, message, contact_hint]).slice(0, 2),
    [
      ['export', 'refused', 'Could not show who they are.', 'n•••@b•••.example'],
      ['export', 'done', null, 'c•••@b•••.example'],
    ],
  );
});

test('a long export comes in pieces, each order once, newest first', async () => {
  const many = 'many@buyer.example';
  const bought: string[] = [];
  for (let nth = 0; nth < 120; nth += 1) bought.push(await buy(many));
  const { streamed } = await exportRecords(seat, {
    params: { id: await ask(many) },
    query: undefined,
    body: undefined,
  });
  let pieces = 0;
  let text = '';
  for await (const piece of streamed) {
    pieces += 1;
    text += piece;
  }
  assert.equal(pieces, 122);
  assert.deepEqual(
    (JSON.parse(text) as RecordExport).orders.map(({ id }) => id),
    bought.toSorted().toReversed(),
  );
});
