import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { DeskBody } from '@kameng/contract/desk-routes';
import fc from 'fast-check';
import { buyAtCheckout, confirmAs, openCheckout, payFor } from '../../test/buy-at-checkout.ts';
import { balanceOf, insertAgent, insertGoods, makeCodes } from '../../test/insert-goods.ts';
import { openOperatorSeat } from '../../test/operator-seat.ts';
import { openTestEngine, type TestEngine } from '../../test/open-test-engine.ts';
import { createPretendChannel } from '../../test/pretend-channel.ts';
import type { MemberContext } from '../http/serve-desk.ts';
import { pendingOf } from '../ledger/accounts.ts';
import { isFaultless, proveLedger } from '../ledger/prove-ledger.ts';
import { expireOrders } from '../order/expire-orders.ts';
import { shareAmount } from '../order/share-amount.ts';
import { uploadCodes } from '../stock/upload-codes.ts';
import { createCoupon } from './create-coupon.ts';
import { endCoupon } from './end-coupon.ts';
import { priceCoupon } from './price-coupon.ts';

const gateway = createPretendChannel();
/** Three processes of one pool: nothing but the database is common to them. */
let engines: [TestEngine, TestEngine, TestEngine];
let engine: TestEngine;
let operator: MemberContext;
before(async () => {
  engine = await openTestEngine({ channels: [gateway.channel] });
  const secret = engine.keys.master.key.toString('hex');
  const join = () => openTestEngine({ shared: { url: engine.url, secret }, channels: [gateway.channel] });
  engines = [engine, await join(), await join()];
  operator = await openOperatorSeat(engine);
});
after(async () => {
  for (const each of engines.toReversed()) await each.close();
});

const day = (days: number) => new Date(engine.now().getTime() + days * 86_400_000).toISOString();
let coupons = 0;
async function give(terms: Partial<DeskBody<'createCoupon'>> = {}) {
  coupons += 1;
  const body = {
    code: `spring-${coupons}`,
    discount: { kind: 'percent' as const, percent_bps: 100 },
    category: null,
    product_id: null,
    starts_at: day(-1),
    ends_at: day(1),
    uses_max: 1000,
    uses_per_buyer: 1000,
    ...terms,
  };
  return createCoupon(operator, { params: undefined, query: undefined, body });
}
const usesOf = async (id: string) =>
  (await engine.db.pool.query<{ uses: number }>('SELECT uses FROM coupon WHERE id = $1', [id])).rows[0]!.uses;

async function booksAreZero(): Promise<void> {
  const proof = await proveLedger(engine.db.pool);
  assert.ok(isFaultless(proof), JSON.stringify(proof));
}

test('a coupon comes out of the operator’s share alone, whatever the numbers', () => {
  const amount = fc.integer({ min: 1, max: 10_000_000 });
  fc.assert(
    fc.property(
      fc.record({
        unit: amount,
        rebateBps: fc.integer({ min: 0, max: 10_000 }),
        supplyBps: fc.integer({ min: 0, max: 10_000 }),
        floorBps: fc.option(fc.integer({ min: 0, max: 10_000 })),
        quantity: fc.integer({ min: 1, max: 1000 }),
        percent_bps: fc.option(fc.integer({ min: 1, max: 10_000 })),
        fixed: amount,
        fee: fc.integer({ min: 0, max: 300 }),
        rate: fc.integer({ min: 0, max: 2000 }),
      }),
      ({ unit, rebateBps, supplyBps, floorBps, quantity, percent_bps, fixed, fee, rate }) => {
        const supply = Math.floor((unit * supplyBps) / 10_000);
        const rebate = Math.floor((unit * rebateBps) / 10_000);
        const floor_minor = floorBps === null ? null : Math.floor((unit * floorBps) / 10_000);
        const off = priceCoupon(
          { percent_bps, amount_minor: percent_bps === null ? fixed : null },
          {
            quantity,
            unit_price_minor: unit,
            unit_rebate_minor: rebate,
            unit_supply_minor: supply,
            floor_minor,
            channel_fee_bps: fee,
            commission_bps: rate,
          },
        );
        const [before, after] = [unit, unit - off].map((price) =>
          shareAmount({
            amount_minor: price * quantity,
            supply_minor: supply * quantity,
            channel_fee_bps: fee,
            commission_bps: rate,
            discount_minor: (rebate + unit - price) * quantity,
          }),
        );
        assert.ok(off >= 0 && (off === 0 || unit - off >= Math.max(floor_minor ?? 0, supply, 1)));
        assert.equal(after!.supplier_minor, before!.supplier_minor);
        assert.equal(after!.commission_minor, before!.commission_minor);
        assert.ok(off === 0 || after!.platform_minor >= 0);
      },
    ),
  );
});

test('per cent and fixed coupons are shown as a line, paid without, and leave everybody else’s share', async () => {
  const agentId = await insertAgent(engine, 'SPRING');
  // List ¥100, price ¥76, supply ¥70, agent 5 %: the operator has ¥1.75 of it.
  const goods = await insertGoods(engine, { codes: 20 });
  const percent = await give();
  const checkout = await openCheckout(engine, { ...goods, coupon: ` ${percent.code.toLowerCase()} `, ref: 'SPRING' });
  assert.equal(checkout.amount.amount_minor, 7600 - 76);
  assert.equal(checkout.breakdown.find(({ kind }) => kind === 'coupon')?.amount.amount_minor, -76);
  assert.equal(
    checkout.breakdown.reduce((sum, { amount }) => sum + amount.amount_minor, 0),
    checkout.amount.amount_minor,
  );
  await payFor(engine, gateway, await confirmAs(engine, checkout));
  assert.equal(await balanceOf(engine, pendingOf(goods.supplierId, 'CNY')), 7000);
  assert.equal(await balanceOf(engine, pendingOf(agentId, 'CNY')), 380);

  const fixed = await give({ discount: { kind: 'fixed', amount: { amount_minor: 100, currency: 'CNY' } } });
  assert.equal(
    (await openCheckout(engine, { ...goods, coupon: fixed.code, quantity: 3 })).amount.amount_minor,
    3 * (7600 - 33),
  );
  const huge = await give({ discount: { kind: 'percent', percent_bps: 9000 } });
  assert.equal((await openCheckout(engine, { ...goods, coupon: huge.code })).amount.amount_minor, 7600 - 175);
  await engine.db.pool.query('UPDATE offer SET floor_minor = 7590 WHERE id = $1', [goods.offerId]);
  assert.equal((await openCheckout(engine, { ...goods, coupon: huge.code })).amount.amount_minor, 7590);
  await booksAreZero();
});

test('a coupon is for its time and goods, and unknown words are none', async () => {
  const goods = await insertGoods(engine);
  const other = await insertGoods(engine);
  const refused = (coupon: string) =>
    assert.rejects(openCheckout(engine, { ...goods, coupon }), { code: 'coupon_invalid' }, coupon);
  await refused('NOSUCH');
  await refused((await give({ starts_at: day(1), ends_at: day(2) })).code);
  await refused((await give({ product_id: other.productId })).code);
  await refused((await give({ category: 'music' })).code);
  await refused((await give({ discount: { kind: 'fixed', amount: { amount_minor: 100, currency: 'USD' } } })).code);
  const ended = await give();
  await endCoupon(operator, { params: { id: ended.id }, query: undefined, body: { reason: 'Over' } });
  await refused(ended.code);
  await assert.rejects(give({ code: ended.code }), { code: 'coupon_taken' });
  await openCheckout(engine, { ...goods, coupon: (await give({ product_id: goods.productId })).code });
});

test('limits hold when many buy in several processes at once, in all and for each buyer', async () => {
  const goods = await insertGoods(engine, { codes: 100 });
  const few = await give({ uses_max: 7, uses_per_buyer: 2 });
  const wishes = Array.from({ length: 60 }, (_, nth) => ({
    process: engines[nth % 3]!,
    email: `buyer${nth % 12}@example.com`,
  }));
  const quotes = await Promise.all(wishes.map(({ process }) => openCheckout(process, { ...goods, coupon: few.code })));
  const bought = await Promise.allSettled(
    wishes.map(({ process, email }, nth) => confirmAs(process, quotes[nth]!, email).then(() => email)),
  );
  const buyers = bought.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
  for (const each of bought)
    if (each.status === 'rejected') assert.equal((each.reason as { code?: string }).code, 'coupon_invalid');
  assert.equal(buyers.length, 7);
  assert.equal(await usesOf(few.id), 7);
  const most = Math.max(
    ...Map.groupBy(buyers, (email) => email)
      .values()
      .map(({ length }) => length),
  );
  assert.ok(most <= 2, `one buyer had it ${most} times`);
  await assert.rejects(openCheckout(engine, { ...goods, coupon: few.code }), { code: 'coupon_invalid' });
});

test('who does not pay gives the coupon back; who sold out never had it', async () => {
  const goods = await insertGoods(engine, { codes: 1 });
  const once = await give({ uses_max: 2, uses_per_buyer: 1 });
  const [first, second] = [1, 2].map(() => openCheckout(engine, { ...goods, coupon: once.code }));
  const quotes = [await first!, await second!];
  const held = await confirmAs(engine, quotes[0]!);
  await assert.rejects(confirmAs(engine, quotes[1]!, 'late@example.com'), { code: 'sold_out' });
  assert.equal(await usesOf(once.id), 1);
  engine.wait(1000);
  await expireOrders(engine);
  assert.equal(await usesOf(once.id), 0);
  await uploadCodes(engine, { offerId: goods.offerId, codes: makeCodes(1) });
  const again = await buyAtCheckout(engine, gateway, { ...goods, coupon: once.code });
  assert.notEqual(again, held);
  assert.equal(await usesOf(once.id), 1);
  await booksAreZero();
});

test('a quote with a coupon is met by another offer only above that supplier’s floor', async () => {
  const goods = await insertGoods(engine, { codes: 1 });
  const dear = await insertGoods(engine, { codes: 1, supply_price_minor: 7590 });
  await engine.db.pool.query('UPDATE offer SET product_id = $2 WHERE id = $1', [dear.offerId, goods.productId]);
  const coupon = await give();
  const quotes = [];
  for (let nth = 0; nth < 2; nth += 1) quotes.push(await openCheckout(engine, { ...goods, coupon: coupon.code }));
  await confirmAs(engine, quotes[0]!);
  await assert.rejects(confirmAs(engine, quotes[1]!, 'second@example.com'), { code: 'sold_out' });
});

test('money that comes after the hold has ended counts the coupon in again, or goes back when others have used it up', async () => {
  const goods = await insertGoods(engine, { codes: 20 });
  const coupon = await give({ uses_max: 1 });
  const lapse = async (email: string) => {
    const orderId = await confirmAs(engine, await openCheckout(engine, { ...goods, coupon: coupon.code }), email);
    engine.wait(1000);
    await expireOrders(engine);
    assert.equal(await usesOf(coupon.id), 0);
    return orderId;
  };
  const statusOf = async (id: string) =>
    (await engine.db.pool.query<{ status: string }>('SELECT status FROM orders WHERE id = $1', [id])).rows[0]!.status;
  const [first, second] = [await lapse('first@example.com'), await lapse('second@example.com')];
  await payFor(engine, gateway, first);
  assert.deepEqual([await statusOf(first), await usesOf(coupon.id)], ['delivered', 1]);
  await payFor(engine, gateway, second);
  assert.deepEqual([await statusOf(second), await usesOf(coupon.id)], ['expired', 1]);
  const { rows } = await engine.db.pool.query('SELECT reason FROM refund WHERE order_id = $1', [second]);
  assert.deepEqual(rows, [{ reason: 'late' }]);
  await booksAreZero();
});
