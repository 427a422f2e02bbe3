import assert from 'node:assert/strict';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import { createId } from '@kameng/contract/id';
import fastify, { type FastifyInstance } from 'fastify';
import { createPartialEngine, createTestClock } from '../../test/partial-engine.ts';
import { createTestDatabase, type TestDatabase } from '../database/test-database.ts';
import type { Engine } from '../engine.ts';
import { BadCallback, type Callback, type Channel, type Seen } from '../payment/channel.ts';
import { createSandboxChannel } from '../payment/sandbox-channel.ts';
import { paySandboxPayment } from './pay-sandbox-payment.ts';
import { registerSandboxGateway } from './register-sandbox-gateway.ts';
import { signatureHeader, signMessage } from './sandbox-signature.ts';
import { sendSandboxCallbacks } from './send-sandbox-callbacks.ts';

const clock = createTestClock();
let database: TestDatabase;
let engine: Engine;
let app: FastifyInstance;
let channel: Channel;
let base: string;
/** What the shop's side of callbacks received, and what it answers next. */
const received: (Seen | Error)[] = [];
let shopAnswer = { status: 200, body: 'success' };
let told: (() => void) | undefined;

before(async () => {
  database = await createTestDatabase();
  app = fastify();
  // The port is known only after listening, and the gateway reads its own URL per request.
  const config = { url: '' };
  engine = createPartialEngine(database, clock, config);
  registerSandboxGateway(app, engine);
  await app.register(async (shop) => {
    shop.removeAllContentTypeParsers();
    shop.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
    shop.post('/callback', async (request, reply) => {
      received.push(read({ headers: request.headers, rawBody: request.body as Buffer }));
      told?.();
      return reply.code(shopAnswer.status).send(shopAnswer.body);
    });
  });
  await app.listen({ port: 0, host: '127.0.0.1' });
  base = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
  engine.config.url = base;
  channel = createSandboxChannel({ gatewayUrl: base, key: engine.keys.sandboxGateway, now: clock.now });
});
after(async () => {
  await app.close();
  await database.drop();
});

function read(callback: Callback): Seen | Error {
  try {
    return channel.notify(callback);
  } catch (error) {
    return error as Error;
  }
}

async function open(amount_minor = 7600): Promise<{ paymentId: string; url: string }> {
  const paymentId = createId('payment');
  const action = await channel.create({
    paymentId,
    amount: { amount_minor, currency: 'CNY' },
    subject: 'Starfall <¥100>',
    notifyUrl: `${base}/callback`,
    returnUrl: `${base}/o/ord_x`,
    expiresAt: new Date(clock.now().getTime() + 900_000),
  });
  assert(action.kind === 'redirect');
  return { paymentId, url: action.url };
}

/** Presses a button of the page and waits until the gateway's callbacks were taken. */
async function press(url: string, outcome: string, callbacks: number): Promise<Seen[]> {
  received.length = 0;
  const all = new Promise<void>((resolve) => {
    told = () => received.length >= callbacks && resolve();
    if (callbacks === 0) resolve();
  });
  const response = await fetch(url, { method: 'POST', body: new URLSearchParams({ outcome }), redirect: 'manual' });
  assert.equal(response.status, 303);
  assert.equal(response.headers.get('location'), `${base}/o/ord_x`);
  await all;
  assert(received.every((seen) => !(seen instanceof Error)));
  return received as Seen[];
}

test('a payment is told by a signed callback and by a query, and returned once per refund number', async () => {
  const { paymentId, url } = await open();
  assert.equal((await channel.query(paymentId)).state, 'pending');
  const [seen] = await press(url, 'paid', 1);
  assert.deepEqual(
    [seen?.paymentId, seen?.state, seen?.paid],
    [paymentId, 'paid', { amount_minor: 7600, currency: 'CNY' }],
  );
  assert.equal((await channel.query(paymentId)).state, 'paid');
  assert.equal((await channel.close(paymentId)).state, 'paid');

  const refund = { refundId: createId('refund'), paymentId, amount: { amount_minor: 600, currency: 'CNY' } };
  assert.deepEqual(await Promise.all([channel.refund(refund), channel.refund(refund)]), ['done', 'done']);
  const kept = await database.pool.query('SELECT refunded_minor FROM sandbox_payment WHERE id = $1', [paymentId]);
  assert.equal(kept.rows[0].refunded_minor, 600);
  await assert.rejects(
    channel.refund({ ...refund, refundId: createId('refund'), amount: { amount_minor: 7001, currency: 'CNY' } }),
    /too_much/,
  );
  await assert.rejects(channel.refund({ ...refund, amount: { amount_minor: 5, currency: 'CNY' } }), /refund_exists/);
  assert.equal((await channel.query(paymentId)).state, 'paid');
  await channel.refund({ ...refund, refundId: createId('refund'), amount: { amount_minor: 7000, currency: 'CNY' } });
  assert.equal((await channel.query(paymentId)).state, 'refunded');
});

test('the same creation answers the same payment; another under its id is refused', async () => {
  const { paymentId, url } = await open();
  const again = {
    paymentId,
    amount: { amount_minor: 7600, currency: 'CNY' },
    subject: 'Starfall <¥100>',
    notifyUrl: `${base}/callback`,
    returnUrl: `${base}/o/ord_x`,
    expiresAt: new Date(clock.now().getTime() + 900_000),
  };
  assert.equal(((await channel.create(again)) as { url: string }).url, url);
  await assert.rejects(channel.create({ ...again, amount: { amount_minor: 1, currency: 'CNY' } }), /payment_exists/);
});

test('failed, less, more and lost are what they say', async () => {
  const failed = await open();
  assert.equal((await press(failed.url, 'failed', 1))[0]?.state, 'failed');
  const less = await open(7601);
  assert.equal((await press(less.url, 'less', 1))[0]?.paid?.amount_minor, 3801);
  const more = await open();
  assert.equal((await press(more.url, 'more', 1))[0]?.paid?.amount_minor, 8600);
  const lost = await open();
  await press(lost.url, 'lost', 0);
  assert.equal(await sendSandboxCallbacks(engine), 0);
  assert.equal((await channel.query(lost.paymentId)).state, 'paid');
});

test('twice charges once and tells three times, twice under one event key', async () => {
  const { url } = await open();
  const seen = await press(url, 'twice', 3);
  assert.deepEqual(
    seen.map(({ paid }) => paid?.amount_minor),
    [7600, 7600, 7600],
  );
  assert.equal(new Set(seen.map(({ eventKey }) => eventKey)).size, 2);
});

test('late money is closed first and arrives afterwards', async () => {
  const { paymentId, url } = await open();
  await press(url, 'late', 0);
  assert.equal((await channel.query(paymentId)).state, 'pending');
  assert.equal(
    (
      await fetch(url, {
        method: 'POST',
        body: new URLSearchParams({ outcome: 'paid' }),
        headers: { accept: 'application/json' },
      })
    ).status,
    409,
  );
  assert.equal(await sendSandboxCallbacks(engine), 0);
  clock.forward(900);
  assert.equal((await channel.close(paymentId)).state, 'closed');
  assert.equal(await sendSandboxCallbacks(engine), 0);
  clock.forward(3);
  received.length = 0;
  assert.equal(await sendSandboxCallbacks(engine), 1);
  assert.equal((received[0] as Seen).state, 'paid');
  assert.equal((await channel.query(paymentId)).state, 'paid');
});

test('an unpaid payment ends with its time, and a closed or unknown one takes no money', async () => {
  const { paymentId, url } = await open();
  clock.forward(901);
  assert.equal((await channel.query(paymentId)).state, 'closed');
  const answer = await fetch(url, {
    method: 'POST',
    body: JSON.stringify({ outcome: 'paid' }),
    headers: { accept: 'application/json', 'content-type': 'application/json' },
  });
  assert.equal(answer.status, 409);
  assert.equal((await channel.query('pay_nobody')).state, 'pending');
  assert.equal((await channel.close('pay_nobody')).state, 'closed');
});

test('a callback is repeated until it is answered with success, a bounded number of times', async () => {
  const { paymentId } = await open();
  await paySandboxPayment(engine, paymentId, 'paid');
  shopAnswer = { status: 200, body: '<html>success' };
  const waits: number[] = [];
  while (waits.at(-1) !== Infinity) {
    assert.equal(await sendSandboxCallbacks(engine), 1);
    const { rows } = await database.pool.query<{ next_attempt_at: Date | null }>(
      'SELECT next_attempt_at FROM sandbox_callback WHERE payment_id = $1',
      [paymentId],
    );
    waits.push(
      rows[0]?.next_attempt_at ? (rows[0].next_attempt_at.getTime() - clock.now().getTime()) / 1000 : Infinity,
    );
    if (waits.at(-1) !== Infinity) clock.forward(waits.at(-1) ?? 0);
  }
  assert.deepEqual(waits, [2, 10, 30, 120, 600, 1800, 3600, 7200, Infinity]);
  assert.equal(await sendSandboxCallbacks(engine), 0);

  const second = await open();
  await paySandboxPayment(engine, second.paymentId, 'paid');
  assert.equal(await sendSandboxCallbacks(engine), 1);
  shopAnswer = { status: 200, body: 'success' };
  clock.forward(2);
  // Two processes at the same moment: one sends.
  assert.deepEqual(
    (await Promise.all([sendSandboxCallbacks(engine), sendSandboxCallbacks(engine)])).toSorted(),
    [0, 1],
  );
  clock.forward(7200);
  assert.equal(await sendSandboxCallbacks(engine), 0);
});

test('hostile callbacks are refused', async () => {
  const { paymentId } = await open();
  const notice = {
    event_id: 'ev_1',
    merchant_id: 'm_kameng',
    payment_id: paymentId,
    transaction_id: 'sbx_1',
    state: 'paid',
    amount_minor: 7600,
    currency: 'CNY',
  };
  const key = engine.keys.sandboxGateway;
  const send = (fields: unknown, header: unknown = undefined) => {
    const body = typeof fields === 'string' ? fields : JSON.stringify(fields);
    const headers = {
      [signatureHeader]: header === undefined ? signMessage(key, body, clock.now()) : header,
    } as unknown as Callback['headers'];
    return channel.notify({ headers, rawBody: Buffer.from(body) });
  };
  assert.equal(send(notice).state, 'paid');

  const text = JSON.stringify(notice);
  const good = signMessage(key, text, clock.now());
  const refusedHeaders: unknown[] = [
    '',
    'v1=',
    [good],
    good.toUpperCase(),
    good.replace(/.$/, (last) => (last === '0' ? '1' : '0')),
    `${good},v1=${'0'.repeat(64)}`,
    signMessage(Buffer.alloc(32), text, clock.now()),
    signMessage(key, text, new Date(0)),
  ];
  for (const header of refusedHeaders) assert.throws(() => send(notice, header), BadCallback, String(header));
  assert.throws(() => channel.notify({ headers: {}, rawBody: Buffer.from(text) }), BadCallback);
  assert.throws(() => send(`${text} `, good), BadCallback, 'other bytes');
  assert.throws(() => signMessage(Buffer.alloc(0), text, clock.now()), /key has 0 bytes/);

  const refusedFields: object[] = [
    { amount_minor: '7600' },
    { amount_minor: [7600] },
    { amount_minor: 7600.5 },
    { amount_minor: -1 },
    { amount_minor: 0 },
    { amount_minor: null },
    { amount_minor: 2 ** 60 },
    { payment_id: [paymentId] },
    { payment_id: '' },
    { payment_id: `${paymentId}' OR 1=1` },
    { merchant_id: 'm_other' },
    { merchant_id: undefined },
    { currency: 'cny' },
    { currency: ['CNY'] },
    { state: 'PAID' },
    { state: 'closed' },
    { event_id: '' },
    { event_id: 7 },
  ];
  for (const change of refusedFields)
    assert.throws(() => send({ ...notice, ...change }), BadCallback, JSON.stringify(change));
  for (const body of ['', '[]', 'null', '"paid"', 'amount_minor[]=7600'])
    assert.throws(() => send(body), BadCallback, body);
});

test('the gateway refuses calls that are unsigned, old, for another payment or for another action', async () => {
  const { paymentId } = await open();
  const call = async (action: string, fields: object, header?: string) => {
    const body = JSON.stringify(fields);
    const headers = {
      'content-type': 'application/json',
      [signatureHeader]: header ?? signMessage(engine.keys.sandboxGateway, body, clock.now()),
    };
    return (await fetch(`${base}/sandbox/api/payments/${paymentId}/${action}`, { method: 'POST', body, headers }))
      .status;
  };
  assert.equal(await call('query', { action: 'query', payment_id: paymentId }), 200);
  assert.equal(await call('close', { action: 'query', payment_id: paymentId }), 400);
  assert.equal(await call('query', { action: 'query', payment_id: 'pay_other' }), 400);
  assert.equal(await call('query', { action: 'query', payment_id: paymentId }, 't=1,v1=00'), 401);
  const old = signMessage(
    engine.keys.sandboxGateway,
    JSON.stringify({ action: 'close', payment_id: paymentId }),
    new Date(clock.now().getTime() - 301_000),
  );
  assert.equal(await call('close', { action: 'close', payment_id: paymentId }, old), 401);
  assert.equal(
    await call('refund', {
      action: 'refund',
      payment_id: paymentId,
      refund_no: 'r',
      amount_minor: [1],
      currency: 'CNY',
    }),
    400,
  );
});

test('the page escapes, speaks two languages, carries no script and says when nothing is left to pay', async () => {
  const { paymentId, url } = await open();
  const page = await fetch(`${url}?lang=zh-CN`);
  const text = await page.text();
  assert.match(text, /lang="zh-CN"/);
  assert.match(text, /支付 ¥76\.00/);
  assert.match(text, /Starfall &lt;¥100&gt;/);
  assert.doesNotMatch(text, /<script|style=/);
  assert.match(page.headers.get('content-security-policy') ?? '', /default-src 'none'/);
  assert.match(await (await fetch(url, { headers: { 'accept-language': 'fr, en;q=0.5' } })).text(), /Pay ¥76\.00/);
  await channel.close(paymentId);
  const closed = await (await fetch(url)).text();
  assert.match(closed, /The payment was closed/);
  assert.doesNotMatch(closed, /<form/);
  assert.equal((await fetch(`${base}/sandbox/pay/pay_nobody`)).status, 404);
  const pressed = await fetch(url, {
    method: 'POST',
    body: new URLSearchParams({ outcome: 'paid' }),
    redirect: 'manual',
  });
  assert.equal(pressed.headers.get('location'), `/sandbox/pay/${paymentId}`);
});

test('production has no sandbox', () => {
  assert.throws(
    () => registerSandboxGateway(app, createPartialEngine(database, clock, { environment: 'production' })),
    /production/,
  );
});
