import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { buyAtCheckout, confirmAs, openCheckout, payFor } from '../../test/buy-at-checkout.ts';
import { balanceOf, insertAgent, insertGoods, insertShop, type Goods } from '../../test/insert-goods.ts';
import { openOperatorSeat } from '../../test/operator-seat.ts';
import { openTestEngine, type TestEngine } from '../../test/open-test-engine.ts';
import { createPretendChannel } from '../../test/pretend-channel.ts';
import { waitFor } from '../../test/wait-for.ts';
import { readProduct } from '../catalog/get-product.ts';
import { listCatalogChanges } from '../catalog/list-catalog-changes.ts';
import { availableOf, pendingOf } from '../ledger/accounts.ts';
import { matureShares } from '../ledger/mature-shares.ts';
import { isFaultless, proveLedger } from '../ledger/prove-ledger.ts';
import { refundPayments } from '../payment/refund-payments.ts';
import { createOrder } from '../order/create-order.ts';
import { deliverWaiting } from '../order/deliver-waiting.ts';
import { revealOrder } from '../order/reveal-order.ts';
import { transact } from '../database/transact.ts';
import { resolveRef } from '../referral/resolve-ref.ts';
import type { MemberContext } from '../http/serve-desk.ts';
import { freezeObject } from './freeze-object.ts';
import { liftFreeze } from './lift-freeze.ts';
import { refuseFrozen } from './refuse-frozen.ts';

const daysS = 86_400;
const gateway = createPretendChannel();
let engine: TestEngine;
/** Another process of the same pool. */
let other: TestEngine;
let operator: MemberContext;
let goods: Goods;
before(async () => {
  engine = await openTestEngine({ channels: [gateway.channel] });
  const secret = engine.keys.master.key.toString('hex');
  other = await openTestEngine({ shared: { url: engine.url, secret }, channels: [gateway.channel] });
  operator = await openOperatorSeat(engine);
});
beforeEach(async () => {
  goods = await insertGoods(engine);
});
after(async () => {
  await other.close();
  await engine.close();
});

const freeze = async (object_id: string) =>
  (
    await freezeObject(operator, {
      params: undefined,
      query: undefined,
      body: { object_id, reason: 'Looking into it' },
    })
  ).id;
const lift = (id: string) =>
  liftFreeze(operator, { params: { id }, query: undefined, body: { reason: 'All is well' } });
const statusOf = async (id: string) =>
  (await engine.db.pool.query<{ status: string }>('SELECT status FROM orders WHERE id = $1', [id])).rows[0]!.status;
const reveal = (orderId: string) =>
  revealOrder(engine.as({ kind: 'buyer', orderId }), { params: { id: orderId }, query: {}, body: {} });

for (const which of ['supplierId', 'productId'] as const) {
  test(`goods whose ${which} is frozen are not sold by any process, to nobody who had a quote, and who pays gets the money back`, async () => {
    const quoted = await openCheckout(engine, goods);
    const held = await confirmAs(engine, await openCheckout(engine, goods));
    const id = await freeze(goods[which]);
    for (const process of [engine, other]) {
      await assert.rejects(openCheckout(process, goods), { code: 'product_not_found' });
      await assert.rejects(readProduct(process.as({ kind: 'anonymous' }), goods.productId), {
        code: 'product_not_found',
      });
      await assert.rejects(confirmAs(process, quoted), { code: 'sold_out', message: /withdrawn from sale/ });
      const shop = await insertShop(process);
      const body = {
        product_id: goods.productId,
        quantity: 1,
        client_reference: 'frozen-1',
        max_amount: { amount_minor: 10_000, currency: 'CNY' },
      };
      await assert.rejects(
        createOrder(process.as({ kind: 'shop', site: shop }), { params: undefined, query: undefined, body }),
        { code: 'product_not_found' },
      );
    }
    await payFor(engine, gateway, held);
    assert.equal(await statusOf(held), 'refunding');
    await refundPayments(engine);
    assert.equal(await statusOf(held), 'refunded');
    await assert.rejects(freeze(goods[which]), { code: 'wrong_state' });
    await lift(id);
    await assert.rejects(lift(id), { code: 'wrong_state' });
    assert.equal(await statusOf(await buyAtCheckout(other, gateway, goods)), 'delivered');
  });
}

test('shops hear of a frozen product by the change feed', async () => {
  const shop = await insertShop(engine);
  const ctx = engine.as({ kind: 'shop', site: shop });
  const id = await freeze(goods.productId);
  engine.wait(3);
  const told = async () =>
    (await listCatalogChanges(ctx, { query: { limit: 100 } })).data.find(
      ({ product_id }) => product_id === goods.productId,
    );
  assert.deepEqual([(await told())?.status, (await told())?.stock], ['withdrawn', 'sold_out']);
  await lift(id);
  engine.wait(3);
  assert.equal((await told())?.status, 'active');
});

test('a frozen agent refers nobody in any process, whatever it remembered, and is paid nothing', async () => {
  const agentId = await insertAgent(engine, 'COLD01');
  assert.equal((await resolveRef(other, 'COLD01'))?.id, agentId);
  const id = await freeze(agentId);
  await waitFor(async () => (await resolveRef(other, 'COLD01')) === undefined);
  await assert.rejects(openCheckout(engine, { ...goods, ref: 'COLD01' }), { code: 'ref_unknown' });
  await assert.rejects(
    transact(engine.db.pool, (client) => refuseFrozen(client, agentId)),
    { code: 'frozen' },
  );
  await lift(id);
  await transact(engine.db.pool, (client) => refuseFrozen(client, agentId));
});

test('of a frozen order nothing is delivered or shown and nobody’s share matures, until it is lifted', async () => {
  const held = await confirmAs(engine, await openCheckout(engine, goods));
  const waiting = await freeze(held);
  await payFor(engine, gateway, held);
  assert.equal(await statusOf(held), 'paid');
  await lift(waiting);
  await deliverWaiting(engine);
  assert.equal(await statusOf(held), 'delivered');

  engine.wait(8 * daysS);
  await matureShares(engine);
  assert.equal(await balanceOf(engine, availableOf(goods.supplierId, 'CNY')), 7000);
  const delivered = await freeze(held);
  assert.equal(await balanceOf(engine, pendingOf(goods.supplierId, 'CNY')), 7000, 'what had matured waits again');
  await matureShares(engine);
  assert.equal(await balanceOf(engine, availableOf(goods.supplierId, 'CNY')), 0);
  await assert.rejects(reveal(held), { code: 'order_state' });
  await lift(delivered);
  assert.equal((await reveal(held)).codes.length, 1);
  await matureShares(engine);
  assert.equal(await balanceOf(engine, availableOf(goods.supplierId, 'CNY')), 7000);
  const proof = await proveLedger(engine.db.pool);
  assert.ok(isFaultless(proof), JSON.stringify(proof));
});

test('who froze what and why is in the audit log', async () => {
  await lift(await freeze(goods.supplierId));
  const { rows } = await engine.db.pool.query<{ action: string; reason: string }>(
    'SELECT action, reason FROM audit_entry WHERE object_id = $1 ORDER BY id',
    [goods.supplierId],
  );
  assert.deepEqual(
    rows.map(({ action, reason }) => [action, reason]),
    [
      ['supplier.frozen', 'Looking into it'],
      ['supplier.unfrozen', 'All is well'],
    ],
  );
});
