import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { shareAmount } from './share-amount.ts';

const bps = fc.integer({ min: 0, max: 10_000 });
const terms = fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }).chain((amount_minor) =>
  fc.integer({ min: 0, max: amount_minor }).chain((markup_minor) =>
    fc.record({
      amount_minor: fc.constant(amount_minor),
      markup_minor: fc.constant(markup_minor),
      supply_minor: fc.integer({ min: 0, max: amount_minor - markup_minor }),
      channel_fee_bps: bps,
      commission_bps: bps,
      upline_bps: fc.array(bps, { maxLength: 2 }),
      discount_minor: fc.integer({ min: 0, max: 100_000 }),
    }),
  ),
);

test('the shares add up to what was paid, and agents never leave the operator with less than nothing', () => {
  fc.assert(
    fc.property(terms, (given) => {
      const shares = shareAmount(given);
      const agents = [shares.markup_minor, shares.commission_minor, ...shares.upline_minor];
      const all = [shares.supplier_minor, shares.channel_fee_minor, ...agents, shares.platform_minor];
      assert.equal(
        all.reduce((sum, share) => sum + BigInt(share), 0n),
        BigInt(given.amount_minor),
      );
      assert.equal(shares.supplier_minor, given.supply_minor);
      assert.ok(all.slice(0, -1).every((share) => share >= 0));
      assert.ok(shares.markup_minor <= given.markup_minor);
      assert.equal(shares.upline_minor.length, given.upline_bps.length);
      if (shares.platform_minor < 0) assert.ok(agents.every((share) => share === 0));
    }),
  );
});

test('those above an agent are paid by the operator: neither the agent nor the supplier has less for it', () => {
  fc.assert(
    fc.property(terms, (given) => {
      const shares = shareAmount(given);
      const alone = shareAmount({ ...given, upline_bps: [] });
      assert.deepEqual(
        { ...shares, upline_minor: [], platform_minor: 0 },
        { ...alone, upline_minor: [], platform_minor: 0 },
      );
      const above = shares.upline_minor.reduce((sum, share) => sum + BigInt(share), 0n);
      assert.equal(BigInt(shares.platform_minor) + above, BigInt(alone.platform_minor));
    }),
  );
});

test('¥110 with a markup of ¥10: the agent has 4 % of ¥100 and the ¥10, those above it 1 % and 0.5 %', () => {
  const given = { amount_minor: 11_000, supply_minor: 9000, channel_fee_bps: 60, markup_minor: 1000 };
  assert.deepEqual(shareAmount({ ...given, commission_bps: 400, upline_bps: [100, 50] }), {
    supplier_minor: 9000,
    channel_fee_minor: 66,
    markup_minor: 1000,
    commission_minor: 400,
    upline_minor: [100, 50],
    platform_minor: 384,
  });
});

test('what supplier and channel leave goes to the markup first, then to the agent, then upwards', () => {
  const given = { amount_minor: 1000, supply_minor: 900, channel_fee_bps: 100, markup_minor: 50 };
  const { markup_minor, commission_minor, upline_minor, platform_minor } = shareAmount({
    ...given,
    commission_bps: 300,
    upline_bps: [200, 100],
  });
  assert.deepEqual([markup_minor, commission_minor, upline_minor, platform_minor], [50, 28, [12, 0], 0]);
});
