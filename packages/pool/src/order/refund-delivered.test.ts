import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import fc from 'fast-check';
import { balanceOf, insertAgent, insertGoods, insertShop, type Goods } from '../../test/insert-goods.ts';
import { openTestEngine, type TestEngine } from '../../test/open-test-engine.ts';
import { createPretendChannel, type PretendChannel } from '../../test/pretend-channel.ts';
import { ApiError } from '../api-error.ts';
import { confirmCheckout } from '../checkout/confirm-checkout.ts';
import { createCheckout } from '../checkout/create-checkout.ts';
import { transact } from '../database/transact.ts';
import { availableOf, channelFees, channelFunds, owedOf, pendingOf, platformFees } from '../ledger/accounts.ts';
import { matureShares } from '../ledger/mature-shares.ts';
import { postTransfers } from '../ledger/post-transfers.ts';
import { isFaultless, proveLedger } from '../ledger/prove-ledger.ts';
import { readBalances } from '../ledger/read-balances.ts';
import { refundPayments } from '../payment/refund-payments.ts';
import { createOrder } from './create-order.ts';
import { refundDelivered } from './refund-delivered.ts';

const daysS = 24 * 3600;
let engine: TestEngine;
let gateway: PretendChannel;
let goods: Goods;
let agentId: string;
before(async () => {
  gateway = createPretendChannel();
  engine = await openTestEngine({ channels: [gateway.channel] });
  agentId = await insertAgent(engine, 'CLAW01');
});
beforeEach(async () => {
  goods = await insertGoods(engine, { codes: 60 });
});
after(() => engine.close());

/** Sells codes for ¥76 each: ¥70 to the supplier, ¥0.45 to the channel, ¥3.80 to the agent, the rest to the operator. */
async function sell(quantity = 1): Promise<string> {
  const buyer = engine.as({ kind: 'anonymous' });
  const checkout = await createCheckout(buyer, {
    params: undefined,
    query: {},
    body: { product_id: goods.productId, quantity, ref: 'CLAW01' },
  });
  const body = {
    secret: checkout.secret,
    contact: { email: 'buyer@example.com' },
    channel: 'pretend',
    consent: { text_version: checkout.consent.text_version },
  };
  const { order } = await confirmCheckout(buyer, { params: { id: checkout.id }, query: undefined, body });
  const { rows } = await engine.db.pool.query<{ id: string }>('SELECT id FROM payment WHERE order_id = $1', [order.id]);
  await engine.batchers.applySeen({ channel: 'pretend', seen: gateway.pay(rows[0]!.id), stored: false });
  return order.id;
}

let causes = 0;
function refund(orderId: string, amount_minor: number, cause = `test ${(causes += 1)}`): Promise<boolean> {
  return refundDelivered(engine, { orderId, amount_minor, reason: 'operator', cause, actor: 'test' });
}

async function statusOf(orderId: string): Promise<string> {
  const { rows } = await engine.db.pool.query<{ status: string }>('SELECT status FROM orders WHERE id = $1', [orderId]);
  return rows[0]!.status;
}

/** Pending, available and owed of somebody. */
async function moneyOf(ownerId: string): Promise<number[]> {
  const accounts = [pendingOf(ownerId, 'CNY'), availableOf(ownerId, 'CNY'), owedOf(ownerId, 'CNY')];
  const balances = await readBalances(engine.db.pool, accounts);
  return accounts.map((account) => balances.get(account)!);
}

/** Money of a supplier or agent that is paid out, as far as the ledger is concerned. */
async function payOut(ownerId: string): Promise<void> {
  const from = availableOf(ownerId, 'CNY');
  const amount_minor = await balanceOf(engine, from);
  const payout = {
    kind: 'payout' as const,
    from,
    to: channelFunds('bank', 'CNY'),
    currency: 'CNY',
    amount_minor,
    order_id: null,
  };
  await transact(engine.db.pool, (client) => postTransfers(client, engine.now(), [payout]));
}

async function prove(): Promise<void> {
  const proof = await proveLedger(engine.db.pool);
  assert.ok(isFaultless(proof), JSON.stringify(proof));
}

test('shares mature once, each when its time has come: supplier by its own terms, agent after the time for disputes', async () => {
  await engine.db.pool.query('UPDATE supplier SET maturity_days = 3 WHERE id = $1', [goods.supplierId]);
  const [agentPending = 0, agentAvailable = 0] = await moneyOf(agentId);
  await sell(2);
  assert.deepEqual(await moneyOf(goods.supplierId), [14_000, 0, 0]);
  await matureShares(engine);
  assert.deepEqual(await moneyOf(goods.supplierId), [14_000, 0, 0]);
  engine.wait(3 * daysS);
  assert.equal(
    (await Promise.all([matureShares(engine), matureShares(engine)])).reduce((sum, count) => sum + count),
    1,
  );
  assert.deepEqual(await moneyOf(goods.supplierId), [0, 14_000, 0]);
  assert.deepEqual((await moneyOf(agentId))[0], agentPending + 760);
  engine.wait(4 * daysS);
  await matureShares(engine);
  assert.deepEqual(await moneyOf(agentId), [0, agentPending + agentAvailable + 760, 0]);
  await prove();
});

test('a share of an order in dispute waits', async () => {
  const orderId = await sell();
  await engine.db.pool.query("UPDATE orders SET status = 'disputed' WHERE id = $1", [orderId]);
  engine.wait(30 * daysS);
  await matureShares(engine);
  assert.deepEqual(await moneyOf(goods.supplierId), [7000, 0, 0]);
  await engine.db.pool.query("UPDATE orders SET status = 'delivered' WHERE id = $1", [orderId]);
  await matureShares(engine);
  assert.deepEqual(await moneyOf(goods.supplierId), [0, 7000, 0]);
});

test('a partial refund comes out of every share in proportion and goes back the way it came; the order stays delivered', async () => {
  const [agentPending = 0] = await moneyOf(agentId);
  const [operator, fees] = [
    await balanceOf(engine, platformFees('CNY')),
    await balanceOf(engine, channelFees('pretend', 'CNY')),
  ];
  const orderId = await sell();
  assert.equal(await refund(orderId, 1900, 'a quarter'), true);
  assert.equal(await refund(orderId, 1900, 'a quarter'), false, 'the same cause refunds once');
  assert.equal(await statusOf(orderId), 'delivered');
  await refundPayments(engine);
  assert.deepEqual(await moneyOf(goods.supplierId), [5250, 0, 0]);
  assert.equal((await moneyOf(agentId))[0], agentPending + 285);
  // 0.6 % of what stays paid, rounded down; the operator has the rest.
  assert.equal((await balanceOf(engine, channelFees('pretend', 'CNY'))) - fees, 34);
  assert.equal((await balanceOf(engine, platformFees('CNY'))) - operator, 5700 - 5250 - 285 - 34);
  assert.deepEqual([...gateway.refunds.values()].at(-1)!.amount_minor, 1900);
  await assert.rejects(refund(orderId, 5701), (error) => error instanceof ApiError && error.code === 'invalid_request');
  await refund(orderId, 5700);
  assert.equal(await statusOf(orderId), 'refunding');
  await refundPayments(engine);
  assert.equal(await statusOf(orderId), 'refunded');
  assert.deepEqual(await moneyOf(goods.supplierId), [0, 0, 0]);
  assert.equal(await balanceOf(engine, platformFees('CNY')), operator);
  await assert.rejects(refund(orderId, 1), (error) => error instanceof ApiError && error.code === 'order_state');
  await prove();
});

test('what a channel charges from now on changes nothing about a sale from before', async () => {
  const fees = await balanceOf(engine, channelFees('pretend', 'CNY'));
  const orderId = await sell();
  assert.equal((await balanceOf(engine, channelFees('pretend', 'CNY'))) - fees, 45);
  for (const [feeBps, amount, left] of [
    [30, 1900, 33],
    [200, 1900, 22],
    [0, 3800, 0],
  ] as const) {
    Object.assign(gateway.channel, { feeBps });
    await refund(orderId, amount);
    assert.equal((await balanceOf(engine, channelFees('pretend', 'CNY'))) - fees, left);
  }
  Object.assign(gateway.channel, { feeBps: 60 });
  await refundPayments(engine);
  await prove();
});

test('after the shares were paid out a refund is owed, and what matures next pays it off first', async () => {
  const [first, second] = [await sell(), await sell(3)];
  await engine.db.pool.query("UPDATE share SET matures_at = matures_at + interval '10 days' WHERE order_id = $1", [
    second,
  ]);
  engine.wait(8 * daysS);
  await matureShares(engine);
  await payOut(goods.supplierId);
  assert.deepEqual(await moneyOf(goods.supplierId), [21_000, 0, 0]);
  await refund(first, 7600);
  assert.deepEqual(await moneyOf(goods.supplierId), [21_000, 0, -7000]);
  engine.wait(10 * daysS);
  await matureShares(engine);
  assert.deepEqual(await moneyOf(goods.supplierId), [0, 14_000, 0]);
  await prove();
});

test('an order paid from a balance is refunded to the balance', async () => {
  const shop = await insertShop(engine, 50_000);
  const body = {
    product_id: goods.productId,
    quantity: 2,
    client_reference: 'R-1',
    max_amount: { amount_minor: 50_000, currency: 'CNY' },
  };
  const { body: order } = await createOrder(engine.as({ kind: 'shop', site: shop }), {
    params: undefined,
    query: undefined,
    body,
  });
  await refund(order.id, 15_200);
  await refundPayments(engine);
  assert.equal(await statusOf(order.id), 'refunded');
  assert.equal(await balanceOf(engine, availableOf(shop.id, 'CNY')), 50_000);
  await prove();
});

const happening = fc.oneof(
  fc.record({ kind: fc.constant('sell' as const), quantity: fc.integer({ min: 1, max: 3 }) }),
  fc.record({ kind: fc.constant('refund' as const), which: fc.nat(), amount: fc.integer({ min: 1, max: 9000 }) }),
  fc.record({ kind: fc.constant('wait' as const), days: fc.integer({ min: 1, max: 9 }) }),
  fc.record({ kind: fc.constant('payout' as const) }),
);

test('however sales, refunds, maturity and payouts follow each other, all of it adds up', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(happening, { minLength: 4, maxLength: 14 }), async (happenings) => {
      goods = await insertGoods(engine, { codes: 40, supply_price_minor: 7590 });
      const orders: string[] = [];
      for (const it of happenings) {
        if (it.kind === 'sell') orders.push(await sell(it.quantity));
        if (it.kind === 'wait') engine.wait(it.days * daysS);
        if (it.kind === 'payout') await payOut(goods.supplierId);
        if (it.kind === 'refund' && orders.length > 0)
          await refund(orders[it.which % orders.length]!, it.amount).catch((error: unknown) =>
            assert(error instanceof ApiError, String(error)),
          );
        await matureShares(engine);
        await refundPayments(engine);
        const [pending, available, owed] = await moneyOf(goods.supplierId);
        assert.ok(pending! >= 0 && available! >= 0 && owed! <= 0);
        await prove();
      }
    }),
    { numRuns: 15, interruptAfterTimeLimit: 60_000, markInterruptAsFailure: false },
  );
});
