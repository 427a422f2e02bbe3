import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createId } from '@kameng/contract/id';
import type { RuleRates } from '@kameng/contract/desk/rule';
import { buyAtCheckout, confirmAs, openCheckout, payFor } from '../../test/buy-at-checkout.ts';
import { balanceOf, insertAgent, insertGoods } from '../../test/insert-goods.ts';
import { openOperatorSeat } from '../../test/operator-seat.ts';
import { openTestEngine, type TestEngine } from '../../test/open-test-engine.ts';
import { deskOf } from '../../test/open-dispute-site.ts';
import { createPretendChannel } from '../../test/pretend-channel.ts';
import { whileLocked } from '../../test/while-locked.ts';
import { createOrganisation } from '../account/create-organisation.ts';
import { transact } from '../database/transact.ts';
import type { MemberContext } from '../http/serve-desk.ts';
import { channelFees, pendingOf, platformFees } from '../ledger/accounts.ts';
import { isFaultless, proveLedger } from '../ledger/prove-ledger.ts';
import { createOffer } from '../offer/create-offer.ts';
import { applyRules } from './apply-rules.ts';
import { listRules } from './list-rules.ts';
import { publishRule } from './publish-rule.ts';
import { simulateRule } from './simulate-rule.ts';
import { withdrawRule } from './withdraw-rule.ts';

const gateway = createPretendChannel();
let engine: TestEngine;
let operator: MemberContext;
before(async () => {
  engine = await openTestEngine({ channels: [gateway.channel] });
  operator = await openOperatorSeat(engine);
});
after(() => engine.close());

const at = <Body>(body: Body) => ({ params: undefined, query: undefined, body });
const fees = (rates: Record<string, number>): RuleRates => ({ kind: 'fees', rates });
const publish = (terms: RuleRates, live_from?: string) =>
  publishRule(operator, at({ terms, reason: 'New year', ...(live_from !== undefined && { live_from }) }));
const simulate = (terms: RuleRates) => simulateRule(operator, at({ terms, orders: 1000 }));
const later = (seconds: number) => new Date(engine.now().getTime() + seconds * 1000).toISOString();
const priceOf = async (goods: { productId: string }) => (await openCheckout(engine, goods)).amount.amount_minor;

test('a simulation gives what the ledger has, and other rates give what the price function says; nothing changes', async () => {
  const agentId = await insertAgent(engine, 'RULES1');
  const goods = await insertGoods(engine, { codes: 30 });
  for (let nth = 0; nth < 4; nth += 1) await buyAtCheckout(engine, gateway, { ...goods, ref: 'RULES1' });
  const { orders, currencies } = await simulate({ kind: 'commissions', rates: { 1: 100 } });
  assert.equal(orders, 4);
  const [{ before: had, after: other }] = currencies as [(typeof currencies)[number]];
  assert.deepEqual(had, {
    buyers_minor: 4 * 7600,
    suppliers_minor: await balanceOf(engine, pendingOf(goods.supplierId, 'CNY')),
    agents_minor: await balanceOf(engine, pendingOf(agentId, 'CNY')),
    channels_minor: await balanceOf(engine, channelFees('pretend', 'CNY')),
    platform_minor: await balanceOf(engine, platformFees('CNY')),
  });
  assert.equal(other.agents_minor, 4 * 76);
  assert.equal(other.platform_minor - had.platform_minor, had.agents_minor - other.agents_minor);

  // Supply ¥70 with a fee of 20 % is ¥87.50, with 40 % more than the list price of ¥100.
  const dearer = (await simulate(fees({ '*': 2000 }))).currencies[0]!;
  assert.equal(dearer.after.buyers_minor, 4 * 8750);
  assert.equal(dearer.after.suppliers_minor, had.suppliers_minor);
  assert.equal((await simulate(fees({ '*': 4000 }))).unsellable, 4);
  assert.deepEqual((await simulate(fees({ '*': 800, music: 100 }))).currencies[0]!.after, had, 'another category');
  assert.equal(await priceOf(goods), 7600);
  await assert.rejects(simulate({ kind: 'commissions', rates: { 1: 100, 9: 100 } }), { code: 'invalid_request' });
});

test('a fee applies from its moment on, in its category; a quote stays a quote', async () => {
  const goods = await insertGoods(engine);
  const other = await insertGoods(engine);
  await engine.db.pool.query("UPDATE product SET category = 'music' WHERE id = $1", [other.productId]);
  const quoted = await openCheckout(engine, goods);
  const { id, status } = await publish(fees({ '*': 800, games: 2000 }), later(60));
  assert.equal(status, 'scheduled');
  await applyRules(engine);
  assert.equal(await priceOf(goods), 7600);
  engine.wait(61);
  assert.deepEqual(
    (await Promise.all([applyRules(engine), applyRules(engine)])).toSorted(),
    [0, 1],
    'two processes apply it once',
  );
  assert.equal(await priceOf(goods), 8750);
  assert.equal(await priceOf(other), 7600, 'its fee is as before');
  assert.equal(quoted.amount.amount_minor, 7600);
  const before = await balanceOf(engine, pendingOf(goods.supplierId, 'CNY'));
  await payFor(engine, gateway, await confirmAs(engine, quoted));
  assert.equal((await balanceOf(engine, pendingOf(goods.supplierId, 'CNY'))) - before, 7000);
  await assert.rejects(withdrawRule(operator, { params: { id }, query: undefined, body: { reason: 'Late' } }), {
    code: 'wrong_state',
  });
  await publish(fees({ '*': 4000 }));
  await assert.rejects(
    openCheckout(engine, goods),
    { code: 'product_not_found' },
    'above the list price nothing is sold',
  );
  await publish(fees({ '*': 800 }));
  assert.equal(await priceOf(goods), 7609);
});

test('a supplier that asks for more moves the price of a quote as before', async () => {
  const goods = await insertGoods(engine);
  const quoted = await openCheckout(engine, goods);
  await engine.db.pool.query('UPDATE offer SET price_minor = 8000, supply_price_minor = 7400 WHERE id = $1', [
    goods.offerId,
  ]);
  await assert.rejects(confirmAs(engine, quoted), { code: 'price_moved' });
});

test('a commission applies to checkouts opened from then on', async () => {
  const agentId = await insertAgent(engine, 'RULES2');
  const goods = await insertGoods(engine);
  const quoted = await openCheckout(engine, { ...goods, ref: 'RULES2' });
  await publish({ kind: 'commissions', rates: { 1: 200 } });
  await payFor(engine, gateway, await confirmAs(engine, quoted));
  assert.equal(await balanceOf(engine, pendingOf(agentId, 'CNY')), 380);
  // Every process has forgotten the rate of before within seconds, by a hint nearly at once.
  engine.wait(6);
  await buyAtCheckout(engine, gateway, { ...goods, ref: 'RULES2' });
  assert.equal(await balanceOf(engine, pendingOf(agentId, 'CNY')), 380 + 152);
  const proof = await proveLedger(engine.db.pool);
  assert.ok(isFaultless(proof), JSON.stringify(proof));
});

test('every version stays on record, and one that was withdrawn never applies', async () => {
  const { id } = await publish(fees({ '*': 100 }), later(60));
  await withdrawRule(operator, { params: { id }, query: undefined, body: { reason: 'Not now' } });
  engine.wait(61);
  assert.equal(await applyRules(engine), 0);
  const list = await listRules(operator, { params: undefined, query: { limit: 10, kind: 'fees' }, body: undefined });
  assert.deepEqual(
    list.data.map(({ status }) => status),
    ['withdrawn', 'live', 'replaced', 'replaced'],
  );
  assert.deepEqual(list.current, { '*': 800 });
});

test('of two rules that are published at once one is in force, whole, and is said to be', async () => {
  const lock = { text: 'SELECT FROM category_fee FOR UPDATE' };
  const both = await whileLocked(
    engine.db.pool,
    lock,
    (waiting) => waiting === 2,
    () => Promise.all([publish(fees({ '*': 900, games: 1000 })), publish(fees({ '*': 950, music: 1100 }))]),
  );
  const { data, current } = await listRules(operator, {
    params: undefined,
    query: { kind: 'fees', limit: 10 },
    body: undefined,
  });
  const inForce = data.filter(({ status, id }) => status === 'live' && both.some((each) => each.id === id));
  assert.deepEqual(
    inForce.map(({ rates }) => rates),
    [current],
  );
});

test('an offer that is made while a rule comes into force has the price of that rule', async () => {
  const [goods, other] = [await insertGoods(engine), await insertGoods(engine)];
  const at = engine.now();
  const organisationId = await transact(engine.db.pool, (client) =>
    createOrganisation(client, at, { kind: 'supplier', name: 'Supplier' }),
  );
  await engine.db.pool.query(
    "INSERT INTO submission (id, supplier_id, status, product_id, proof, created_at, updated_at) VALUES ($1, $2, 'listed', $3, '{}', $4, $4)",
    [createId('submission'), other.supplierId, goods.productId, at],
  );
  const supplier = deskOf(engine, organisationId, 'supplier', 'Somebody', other.supplierId);
  const body = { product_id: goods.productId, supply_price_minor: 7000, quantity_prices: [], low_stock: 0 };
  // The rule has to wait for an offer of its category; what is offered by then was not there when it began to look.
  const lock = { text: 'SELECT FROM offer WHERE id = $1 FOR UPDATE', values: [goods.offerId] };
  let [asked, made] = [false, false];
  const offered = Promise.withResolvers<string>();
  const enough = (waiting: number) => {
    if (waiting === 1 && !asked) {
      asked = true;
      void createOffer(supplier, { params: undefined, query: undefined, body }).then(
        ({ id }) => {
          made = true;
          offered.resolve(id);
        },
        (error: unknown) => offered.reject(error),
      );
    }
    return waiting === 2 || made;
  };
  await whileLocked(engine.db.pool, lock, enough, () => publish(fees({ '*': 2000 })));
  const { rows } = await engine.db.pool.query('SELECT price_minor FROM offer WHERE id = $1', [await offered.promise]);
  assert.deepEqual(rows, [{ price_minor: 8750 }]);
});
