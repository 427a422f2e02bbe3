import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { RuleRates } from '@kameng/contract/desk/rule';
import { buyAtCheckout, confirmAs, openCheckout, payFor } from '../../test/buy-at-checkout.ts';
import { balanceOf, insertAgent, insertGoods } from '../../test/insert-goods.ts';
import { openOperatorSeat } from '../../test/operator-seat.ts';
import { openTestEngine, type TestEngine } from '../../test/open-test-engine.ts';
import { createPretendChannel } from '../../test/pretend-channel.ts';
import { createCoupon } from '../coupon/create-coupon.ts';
import type { MemberContext } from '../http/serve-desk.ts';
import { channelFees, pendingOf, platformFees } from '../ledger/accounts.ts';
import { isFaultless, proveLedger } from '../ledger/prove-ledger.ts';
import { applyRules } from './apply-rules.ts';
import { publishRule } from './publish-rule.ts';
import { simulateRule } from './simulate-rule.ts';

const gateway = createPretendChannel();
let engine: TestEngine;
let operator: MemberContext;
before(async () => {
  engine = await openTestEngine({ channels: [gateway.channel] });
  operator = await openOperatorSeat(engine);
});
after(() => engine.close());

const at = <Body>(body: Body) => ({ params: undefined, query: undefined, body });
const discounts = (rates: Record<string, number>): RuleRates => ({ kind: 'discounts', rates });
const publish = (terms: RuleRates, live_from?: string) =>
  publishRule(operator, at({ terms, reason: 'Summer', ...(live_from !== undefined && { live_from }) }));
/** Supply ¥70 and a fee of 8 %: ¥76.09. */
const fullPrice = 7609;
const insertPriced = (codes?: number) => insertGoods(engine, { price_minor: fullPrice, ...(codes && { codes }) });
const priceOf = async (goods: { productId: string }) => (await openCheckout(engine, goods)).amount.amount_minor;

async function sharesOf(supplierId: string, agentId: string) {
  return {
    suppliers_minor: await balanceOf(engine, pendingOf(supplierId, 'CNY')),
    agents_minor: await balanceOf(engine, pendingOf(agentId, 'CNY')),
    channels_minor: await balanceOf(engine, channelFees('pretend', 'CNY')),
    platform_minor: await balanceOf(engine, platformFees('CNY')),
  };
}

test('what a simulation says is what the ledger has once the discount is published, and only the operator has less', async () => {
  const agentId = await insertAgent(engine, 'RULES4');
  const goods = await insertPriced();
  await buyAtCheckout(engine, gateway, { ...goods, ref: 'RULES4' });
  const before = await sharesOf(goods.supplierId, agentId);
  const terms = discounts({ '*': 0, games: 200 });
  const simulated = (await simulateRule(operator, at({ terms, orders: 10 }))).currencies[0]!;
  assert.deepEqual(simulated.before, { buyers_minor: fullPrice, ...before });
  assert.equal(await priceOf(goods), fullPrice, 'a simulation changes nothing');

  await publish(terms);
  // 2 % of ¥76.09 is ¥1.52.
  const quote = await openCheckout(engine, { ...goods, ref: 'RULES4' });
  assert.equal(quote.amount.amount_minor, fullPrice - 152);
  assert.equal(quote.product.price.amount_minor, fullPrice - 152);
  assert.equal(quote.product.list_price.amount_minor, 10_000);
  assert.deepEqual(
    quote.breakdown.map(({ kind, amount }) => [kind, amount.amount_minor]),
    [
      ['list_price', 10_000],
      ['pool_saving', fullPrice - 152 - 10_000],
    ],
  );
  await payFor(engine, gateway, await confirmAs(engine, quote));
  const after = await sharesOf(goods.supplierId, agentId);
  const moved = Object.fromEntries(
    Object.entries(after).map(([who, sum]) => [who, sum - before[who as 'agents_minor']]),
  );
  assert.deepEqual(simulated.after, { buyers_minor: fullPrice - 152, ...moved });
  assert.equal(moved['suppliers_minor'], 7000);
  assert.equal(moved['agents_minor'], before.agents_minor);
  const proof = await proveLedger(engine.db.pool);
  assert.ok(isFaultless(proof), JSON.stringify(proof));
});

test('it stops at the supplier’s floor and where the operator has nothing left, for each step of a quantity price', async () => {
  const goods = await insertPriced(20);
  const steps = [{ from: 10, supply_price_minor: 6500, price_minor: 7066 }];
  await engine.db.pool.query('UPDATE offer SET floor_minor = 7600, quantity_prices = $2 WHERE id = $1', [
    goods.offerId,
    JSON.stringify(steps),
  ]);
  await publish(discounts({ '*': 5000 }));
  assert.equal(await priceOf(goods), 7600, 'the floor');
  const ten = () => openCheckout(engine, { ...goods, quantity: 10 });
  assert.equal((await ten()).unit_price.amount_minor, 7066, 'a step below the floor is the supplier’s own wish');
  await engine.db.pool.query('UPDATE offer SET floor_minor = NULL WHERE id = $1', [goods.offerId]);
  await publish(discounts({ '*': 4999 }));
  // ¥6.09 of it is the operator's: 5 % of ¥76.09 are agents', ¥0.60 is the channel's of the list price.
  assert.equal(await priceOf(goods), fullPrice - 168);
  assert.equal((await ten()).unit_price.amount_minor, 7066 - 152);
  // An agent's better rate is kept free at once.
  await publish({ kind: 'commissions', rates: { 1: 600 } });
  assert.equal(await priceOf(goods), fullPrice - 92);
  await publish({ kind: 'commissions', rates: { 1: 500 } });
});

test('a coupon comes off the reduced price and out of what the operator has left', async () => {
  const goods = await insertPriced();
  await publish(discounts({ '*': 100 }));
  const discount = { kind: 'percent' as const, percent_bps: 5000 };
  const [starts_at, ends_at] = [-1, 1].map((days) =>
    new Date(engine.now().getTime() + days * 86_400_000).toISOString(),
  );
  const valid = { starts_at: starts_at!, ends_at: ends_at!, uses_max: 9, uses_per_buyer: 9 };
  await createCoupon(operator, at({ code: 'HALF', discount, category: null, product_id: null, ...valid }));
  const { supplierId } = goods;
  const agentId = await insertAgent(engine, 'RULES5');
  const fees = await balanceOf(engine, platformFees('CNY'));
  const quote = await openCheckout(engine, { ...goods, coupon: 'HALF', ref: 'RULES5' });
  // ¥0.76 by the discount; then ¥70 is the supplier's, ¥3.80 the agent's, ¥0.45 the channel's.
  assert.deepEqual(
    quote.breakdown.map(({ amount }) => amount.amount_minor),
    [10_000, fullPrice - 76 - 10_000, -108],
  );
  await payFor(engine, gateway, await confirmAs(engine, quote));
  assert.equal(await balanceOf(engine, pendingOf(supplierId, 'CNY')), 7000);
  assert.equal(await balanceOf(engine, pendingOf(agentId, 'CNY')), 380, 'of the price before either');
  assert.ok((await balanceOf(engine, platformFees('CNY'))) >= fees);
});

test('from its moment on; a quote stays a quote after its end, unless the supplier wants a higher floor', async () => {
  const goods = await insertPriced();
  await publish(discounts({ '*': 0 }));
  await publish(discounts({ '*': 100 }), new Date(engine.now().getTime() + 60_000).toISOString());
  await applyRules(engine);
  assert.equal(await priceOf(goods), fullPrice);
  engine.wait(61);
  await applyRules(engine);
  const [kept, floored] = [await openCheckout(engine, goods), await openCheckout(engine, goods)];
  await publish(discounts({ '*': 0 }));
  assert.equal(await priceOf(goods), fullPrice);
  await payFor(engine, gateway, await confirmAs(engine, kept));
  assert.equal(await balanceOf(engine, pendingOf(goods.supplierId, 'CNY')), 7000);
  await engine.db.pool.query('UPDATE offer SET floor_minor = 7600 WHERE id = $1', [goods.offerId]);
  await assert.rejects(confirmAs(engine, floored), { code: 'price_moved' });
});
