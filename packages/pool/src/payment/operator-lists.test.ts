import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { DeskQuery } from '@kameng/contract/desk-routes';
import { insertGoods } from '../../test/insert-goods.ts';
import { openTestEngine, type TestEngine } from '../../test/open-test-engine.ts';
import { createPretendChannel, type PretendChannel } from '../../test/pretend-channel.ts';
import { ApiError } from '../api-error.ts';
import { confirmCheckout } from '../checkout/confirm-checkout.ts';
import { createCheckout } from '../checkout/create-checkout.ts';
import { writeCursor } from '../http/cursor.ts';
import { listLedgerProofs } from '../ledger/list-ledger-proofs.ts';
import { proveDaily } from '../ledger/prove-daily.ts';
import { deliverWaiting } from '../order/deliver-waiting.ts';
import { expireOrders } from '../order/expire-orders.ts';
import { applyStoredCallbacks } from './apply-stored-callbacks.ts';
import type { Seen } from './channel.ts';
import { listQuarantined } from './list-quarantined.ts';
import { listUndelivered } from './list-undelivered.ts';
import { refundPayments } from './refund-payments.ts';

let engine: TestEngine;
let gateway: PretendChannel;
before(async () => {
  gateway = createPretendChannel();
  engine = await openTestEngine({ channels: [gateway.channel] });
});
after(() => engine.close());

const operator = () => engine.as({ kind: 'job', name: 'test' });
const undelivered = async (query: Partial<DeskQuery<'listUndeliveredOrders'>> = {}) =>
  listUndelivered(operator(), { params: undefined, query: { older_than_s: 0, limit: 100, ...query }, body: undefined });
const reasons = async () => (await undelivered()).data.map(({ id, reason }) => [id, reason]);

async function hold(forced: string | null = null): Promise<{ orderId: string; paymentId: string }> {
  const { productId } = await insertGoods(engine, { codes: 2, forced });
  const buyer = engine.as({ kind: 'anonymous' });
  const checkout = await createCheckout(buyer, {
    params: undefined,
    query: {},
    body: { product_id: productId, quantity: 1 },
  });
  const body = {
    secret: checkout.secret,
    contact: { email: 'buyer@example.com' },
    channel: 'pretend',
    consent: { text_version: checkout.consent.text_version },
  };
  const { order } = await confirmCheckout(buyer, { params: { id: checkout.id }, query: undefined, body });
  const { rows } = await engine.db.pool.query<{ id: string }>('SELECT id FROM payment WHERE order_id = $1', [order.id]);
  return { orderId: order.id, paymentId: rows[0]!.id };
}

const tell = (seen: Seen) => engine.batchers.applySeen({ channel: 'pretend', seen, stored: false });

/** A callback that was stored and answered, and not applied. */
async function store(seen: Seen): Promise<void> {
  await engine.db.pool.query(
    'INSERT INTO payment_event (provider, event_key, payment_id, seen, received_at, next_attempt_at) VALUES ($1, $2, $3, $4, $5, $5)',
    ['pretend', seen.eventKey, seen.paymentId, JSON.stringify(seen), engine.now()],
  );
}

test('whoever has paid and has nothing is listed, oldest first, with why, until it is settled', async () => {
  assert.deepEqual(await reasons(), []);
  const slow = await hold('slow_supplier');
  await tell(gateway.pay(slow.paymentId));
  engine.wait(1);
  const short = await hold();
  await tell(gateway.pay(short.paymentId, 100));
  engine.wait(1);
  const untold = await hold();
  await store(gateway.pay(untold.paymentId));
  gateway.down = true;
  assert.deepEqual(await reasons(), [
    [slow.orderId, 'waiting_for_codes'],
    [short.orderId, 'refund_pending'],
    [untold.orderId, 'callback_unapplied'],
  ]);
  const first = await undelivered({ limit: 2 });
  const rest = await undelivered({ limit: 2, cursor: first.next_cursor! });
  assert.deepEqual([...first.data, ...rest.data], (await undelivered()).data);
  assert.equal(rest.next_cursor, null);
  assert.deepEqual(
    (await undelivered({ older_than_s: 2 })).data.map(({ id }) => id),
    [slow.orderId],
  );
  assert.deepEqual(
    (await undelivered({ reason: 'refund_pending' })).data.map(({ id }) => id),
    [short.orderId],
  );
  for (let attempt = 0; attempt < 4; attempt += 1) {
    await refundPayments(engine);
    engine.wait(4000);
  }
  assert.deepEqual((await reasons()).slice(0, 2), [
    [slow.orderId, 'delivery_overdue'],
    [short.orderId, 'refund_failing'],
  ]);
  gateway.down = false;
  await applyStoredCallbacks(engine);
  await deliverWaiting(engine);
  await refundPayments(engine);
  await expireOrders(engine);
  assert.deepEqual(await reasons(), []);
});

test('a delivery that fails is listed as a refund on its way', async () => {
  const { orderId, paymentId } = await hold('supplier_down');
  await tell(gateway.pay(paymentId));
  engine.wait(30);
  await deliverWaiting(engine);
  assert.deepEqual(await reasons(), [[orderId, 'refund_pending']]);
  await engine.db.pool.query("UPDATE refund SET status = 'failed' WHERE order_id = $1", [orderId]);
  assert.deepEqual(await reasons(), [[orderId, 'refund_missing']]);
  await engine.db.pool.query("UPDATE refund SET status = 'pending' WHERE order_id = $1", [orderId]);
  await refundPayments(engine);
  assert.deepEqual(await reasons(), []);
});

test('callbacks that fit nothing are listed as they came', async () => {
  const seen = (key: string, paid: Seen['paid']): Seen => ({
    paymentId: 'pay_of_somebody_else',
    eventKey: key,
    state: 'paid',
    paid,
    providerReference: undefined,
  });
  await store(seen('q-1', { amount_minor: 500, currency: 'CNY' }));
  engine.wait(1);
  await store(seen('q-2', undefined));
  await applyStoredCallbacks(engine);
  const list = (query: { limit: number; cursor?: string }) =>
    listQuarantined(operator(), { params: undefined, query, body: undefined });
  const { data, next_cursor } = await list({ limit: 1 });
  const [{ received_at, ...row }] = data as [(typeof data)[number]];
  assert.ok(Date.parse(received_at) < engine.now().getTime());
  assert.deepEqual(row, {
    channel: 'pretend',
    event_key: 'q-1',
    payment_id: 'pay_of_somebody_else',
    state: 'paid',
    paid: { amount_minor: 500, currency: 'CNY' },
  });
  assert.deepEqual(
    (await list({ limit: 1, cursor: next_cursor! })).data.map((row) => row.event_key),
    ['q-2'],
  );
});

test('a cursor that was made up is refused, not asked of the database', async () => {
  await proveDaily(engine);
  const proofs = (cursor: string) =>
    listLedgerProofs(operator(), { params: undefined, query: { limit: 5, cursor }, body: undefined });
  for (const day of ['0000-01-01', '2026-02-31', 'yesterday', '2026-01-01T00:00:00.000Z'])
    await assert.rejects(
      proofs(writeCursor([day])),
      (error) => error instanceof ApiError && error.code === 'invalid_request',
      day,
    );
  for (const time of ['now', '99999-01-01', '2026-01-01'])
    await assert.rejects(
      undelivered({ cursor: writeCursor([time, 'x']) }),
      (error) => error instanceof ApiError && error.code === 'invalid_request',
      time,
    );
  assert.deepEqual(
    (await proofs(writeCursor(['2100-01-01']))).data.map(({ faultless, sums }) => [faultless, sums]),
    [[true, [{ amount_minor: 0, currency: 'CNY' }]]],
  );
});
