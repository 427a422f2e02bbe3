import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createId } from '@kameng/contract/id';
import { balanceOf, insertAgent, insertGoods, type Goods } from '../../test/insert-goods.ts';
import { openTestEngine, type TestEngine } from '../../test/open-test-engine.ts';
import { createPretendChannel, type PretendChannel } from '../../test/pretend-channel.ts';
import { confirmCheckout } from '../checkout/confirm-checkout.ts';
import { createCheckout } from '../checkout/create-checkout.ts';
import { channelFees, channelFunds, escrow, pendingOf, platformFees } from '../ledger/accounts.ts';
import { isFaultless, proveLedger } from '../ledger/prove-ledger.ts';
import { addressFingerprint } from '../order/order-contact.ts';
import { deliverWaiting } from '../order/deliver-waiting.ts';
import { expireOrders } from '../order/expire-orders.ts';
import { payOrder } from '../order/pay-order.ts';
import { readOrder } from '../order/read-orders.ts';
import { refundDelivered } from '../order/refund-delivered.ts';
import { revealOrder } from '../order/reveal-order.ts';
import { applyStoredCallbacks } from './apply-stored-callbacks.ts';
import { refundPayments } from './refund-payments.ts';
import { watchPayments } from './watch-payments.ts';
import type { Seen } from './channel.ts';

let engine: TestEngine;
let gateway: PretendChannel;
let other: PretendChannel;

before(async () => {
  gateway = createPretendChannel();
  other = createPretendChannel({ id: 'other' });
  engine = await openTestEngine({ channels: [gateway.channel, other.channel] });
});
after(() => engine.close());

async function order(
  goods: Goods,
  { quantity = 1, ref = undefined as string | undefined, email = 'buyer@example.com' } = {},
) {
  const anonymous = engine.as({ kind: 'anonymous' });
  const checkout = await createCheckout(anonymous, {
    params: undefined,
    query: {},
    body: { product_id: goods.productId, quantity, ...(ref && { ref }) },
  });
  const { secret, consent } = checkout;
  const body = { secret, contact: { email }, channel: 'pretend', consent: { text_version: consent.text_version } };
  const confirmed = await confirmCheckout(anonymous, { params: { id: checkout.id }, query: undefined, body });
  const { rows } = await engine.db.pool.query<{ id: string }>('SELECT id FROM payment WHERE order_id = $1', [
    confirmed.order.id,
  ]);
  return {
    id: confirmed.order.id,
    paymentId: rows[0]!.id,
    buyer: engine.as({ kind: 'buyer', orderId: confirmed.order.id }),
  };
}

const tell = (seen: Seen, channel = 'pretend') => engine.batchers.applySeen({ channel, seen, stored: false });
const read = (id: string) => readOrder(engine.as({ kind: 'job', name: 'test' }), id);
const refundsOf = async (id: string) =>
  (await read(id)).refunds.map(({ reason, amount, status }) => ({ reason, amount: amount.amount_minor, status }));

async function settle() {
  for (let round = 0; round < 5; round += 1) {
    await applyStoredCallbacks(engine);
    await expireOrders(engine);
    await deliverWaiting(engine);
    await refundPayments(engine);
  }
}

async function prove() {
  const proof = await proveLedger(engine.db.pool);
  assert.ok(isFaultless(proof), JSON.stringify(proof));
}

test('a paid order is delivered at once, and what everybody gets adds up to what was paid', async () => {
  const goods = await insertGoods(engine);
  const agentId = await insertAgent(engine, 'AGENT1');
  const { id, paymentId, buyer } = await order(goods, { quantity: 2, ref: 'AGENT1' });
  const before = await balanceOf(engine, platformFees('CNY'));
  assert.equal((await read(id)).status, 'held');
  await tell(gateway.pay(paymentId));
  const delivered = await read(id);
  assert.equal(delivered.status, 'delivered');
  assert.equal(delivered.items[0]!.codes.length, 2);
  const shares = {
    supplier: await balanceOf(engine, pendingOf(goods.supplierId, 'CNY')),
    agent: await balanceOf(engine, pendingOf(agentId, 'CNY')),
    channel: await balanceOf(engine, 'channel_fee:pretend:CNY'),
    platform: (await balanceOf(engine, platformFees('CNY'))) - before,
  };
  assert.deepEqual(shares, { supplier: 14_000, agent: 760, channel: 91, platform: 349 });
  assert.equal(await balanceOf(engine, channelFunds('pretend', 'CNY')), -15_200);
  const { codes } = await revealOrder(buyer, { params: { id }, query: {}, body: {} });
  assert.equal(new Set(codes.map(({ fields }) => fields.code)).size, 2);
  await prove();
});

test('an agent earns nothing on a purchase of their own', async () => {
  const goods = await insertGoods(engine);
  const agentId = await insertAgent(engine, 'SELF01', [addressFingerprint(engine.keys, 'me@example.com')]);
  const { paymentId } = await order(goods, { ref: 'SELF01', email: 'Me@Example.com' });
  await tell(gateway.pay(paymentId));
  assert.equal(await balanceOf(engine, pendingOf(agentId, 'CNY')), 0);
  await prove();
});

test('told twice, and charged twice: delivered once, the second charge goes back', async () => {
  const { id, paymentId } = await order(await insertGoods(engine));
  const first = gateway.pay(paymentId);
  await Promise.all([tell(first), tell(first), tell({ ...first, eventKey: 'again' })]);
  assert.deepEqual(await refundsOf(id), []);
  await tell(gateway.pay(paymentId));
  await settle();
  assert.equal((await read(id)).status, 'delivered');
  assert.deepEqual(await refundsOf(id), [{ reason: 'excess', amount: 7600, status: 'done' }]);
  await prove();
});

test('too little is sent back and buys nothing; the order can still be paid', async () => {
  const { id, paymentId } = await order(await insertGoods(engine));
  await tell(gateway.pay(paymentId, 3800));
  await settle();
  assert.equal((await read(id)).status, 'held');
  assert.deepEqual(await refundsOf(id), [{ reason: 'short', amount: 3800, status: 'done' }]);
  await tell(gateway.pay(paymentId));
  assert.equal((await read(id)).status, 'delivered');
  await settle();
  await prove();
});

test('too much is delivered and the difference goes back', async () => {
  const { id, paymentId } = await order(await insertGoods(engine));
  await tell(gateway.pay(paymentId, 8600));
  await settle();
  assert.equal((await read(id)).status, 'delivered');
  assert.deepEqual(await refundsOf(id), [{ reason: 'excess', amount: 1000, status: 'done' }]);
  await prove();
});

test('money in another currency goes back whole, once, however often it is told', async () => {
  const { id, paymentId } = await order(await insertGoods(engine));
  const seen: Seen = {
    paymentId,
    eventKey: 'usd',
    state: 'paid',
    paid: { amount_minor: 7600, currency: 'USD' },
    providerReference: undefined,
  };
  await tell(seen);
  await tell({ ...seen, eventKey: 'usd again' });
  await settle();
  assert.equal((await read(id)).status, 'held');
  assert.deepEqual(await refundsOf(id), [{ reason: 'wrong_currency', amount: 7600, status: 'done' }]);
  assert.equal(await balanceOf(engine, escrow('USD')), 0);
  await prove();
});

test('a hold ends only after the channel has closed; money that comes later buys the codes if they are still there', async () => {
  const goods = await insertGoods(engine, { codes: 1 });
  const { id, paymentId } = await order(goods);
  gateway.down = true;
  engine.wait(1000);
  await expireOrders(engine);
  assert.equal((await read(id)).status, 'held');
  gateway.down = false;
  await expireOrders(engine);
  assert.equal((await read(id)).status, 'expired');
  await tell(gateway.pay(paymentId));
  assert.equal((await read(id)).status, 'delivered');
  await settle();
  await prove();
});

test('money that comes after the codes went to somebody else goes back', async () => {
  const goods = await insertGoods(engine, { codes: 1 });
  const late = await order(goods);
  engine.wait(1000);
  await expireOrders(engine);
  const quick = await order(goods);
  await tell(gateway.pay(quick.paymentId));
  await tell(gateway.pay(late.paymentId));
  await settle();
  assert.equal((await read(quick.id)).status, 'delivered');
  assert.equal((await read(late.id)).status, 'expired');
  assert.deepEqual(await refundsOf(late.id), [{ reason: 'late', amount: 7600, status: 'done' }]);
  await prove();
});

test('a payment that is found paid while it is closed is paid', async () => {
  const { id, paymentId } = await order(await insertGoods(engine));
  gateway.pay(paymentId);
  engine.wait(1000);
  await expireOrders(engine);
  assert.equal((await read(id)).status, 'delivered');
  await prove();
});

test('a callback that never comes is made up for by asking', async () => {
  const { id, paymentId } = await order(await insertGoods(engine));
  gateway.pay(paymentId);
  assert.equal(await watchPayments(engine), 0);
  engine.wait(31);
  await watchPayments(engine);
  assert.equal((await read(id)).status, 'delivered');
  await prove();
});

test('two channels paid: the first wins, the second goes back through its own channel', async () => {
  const { id, paymentId, buyer } = await order(await insertGoods(engine));
  await payOrder(buyer, { params: { id }, query: undefined, body: { channel: 'other' } });
  const { rows } = await engine.db.pool.query<{ id: string }>(
    "SELECT id FROM payment WHERE order_id = $1 AND channel = 'other'",
    [id],
  );
  await tell(other.pay(rows[0]!.id), 'other');
  await tell(gateway.pay(paymentId));
  await settle();
  assert.equal((await read(id)).status, 'delivered');
  assert.deepEqual(await refundsOf(id), [{ reason: 'duplicate', amount: 7600, status: 'done' }]);
  assert.deepEqual([...gateway.refunds.values()].at(-1), { paymentId, amount_minor: 7600, currency: 'CNY' });
  await prove();
});

test('a message about an unknown payment or by the wrong channel moves nothing', async () => {
  const { id, paymentId } = await order(await insertGoods(engine));
  assert.equal(await tell(gateway.pay(paymentId), 'other'), 'quarantined');
  assert.equal(
    await tell({
      paymentId: 'pay_unknown',
      eventKey: 'x',
      state: 'paid',
      paid: { amount_minor: 7600, currency: 'CNY' },
      providerReference: undefined,
    }),
    'quarantined',
  );
  assert.equal((await read(id)).status, 'held');
});

test('a failed payment leaves the order open, and a refund that is told first is never overtaken by paid', async () => {
  const { id, paymentId } = await order(await insertGoods(engine));
  await tell({ paymentId, eventKey: 'failed', state: 'failed', paid: undefined, providerReference: undefined });
  assert.equal((await read(id)).status, 'held');
  await tell({
    paymentId,
    eventKey: 'refunded',
    state: 'refunded',
    paid: { amount_minor: 7600, currency: 'CNY' },
    providerReference: undefined,
  });
  assert.equal(await tell(gateway.pay(paymentId)), 'no_effect');
  assert.equal((await read(id)).status, 'held');
  await prove();
});

test('what a supplier cannot deliver is refunded: a part, or all of it after a wait', async () => {
  const part = await order(await insertGoods(engine, { forced: 'partial' }), { quantity: 4 });
  await tell(gateway.pay(part.paymentId));
  const slow = await order(await insertGoods(engine, { forced: 'slow_supplier' }));
  await tell(gateway.pay(slow.paymentId));
  const down = await order(await insertGoods(engine, { forced: 'supplier_down' }));
  await tell(gateway.pay(down.paymentId));
  assert.deepEqual(
    [(await read(part.id)).status, (await read(slow.id)).status, (await read(down.id)).status],
    ['delivered', 'paid', 'paid'],
  );
  engine.wait(12);
  await settle();
  assert.equal((await read(part.id)).items[0]!.codes.length, 2);
  assert.deepEqual(await refundsOf(part.id), [{ reason: 'undeliverable', amount: 15_200, status: 'done' }]);
  assert.equal((await read(slow.id)).status, 'delivered');
  assert.equal((await read(down.id)).status, 'refunded');
  assert.deepEqual(await refundsOf(down.id), [{ reason: 'undeliverable', amount: 7600, status: 'done' }]);
  await prove();
});

test('refunds are sent until they arrive', async () => {
  const { id, paymentId } = await order(await insertGoods(engine));
  await tell(gateway.pay(paymentId, 100));
  gateway.down = true;
  await refundPayments(engine);
  assert.deepEqual(await refundsOf(id), [{ reason: 'short', amount: 100, status: 'pending' }]);
  gateway.down = false;
  engine.wait(61);
  await refundPayments(engine);
  assert.deepEqual(await refundsOf(id), [{ reason: 'short', amount: 100, status: 'done' }]);
  await prove();
});

test('a channel that is down keeps its own holds and nobody else’s, however many', async () => {
  const lapsed = new Date(engine.now().getTime() - 3_600_000);
  const dead = Array.from({ length: 60 }, () => createId('order', lapsed.getTime()));
  await engine.db.pool.query(
    `WITH o AS (INSERT INTO orders (id, status, channel, currency, amount_minor, commission_bps, created_at, expires_at)
                SELECT id, 'held', 'other', 'CNY', 100, 0, $3, $3 FROM unnest($1::text[]) AS id)
     INSERT INTO payment (id, order_id, channel, currency, amount_minor, status, created_at, updated_at)
     SELECT payment_id, id, 'other', 'CNY', 100, 'waiting', $3, $3 FROM unnest($1::text[], $2::text[]) AS p (id, payment_id)`,
    [dead, dead.map(() => createId('payment')), lapsed],
  );
  const { id } = await order(await insertGoods(engine));
  engine.wait(1000);
  other.down = true;
  await expireOrders(engine);
  assert.equal((await read(id)).status, 'expired');
  other.down = false;
  while (await expireOrders(engine));
  const { rowCount } = await engine.db.pool.query("SELECT FROM orders WHERE status = 'held' AND id = ANY($1::text[])", [
    dead,
  ]);
  assert.equal(rowCount, 0);
});

test('an order that cannot be delivered keeps none beside it waiting', async () => {
  const goods = await insertGoods(engine, { forced: 'slow_supplier' });
  const [broken, whole] = [await order(goods), await order(goods)];
  for (const { paymentId } of [broken, whole]) await tell(gateway.pay(paymentId));
  await engine.db.pool.query(
    "INSERT INTO share (order_id, owner_id, kind, currency, amount_minor, matures_at) VALUES ($1, $2, 'supplier_share', 'CNY', 1, now())",
    [broken.id, goods.supplierId],
  );
  engine.wait(30);
  assert.equal(await deliverWaiting(engine), 1);
  assert.deepEqual([(await read(broken.id)).status, (await read(whole.id)).status], ['paid', 'delivered']);
  await engine.db.pool.query('DELETE FROM share WHERE order_id = $1', [broken.id]);
  assert.equal(await deliverWaiting(engine), 1);
  await prove();
});

test('who chooses another channel before paying pays its fee, not that of the first', async () => {
  const feesOf = async () => [
    await balanceOf(engine, channelFees('pretend', 'CNY')),
    await balanceOf(engine, channelFees('other', 'CNY')),
  ];
  const [first, second] = await feesOf();
  const { id, buyer } = await order(await insertGoods(engine));
  await payOrder(buyer, { params: { id }, query: undefined, body: { channel: 'other' } });
  const { rows } = await engine.db.pool.query<{ id: string }>(
    "SELECT id FROM payment WHERE order_id = $1 AND channel = 'other'",
    [id],
  );
  await tell(other.pay(rows[0]!.id), 'other');
  assert.equal((await read(id)).status, 'delivered');
  assert.deepEqual(await feesOf(), [first, second! + 45]);
  await refundDelivered(engine, {
    orderId: id,
    amount_minor: 7600,
    reason: 'operator',
    cause: `test ${id}`,
    actor: 'test',
  });
  await settle();
  assert.deepEqual(await feesOf(), [first, second]);
  assert.equal((await read(id)).status, 'refunded');
  await prove();
});

test('what could not be delivered goes back by the payment that bought it, not by one that went back before', async () => {
  const { id, paymentId, buyer } = await order(await insertGoods(engine, { forced: 'supplier_down' }));
  await payOrder(buyer, { params: { id }, query: undefined, body: { channel: 'other' } });
  const { rows } = await engine.db.pool.query<{ id: string }>(
    "SELECT id FROM payment WHERE order_id = $1 AND channel = 'other'",
    [id],
  );
  await tell(other.pay(rows[0]!.id), 'other');
  await tell(gateway.pay(paymentId));
  engine.wait(12);
  await settle();
  assert.equal((await read(id)).status, 'refunded');
  const sent = [...gateway.refunds.values(), ...other.refunds.values()].map((refund) => refund.paymentId);
  assert.deepEqual(
    [paymentId, rows[0]!.id].map((each) => sent.filter((one) => one === each).length),
    [1, 1],
  );
  await prove();
});

test('whoever pays too little, has it back, and then pays all of it has the codes', async () => {
  const { id, paymentId } = await order(await insertGoods(engine));
  await tell(gateway.pay(paymentId, 100));
  await settle();
  // The channel tells of the refund that it was asked for.
  await tell({ ...gateway.pay(paymentId, 0), state: 'refunded', paid: undefined });
  await tell(gateway.pay(paymentId));
  await settle();
  assert.equal((await read(id)).status, 'delivered');
  assert.deepEqual(await refundsOf(id), [{ reason: 'short', amount: 100, status: 'done' }]);
  await prove();
});
