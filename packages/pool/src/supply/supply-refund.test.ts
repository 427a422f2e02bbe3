import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { confirmAs, openCheckout, payFor } from '../../test/buy-at-checkout.ts';
import { balanceOf, makeCodes } from '../../test/insert-goods.ts';
import { give, openSupplySite, type SupplySite } from '../../test/open-supply-site.ts';
import { openOperatorSeat } from '../../test/operator-seat.ts';
import { createPretendChannel } from '../../test/pretend-channel.ts';
import type { MemberContext } from '../http/serve-desk.ts';
import { availableOf, escrow, pendingOf } from '../ledger/accounts.ts';
import { expireOrders } from '../order/expire-orders.ts';
import { refundOrder } from '../order/refund-order.ts';
import { refundPayments } from '../payment/refund-payments.ts';
import { deliverWaiting } from '../order/deliver-waiting.ts';
import { askSuppliers } from './ask-suppliers.ts';
import { storeAnswer } from './store-answer.ts';

const gateway = createPretendChannel();
let site: SupplySite;
let operator: MemberContext;

before(async () => {
  site = await openSupplySite({ channels: [gateway.channel] });
  operator = await openOperatorSeat(site.engine);
});
afterEach(() => site.endTest());
after(() => site.close());

const refund = (id: string) =>
  refundOrder(operator, { params: { id }, query: undefined, body: { reason: 'The buyer asked.' } });
const statusOf = async (orderId: string) =>
  (await site.engine.db.pool.query<{ status: string }>('SELECT status FROM orders WHERE id = $1', [orderId])).rows[0]!
    .status;

test('money that comes after the order has ended is still delivered by the supplier', async () => {
  const goods = await site.supply(({ id, quantity }) => ({ status: 200, body: give(id, makeCodes(quantity)) }));
  const orderId = await confirmAs(site.engine, await openCheckout(site.engine, goods));
  assert.equal(await askSuppliers(site.engine), 0, 'nobody is asked before it is paid');
  site.engine.wait(86_400);
  await expireOrders(site.engine);
  assert.equal(await statusOf(orderId), 'expired');
  await payFor(site.engine, gateway, orderId);
  await deliverWaiting(site.engine);
  await askSuppliers(site.engine);
  assert.equal(await statusOf(orderId), 'delivered');
  assert.equal(goods.asked.length, 1);
});

test('late money whose supplier stays silent goes back to the buyer', async () => {
  const goods = await site.supply(() => ({ status: 503 }));
  const orderId = await confirmAs(site.engine, await openCheckout(site.engine, goods));
  site.engine.wait(86_400);
  await expireOrders(site.engine);
  await payFor(site.engine, gateway, orderId);
  await deliverWaiting(site.engine);
  await askSuppliers(site.engine);
  site.engine.wait(601);
  await deliverWaiting(site.engine);
  await refundPayments(site.engine);
  assert.equal(await statusOf(orderId), 'refunded');
  assert.equal(await balanceOf(site.engine, escrow('CNY')), 0);
});

test('the operator refunds an order that waits: nobody is asked any more, and codes that come are for the shelf', async () => {
  const goods = await site.insert();
  const before = await balanceOf(site.engine, availableOf(site.shopId, 'CNY'));
  const orderId = await site.buy(goods);
  const { id } = await site.requestOf(orderId);
  await refund(orderId);
  await refundPayments(site.engine);
  assert.equal(await statusOf(orderId), 'refunded');
  assert.equal(await balanceOf(site.engine, availableOf(site.shopId, 'CNY')), before);
  assert.equal(await askSuppliers(site.engine), 0);
  assert.deepEqual(await storeAnswer(site.engine, give(id, makeCodes(2))), {
    id,
    status: 'late',
    taken: 0,
    shelved: 2,
    refused: 0,
  });
  assert.equal(await site.shelfOf(goods), 2);
  assert.equal(await balanceOf(site.engine, pendingOf(goods.supplierId, 'CNY')), 0);
});

test('a refund of what was delivered takes the supplier’s share back, and the codes stay sold', async () => {
  const goods = await site.insert();
  const before = await balanceOf(site.engine, availableOf(site.shopId, 'CNY'));
  const orderId = await site.buy(goods);
  await storeAnswer(site.engine, give((await site.requestOf(orderId)).id, makeCodes(2)));
  await refund(orderId);
  await refundPayments(site.engine);
  assert.equal(await statusOf(orderId), 'refunded');
  assert.equal(await balanceOf(site.engine, availableOf(site.shopId, 'CNY')), before);
  assert.equal(await balanceOf(site.engine, pendingOf(goods.supplierId, 'CNY')), 0);
  assert.equal(await site.shelfOf(goods), 0);
});
