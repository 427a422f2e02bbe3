import assert from 'node:assert/strict';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import fastify, { type FastifyInstance } from 'fastify';
import { insertGoods, type Goods } from '../../test/insert-goods.ts';
import { openTestEngine, type TestEngine } from '../../test/open-test-engine.ts';
import { confirmCheckout } from '../checkout/confirm-checkout.ts';
import { createCheckout } from '../checkout/create-checkout.ts';
import { refundDelivered } from '../order/refund-delivered.ts';
import { paySandboxPayment, type SandboxOutcome } from '../sandbox/pay-sandbox-payment.ts';
import { registerSandboxGateway } from '../sandbox/register-sandbox-gateway.ts';
import type { SandboxCallOptions } from './call-sandbox.ts';
import type { Channel } from './channel.ts';
import { matchBill } from './match-bill.ts';
import { readBill } from './read-bill.ts';
import { readReconciliation } from './read-reconciliation.ts';
import { reconcile, reconcileDay } from './reconcile.ts';
import { refundPayments } from './refund-payments.ts';
import { createSandboxChannel } from './sandbox-channel.ts';

const dayS = 24 * 3600;
let engine: TestEngine;
let app: FastifyInstance;
let channel: Channel;
let goods: Goods;
/** Where the gateway is and its key are known once it listens; channels look at each call. */
const gateway: SandboxCallOptions = { gatewayUrl: '', key: Buffer.alloc(32), now: () => engine.now() };

before(async () => {
  channel = createSandboxChannel(gateway);
  engine = await openTestEngine({ channels: [channel] });
  app = fastify();
  registerSandboxGateway(app, engine);
  await app.listen({ port: 0, host: '127.0.0.1' });
  gateway.gatewayUrl = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
  gateway.key = engine.keys.sandboxGateway;
  goods = await insertGoods(engine, { codes: 50 });
});
after(async () => {
  await app.close();
  await engine.close();
});

/** Goes on to one o'clock of the next day (UTC), so that what a test does is all of one day; answers which. */
function nextMorning(): string {
  engine.wait(dayS - ((engine.now().getTime() / 1000) % dayS) + 3600);
  return engine.now().toISOString().slice(0, 10);
}

async function sell(outcome: SandboxOutcome = 'paid'): Promise<{ orderId: string; paymentId: string }> {
  const buyer = engine.as({ kind: 'anonymous' });
  const checkout = await createCheckout(buyer, {
    params: undefined,
    query: {},
    body: { product_id: goods.productId, quantity: 1 },
  });
  const body = {
    secret: checkout.secret,
    contact: { email: 'buyer@example.com' },
    channel: 'sandbox',
    consent: { text_version: checkout.consent.text_version },
  };
  const { order } = await confirmCheckout(buyer, { params: { id: checkout.id }, query: undefined, body });
  const { rows } = await engine.db.pool.query<{ id: string }>('SELECT id FROM payment WHERE order_id = $1', [order.id]);
  const paymentId = rows[0]!.id;
  await paySandboxPayment(engine, paymentId, outcome);
  await engine.batchers.applySeen({ channel: 'sandbox', seen: await channel.query(paymentId), stored: false });
  await refundPayments(engine);
  return { orderId: order.id, paymentId };
}

const open = () => readReconciliation(engine.db.pool, {}, { limit: 100 });
const matched = () => readReconciliation(engine.db.pool, { outcome: 'matched' }, { limit: 500 });
const brief = (rows: Awaited<ReturnType<typeof open>>) =>
  rows.map(({ payment_id, kind, billed_minor, booked_minor, outcome }) => [
    payment_id,
    kind,
    billed_minor,
    booked_minor,
    outcome,
  ]);

test('the bill of an honest day matches: payments, refunds and fees, whatever buyers did', async () => {
  const day = nextMorning();
  const [paid] = [await sell(), await sell('more'), await sell('less'), await sell('lost')];
  await refundDelivered(engine, {
    orderId: paid.orderId,
    amount_minor: 2501,
    reason: 'operator',
    cause: 'same day',
    actor: 'test',
  });
  await refundPayments(engine);
  assert.equal(await reconcile(engine), 1, 'the bill of two days ago is the newest there is');
  nextMorning();
  assert.equal(await reconcile(engine), 1, 'the one after it');
  assert.equal(await reconcile(engine), 0, 'it is too early for the bill of yesterday');
  await refundDelivered(engine, {
    orderId: paid.orderId,
    amount_minor: 777,
    reason: 'operator',
    cause: 'day after',
    actor: 'test',
  });
  await refundPayments(engine);
  engine.wait(2 * 3600);
  assert.deepEqual(await Promise.all([reconcile(engine), reconcile(engine)]).then((done) => done.toSorted()), [0, 1]);
  const { rows } = await engine.db.pool.query('SELECT lines FROM bill WHERE day = $1', [day]);
  // Four payments with a fee each, three refunds with a fee returned.
  assert.deepEqual(rows, [{ lines: 14 }]);
  // The refund of today is in the books, and its bill has not come.
  assert.deepEqual(brief(await open()), []);
  nextMorning();
  engine.wait(2 * 3600);
  assert.equal(await reconcile(engine), 1);
  assert.deepEqual(brief(await open()), []);
  const ofPaid = (await matched()).filter(({ payment_id }) => payment_id === paid.paymentId);
  assert.deepEqual(brief(ofPaid).toSorted(), [
    [paid.paymentId, 'fee', 25, 25, 'matched'],
    [paid.paymentId, 'pay', 7600, 7600, 'matched'],
    [paid.paymentId, 'refund', 3278, 3278, 'matched'],
  ]);
});

test('a bill that was tampered with shows what is wrong, and what was put right matches again', async () => {
  const day = nextMorning();
  const [high, gone, strange] = [await sell(), await sell(), await sell()];
  nextMorning();
  const { pool } = engine.db;
  await pool.query('UPDATE sandbox_payment SET paid_minor = 9600 WHERE id = $1', [high.paymentId]);
  await pool.query('UPDATE sandbox_payment SET paid_at = NULL WHERE id = $1', [gone.paymentId]);
  await pool.query(
    `INSERT INTO sandbox_payment (id, status, subject, currency, amount_minor, paid_minor, paid_at, notify_url, return_url, created_at, expires_at)
     SELECT 'pay_unheard_of', 'paid', subject, currency, 500, 500, paid_at, notify_url, return_url, created_at, expires_at FROM sandbox_payment WHERE id = $1`,
    [strange.paymentId],
  );
  assert.equal(await reconcileDay(engine, channel, day), true);
  assert.deepEqual(
    new Set(brief(await open()).map(String)),
    new Set([
      `${high.paymentId},fee,57,45,differs`,
      `${high.paymentId},pay,9600,7600,differs`,
      `${gone.paymentId},fee,0,45,missing_there`,
      `${gone.paymentId},pay,0,7600,missing_there`,
      'pay_unheard_of,fee,3,0,missing_here',
      'pay_unheard_of,pay,500,0,missing_here',
    ]),
  );
  const page = await readReconciliation(pool, { outcome: 'differs', channel: 'sandbox', day }, { limit: 1 });
  const { channel: id, payment_id, kind, currency } = page[0]!;
  const next = await readReconciliation(
    pool,
    { outcome: 'differs' },
    { after: [page[0]!.day, id, payment_id, kind, currency], limit: 5 },
  );
  assert.deepEqual([page[0]!.kind, next.map((row) => row.kind)], ['fee', ['pay']]);
  await pool.query('UPDATE sandbox_payment SET paid_minor = 7600, paid_at = created_at WHERE id = ANY($1)', [
    [high.paymentId, gone.paymentId],
  ]);
  await pool.query("DELETE FROM sandbox_payment WHERE id = 'pay_unheard_of'");
  assert.equal(await reconcileDay(engine, channel, day), true);
  assert.deepEqual(await open(), []);
});

test('while a bill is compared nobody reads it anew, and one whose reader died is taken up again', async () => {
  const day = nextMorning();
  await sell();
  nextMorning();
  const taken = await readBill(engine, channel, day, async () => {
    assert.equal(await reconcileDay(engine, channel, day), false, 'another process');
    return matchBill(engine, channel, day);
  });
  assert.equal(taken, 0);
  await assert.rejects(
    readBill(engine, channel, day, () => Promise.reject(new Error('died'))),
    /died/,
  );
  const { rows } = await engine.db.pool.query('SELECT read_at FROM bill WHERE day = $1', [day]);
  assert.deepEqual(rows, [{ read_at: null }], 'the job takes it up again');
  assert.equal(await reconcileDay(engine, channel, day), true);
});

test('a bill that was changed on its way is not believed, and is asked for again', async () => {
  const day = nextMorning();
  await sell();
  nextMorning();
  gateway.fetch = async (...given) => {
    const answer = await fetch(...given);
    const text = (await answer.text()).replace('7600', '7601');
    return new Response(text, { status: answer.status, headers: answer.headers });
  };
  await assert.rejects(reconcileDay(engine, channel, day), /unsigned/);
  delete gateway.fetch;
  assert.deepEqual((await engine.db.pool.query('SELECT lines, read_at FROM bill WHERE day = $1', [day])).rows, [
    { lines: 0, read_at: null },
  ]);
  assert.equal(await reconcileDay(engine, channel, day), true);
  assert.deepEqual(await open(), []);
});

test('a long bill comes page by page', async () => {
  const day = nextMorning();
  await engine.db.pool.query(
    `INSERT INTO sandbox_payment (id, status, subject, currency, amount_minor, paid_minor, paid_at, notify_url, return_url, created_at, expires_at)
     SELECT 'pay_bulk_' || n, 'paid', 's', 'CNY', 1000 + n, 1000 + n, $1, 'http://x', 'http://x', $1, $1 FROM generate_series(1, 1100) AS n`,
    [engine.now()],
  );
  await assert.rejects(reconcileDay(engine, channel, day), /bill_not_ready/);
  nextMorning();
  await reconcileDay(engine, channel, day);
  const { rows } = await engine.db.pool.query(
    'SELECT count(*), count(DISTINCT (payment_id, kind)) AS different FROM bill_line WHERE day = $1',
    [day],
  );
  assert.deepEqual(rows, [{ count: 2200, different: 2200 }]);
});
