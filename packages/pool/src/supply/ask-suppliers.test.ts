import assert from 'node:assert/strict';
import { setImmediate as turn } from 'node:timers/promises';
import { after, afterEach, before, test } from 'node:test';
import { openSupplySite, give, type SupplyReply, type SupplySite } from '../../test/open-supply-site.ts';
import { createId } from '@kameng/contract/id';
import type { CodeFields } from '@kameng/contract/order';
import { balanceOf, makeCodes } from '../../test/insert-goods.ts';
import { ApiError } from '../api-error.ts';
import { pendingOf } from '../ledger/accounts.ts';
import { askSuppliers } from './ask-suppliers.ts';
import { leaseMs, leaseRequests } from './lease-requests.ts';
let site: SupplySite;

before(async () => {
  site = await openSupplySite();
});
afterEach(() => site.endTest());
after(() => site.close());

test('a paid order is asked for at the supplier’s server and delivered with what it answers', async () => {
  const codes = makeCodes(2);
  const goods = await site.supply(({ id }) => ({ status: 200, body: give(id, codes) }));
  const orderId = await site.buy(goods);
  assert.deepEqual(await site.read(orderId), { status: 'paid', item: 'waiting', codes: 0 });
  assert.equal(await askSuppliers(site.engine), 1);
  assert.deepEqual(await site.read(orderId), { status: 'delivered', item: 'delivered', codes: 2 });
  assert.deepEqual(new Set(await site.codesOf(orderId)), new Set(codes.map(({ code }) => code)));
  const [asked] = goods.asked;
  assert.deepEqual(
    [asked!.quantity, asked!.amount, asked!.product_id, asked!.rehearsal],
    [2, { amount_minor: 14_000, currency: 'CNY' }, goods.productId, null],
  );
  assert.equal(await balanceOf(site.engine, pendingOf(goods.supplierId, 'CNY')), 14_000);
  const { rows } = await site.engine.db.pool.query<{ row: string }>(
    `SELECT row_to_json(t)::text AS row FROM (SELECT r.*, a.result FROM supply_request r JOIN supply_attempt a ON a.request_id = r.id WHERE r.order_id = $1) t`,
    [orderId],
  );
  for (const { code } of codes) assert.ok(!JSON.stringify(rows).includes(code!), 'no code lies beside the sealed ones');
});

test('asking again after a crash between asking and storing is the same request and gives the same codes', async () => {
  const given = new Map<string, CodeFields[]>();
  const goods = await site.supply(({ id, quantity }, times) => {
    given.set(id, given.get(id) ?? makeCodes(quantity));
    // The first answer is on its way when the connection, or the process, dies.
    return times === 1 ? 'hang up' : { status: 200, body: give(id, given.get(id)!) };
  });
  const orderId = await site.buy(goods);
  await askSuppliers(site.engine);
  assert.equal((await site.read(orderId)).status, 'paid');
  site.engine.wait(3);
  await askSuppliers(site.engine);
  assert.equal((await site.read(orderId)).status, 'delivered');
  assert.equal(goods.asked.length, 2);
  assert.equal(goods.asked[0]!.id, goods.asked[1]!.id);
  assert.deepEqual(goods.asked[0], goods.asked[1]);
  assert.equal(given.size, 1);
});

test('a request whose process died is asked by another when the lease has ended, and not before', async () => {
  const goods = await site.supply(({ id, quantity }) => ({ status: 200, body: give(id, makeCodes(quantity)) }));
  const orderId = await site.buy(goods);
  // As a process leaves it that is killed while it asks.
  await site.engine.db.pool.query('UPDATE supply_request SET leased_until = $2, attempts = 1 WHERE order_id = $1', [
    orderId,
    new Date(site.engine.now().getTime() + leaseMs),
  ]);
  assert.equal(await askSuppliers(site.engine), 0);
  site.engine.wait(leaseMs / 1000 + 1);
  assert.equal(await askSuppliers(site.engine), 1);
  assert.equal((await site.read(orderId)).status, 'delivered');
});

const wrongReplies: [name: string, reply: (id: string) => SupplyReply, result: string][] = [
  ['an error', () => ({ status: 500 }), 'bad_status'],
  ['a redirect', () => ({ status: 302 }), 'bad_status'],
  ['no JSON', () => ({ status: 200, raw: '<html>' }), 'bad_answer'],
  [
    'the answer to another request',
    () => ({ status: 200, body: give(createId('supplyRequest'), makeCodes(2)) }),
    'bad_answer',
  ],
  ['codes in a refusal', (id) => ({ status: 200, body: give(id, makeCodes(2), 'refused') }), 'bad_answer'],
  ['text that no database keeps', (id) => ({ status: 200, body: give(id, [{ code: 'A\0B' }]) }), 'bad_answer'],
  [
    'more than anybody reads',
    (id) => ({ status: 200, raw: JSON.stringify(give(id, [{ code: 'x'.repeat(300_000) }])) }),
    'bad_answer',
  ],
  ['a broken line', () => 'hang up', 'unreachable'],
];
test('what is no answer is asked again until the deadline, with rising pauses', async () => {
  for (const [name, reply, result] of wrongReplies) {
    const goods = await site.supply(({ id, quantity }, times) =>
      times === 1 ? reply(id) : { status: 200, body: give(id, makeCodes(quantity)) },
    );
    const orderId = await site.buy(goods);
    await askSuppliers(site.engine);
    assert.equal((await site.read(orderId)).status, 'paid', name);
    const { rows } = await site.engine.db.pool.query('SELECT result FROM supply_attempt WHERE offer_id = $1', [
      goods.offerId,
    ]);
    assert.deepEqual(rows, [{ result }], name);
    assert.equal(await askSuppliers(site.engine), 0, 'not at once');
    site.engine.wait(3);
    await askSuppliers(site.engine);
    assert.equal((await site.read(orderId)).status, 'delivered', name);
    assert.deepEqual(await site.supplyOf(goods), { status: 'live', failures: 0 }, name);
  }
});

test('more codes than one answer holds are not sold by a supplier who is asked', async () => {
  const goods = await site.supply(({ id, quantity }) => ({ status: 200, body: give(id, makeCodes(quantity)) }));
  await site.engine.db.pool.query('UPDATE product SET limits_max = 5000 WHERE id = $1', [goods.productId]);
  await assert.rejects(site.buy(goods, 1001), new ApiError('sold_out'));
  const orderId = await site.buy(goods, 1000);
  await askSuppliers(site.engine);
  assert.equal((await site.requestOf(orderId)).status, 'filled');
});

test('an address inside the network is never asked', async () => {
  const guarded = { ...site.engine, config: { ...site.engine.config, webhooksToPrivateAddresses: false } };
  const goods = await site.supply(() => ({ status: 200 }));
  await site.buy(goods);
  await askSuppliers(guarded, async () => [{ address: '10.0.0.1', family: 4 }]);
  const { rows } = await site.engine.db.pool.query('SELECT result FROM supply_attempt WHERE offer_id = $1', [
    goods.offerId,
  ]);
  assert.deepEqual(rows, [{ result: 'address_refused' }]);
  assert.equal(goods.asked.length, 0);
});

test('a server is asked a few things at once and not more', async () => {
  let atOnce = 0;
  let most = 0;
  const goods = await site.supply(async ({ id, quantity }) => {
    atOnce += 1;
    most = Math.max(most, atOnce);
    await turn();
    atOnce -= 1;
    return { status: 200, body: give(id, makeCodes(quantity)) };
  });
  const orders = await Promise.all(Array.from({ length: 10 }, () => site.buy(goods)));
  assert.equal(await askSuppliers(site.engine), 10);
  for (const orderId of orders) assert.equal((await site.read(orderId)).status, 'delivered');
  assert.ok(most <= 4, `${most} at once`);
});

test('a server with a long queue holds up no other', async () => {
  const slow = await site.supply(() => ({ status: 503 }));
  const queued = await site.buy(slow);
  // As an hour of a rush leaves it, all of it due for longer than what comes now.
  await site.engine.db.pool.query(
    `INSERT INTO supply_request (id, item_id, order_id, offer_id, endpoint_id, quantity, amount_minor, currency, deadline, next_attempt_at, created_at)
     SELECT 'spr_7' || lpad(n::text, 25, '0'), 'itm_7' || lpad(n::text, 25, '0'), r.order_id, r.offer_id, r.endpoint_id, r.quantity, r.amount_minor, r.currency, r.deadline,
       r.next_attempt_at - n * interval '1 millisecond', r.created_at
     FROM supply_request r, generate_series(1, 1000) AS n WHERE r.order_id = $1`,
    [queued],
  );
  const quick = await site.supply(({ id, quantity }) => ({ status: 200, body: give(id, makeCodes(quantity)) }));
  const orderId = await site.buy(quick);
  const leased = await leaseRequests(site.engine, 16);
  const of = (endpointId: string) => leased.filter(({ endpoint_id }) => endpoint_id === endpointId).length;
  assert.deepEqual([of(slow.endpointId), of(quick.endpointId)], [4, 1]);
  await site.engine.db.pool.query("DELETE FROM supply_request WHERE id LIKE 'spr_7%'");
  site.engine.wait(leaseMs / 1000 + 1);
  await askSuppliers(site.engine);
  assert.equal((await site.read(orderId)).status, 'delivered');
});

test('an address that has not passed the test is asked nothing, also for what was sold before', async () => {
  const goods = await site.supply(({ id, quantity }) => ({ status: 200, body: give(id, makeCodes(quantity)) }));
  const orderId = await site.buy(goods);
  const setPassed = (at: Date | null) =>
    site.engine.db.pool.query('UPDATE supply_endpoint SET passed_at = $2 WHERE id = $1', [goods.endpointId, at]);
  await setPassed(null);
  assert.equal(await askSuppliers(site.engine), 0);
  await setPassed(site.engine.now());
  assert.equal(await askSuppliers(site.engine), 1);
  assert.equal((await site.read(orderId)).status, 'delivered');
});

test('a frozen supplier is asked nothing, and holds up nobody', async () => {
  const frozen = await site.supply(({ id, quantity }) => ({ status: 200, body: give(id, makeCodes(quantity)) }));
  const orderId = await site.buy(frozen);
  const setStatus = (status: string) =>
    site.engine.db.pool.query(
      'UPDATE supplier SET status = $2 WHERE id = (SELECT supplier_id FROM offer WHERE id = $1)',
      [frozen.offerId, status],
    );
  await setStatus('frozen');
  await askSuppliers(site.engine);
  assert.equal(frozen.asked.length, 0);
  await setStatus('active');
  await askSuppliers(site.engine);
  assert.equal((await site.read(orderId)).status, 'delivered');
});
