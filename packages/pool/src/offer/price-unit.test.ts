import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { shareAmount } from '../order/share-amount.ts';
import { buyerPrice, type Pricing, priceUnit } from './price-unit.ts';

const bps = (max: number) => fc.integer({ min: 0, max });
const cases = fc.record({
  supply: fc.integer({ min: 1, max: 10_000_000 }),
  /** Where between supply price and full price the supplier's floor is. */
  floorBps: fc.option(bps(10_000)),
  fee_bps: bps(5000),
  discount_bps: bps(5000),
  channel_fee_bps: bps(1000),
  agent: bps(2000),
  uplines: fc.array(bps(1000), { maxLength: 2 }),
  listBps: fc.integer({ min: 10_000, max: 30_000 }),
  /** Where between the price and the list price an agent's markup ends. */
  markupBps: bps(10_000),
  quantity: fc.integer({ min: 1, max: 1000 }),
});

test('a discount is paid by the operator alone, and by no more than it has', () => {
  let reduced = 0;
  fc.assert(
    fc.property(cases, ({ supply, floorBps, agent, uplines, listBps, markupBps, quantity, ...rates }) => {
      const full = buyerPrice(supply, rates.fee_bps);
      const list_price_minor = Math.floor((full * listBps) / 10_000);
      const floor = floorBps === null ? null : supply + Math.floor(((full - supply) * floorBps) / 10_000);
      const agents_bps = uplines.reduce((sum, each) => sum + each, agent);
      const pricing: Pricing = { ...rates, list_price_minor, agents_bps };
      const { price_minor, rebate_minor } = priceUnit(supply, floor, pricing);
      assert.equal(price_minor + rebate_minor, full);
      assert.ok(rebate_minor >= 0 && rebate_minor <= (full * rates.discount_bps) / 10_000);
      assert.ok(price_minor >= Math.max(floor ?? 0, supply));
      if (rebate_minor === 0) return;
      reduced += 1;
      const markup = Math.floor(((list_price_minor - price_minor) * markupBps) / 10_000);
      const terms = { supply_minor: supply * quantity, channel_fee_bps: rates.channel_fee_bps, commission_bps: agent };
      const shares = shareAmount({
        ...terms,
        amount_minor: (price_minor + markup) * quantity,
        markup_minor: markup * quantity,
        upline_bps: uplines,
        discount_minor: rebate_minor * quantity,
      });
      const agents = [shares.markup_minor, shares.commission_minor, ...shares.upline_minor];
      const { supplier_minor, channel_fee_minor, platform_minor } = shares;
      assert.equal(
        [supplier_minor, channel_fee_minor, platform_minor, ...agents].reduce((sum, each) => sum + each, 0),
        (price_minor + markup) * quantity,
      );
      assert.equal(supplier_minor, supply * quantity);
      assert.ok(platform_minor >= 0);
      const whole = (part: number) => Number((BigInt(full * quantity) * BigInt(part)) / 10_000n);
      assert.deepEqual(agents, [markup * quantity, ...[agent, ...uplines].map(whole)], 'as without a discount');
    }),
    { numRuns: 2000 },
  );
  assert.ok(reduced > 100, `only ${reduced} of the cases had a discount`);
});

test('¥100 of which ¥80 is the supplier’s: 10 % off is ¥90, 15 % stops at the floor, 50 % where nothing is left', () => {
  const pricing = { list_price_minor: 10_000, fee_bps: 2000, discount_bps: 1000, channel_fee_bps: 60, agents_bps: 500 };
  const off = (floor: number | null, discount_bps: number) =>
    priceUnit(8000, floor, { ...pricing, discount_bps }).rebate_minor;
  assert.equal(off(null, 1000), 1000);
  assert.equal(off(8800, 1500), 1200);
  assert.equal(off(null, 5000), 2000 - 60 - 500);
});
