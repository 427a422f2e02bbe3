import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { buyAtCheckout, confirmAs, openCheckout } from '../../test/buy-at-checkout.ts';
import { balanceOf, insertGoods, insertShop } from '../../test/insert-goods.ts';
import { openOperatorSeat } from '../../test/operator-seat.ts';
import { openTestEngine, type TestEngine } from '../../test/open-test-engine.ts';
import { createPretendChannel } from '../../test/pretend-channel.ts';
import type { DeskBody } from '@kameng/contract/desk-routes';
import type { MemberContext } from '../http/serve-desk.ts';
import { availableOf, platformFees } from '../ledger/accounts.ts';
import { isFaultless, proveLedger } from '../ledger/prove-ledger.ts';
import { transact } from '../database/transact.ts';
import { refundOrder } from '../order/refund-order.ts';
import { refundPayments } from '../payment/refund-payments.ts';
import { decideAdjustment } from './decide-adjustment.ts';
import { listAdjustments } from './list-adjustments.ts';
import { proposeAdjustment } from './propose-adjustment.ts';

const gateway = createPretendChannel();
let engine: TestEngine;
let anna: MemberContext;
let bo: MemberContext;
before(async () => {
  engine = await openTestEngine({ channels: [gateway.channel] });
  anna = await openOperatorSeat(engine, 'Anna');
  bo = await openOperatorSeat(engine, 'Bo');
});
after(() => engine.close());

const money = (amount_minor: number) => ({ amount_minor, currency: 'CNY' });
const propose = (from: string, to: string, amount_minor: number) =>
  proposeAdjustment(anna, {
    params: undefined,
    query: undefined,
    body: { from, to, amount: money(amount_minor), reason: 'Wrong price on 3 May' },
  });
const decide = (who: MemberContext, id: string, decision: 'approve' | 'refuse') =>
  decideAdjustment(who, { params: { id }, query: undefined, body: { decision } });
const refund = (id: string, body: Partial<DeskBody<'refundOrder'>> = {}) =>
  refundOrder(anna, { params: { id }, query: undefined, body: { reason: 'Asked for', ...body } });

async function booksAreZero(): Promise<void> {
  const proof = await proveLedger(engine.db.pool);
  assert.ok(isFaultless(proof), JSON.stringify(proof));
}

test('one proposes, another approves, and only then the money moves, once', async () => {
  const shop = await insertShop(engine, 5000);
  const { id } = await propose('platform', shop.id, 300);
  await assert.rejects(decide(anna, id, 'approve'), { code: 'second_person_required' });
  await assert.rejects(decide(anna, id, 'refuse'), { code: 'second_person_required' });
  assert.equal(await balanceOf(engine, availableOf(shop.id, 'CNY')), 5000);
  const both = await Promise.allSettled([decide(bo, id, 'approve'), decide(bo, id, 'approve')]);
  assert.deepEqual(both.map(({ status }) => status).toSorted(), ['fulfilled', 'rejected']);
  assert.equal(await balanceOf(engine, availableOf(shop.id, 'CNY')), 5300);
  assert.equal(await balanceOf(engine, platformFees('CNY')), -300);
  await booksAreZero();
  const list = await listAdjustments(anna, {
    params: undefined,
    query: { limit: 10, status: 'approved' },
    body: undefined,
  });
  assert.deepEqual(
    list.data.map((each) => [each.id, each.proposed_by.name, each.decided_by?.name]),
    [[id, 'Anna', 'Bo']],
  );
  const { rows } = await engine.db.pool.query('SELECT action FROM audit_entry WHERE object_id = $1 ORDER BY id', [id]);
  assert.deepEqual(rows, [{ action: 'adjustment.proposed' }, { action: 'adjustment.approved' }]);
});

test('nobody is taken more than they have, a refused proposal moves nothing, and nobody who does not exist has money', async () => {
  const shop = await insertShop(engine, 200);
  const tooMuch = await propose(shop.id, 'platform', 201);
  await assert.rejects(decide(bo, tooMuch.id, 'approve'), { code: 'adjustment_refused' });
  await decide(bo, tooMuch.id, 'refuse');
  await assert.rejects(decide(bo, tooMuch.id, 'approve'), { code: 'wrong_state' });
  const nobody = await propose(shop.id, shop.id.replace(/.{4}$/, '0000'), 100);
  await assert.rejects(decide(bo, nobody.id, 'approve'), { code: 'adjustment_refused' });
  assert.equal(await balanceOf(engine, availableOf(shop.id, 'CNY')), 200);
  await booksAreZero();
});

test('the database itself refuses one person on both sides', async () => {
  const { id } = await propose('platform', (await insertShop(engine)).id, 100);
  await assert.rejects(
    engine.db.pool.query("UPDATE adjustment SET status = 'approved', decided_by = proposed_by WHERE id = $1", [id]),
    { code: '23514' },
  );
});

test('an order is refunded in part and then whole, never more than was paid', async () => {
  const goods = await insertGoods(engine);
  const id = await buyAtCheckout(engine, gateway, { ...goods, quantity: 2 });
  const part = await refund(id, { amount: money(5200) });
  assert.deepEqual([part.body.status, part.body.refundable.amount_minor], ['delivered', 10_000]);
  await assert.rejects(refund(id, { amount: money(10_001) }), { code: 'invalid_request' });
  await assert.rejects(refund(id, { amount: { amount_minor: 1, currency: 'USD' } }), { code: 'invalid_request' });
  const both = await Promise.allSettled([refund(id), refund(id)]);
  assert.deepEqual(both.map(({ status }) => status).toSorted(), ['fulfilled', 'rejected']);
  await refundPayments(engine);
  const { rows } = await engine.db.pool.query('SELECT status FROM orders WHERE id = $1', [id]);
  assert.equal(rows[0]!['status'], 'refunded');
  const back = [...gateway.refunds.values()].reduce((sum, { amount_minor }) => sum + amount_minor, 0);
  assert.equal(back, 15_200);
  await booksAreZero();
});

test('an order that waits for its codes goes back whole; one that is not paid, or in dispute, does not', async () => {
  const goods = await insertGoods(engine, { forced: 'slow_supplier' });
  const id = await buyAtCheckout(engine, gateway, goods);
  await assert.rejects(refund(id, { amount: money(1) }), { code: 'order_state' });
  assert.equal((await refund(id)).body.status, 'refunding');
  await refundPayments(engine);
  const shelf = await engine.db.pool.query('SELECT FROM shelf WHERE offer_id = $1', [goods.offerId]);
  assert.equal(shelf.rowCount, 10, 'its code is for sale again');

  const held = await confirmAs(engine, await openCheckout(engine, goods));
  await assert.rejects(refund(held), { code: 'order_state' });
  const disputed = await buyAtCheckout(engine, gateway, await insertGoods(engine));
  await transact(engine.db.pool, (client) =>
    client.query("UPDATE orders SET status = 'disputed' WHERE id = $1", [disputed]),
  );
  await assert.rejects(refund(disputed), { code: 'order_state' });
  await engine.db.pool.query("UPDATE orders SET status = 'delivered' WHERE id = $1", [disputed]);
  await booksAreZero();
});
