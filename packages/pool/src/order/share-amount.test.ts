import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { shareAmount } from './share-amount.ts';

const terms = fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }).chain((amount_minor) =>
  fc.record({
    amount_minor: fc.constant(amount_minor),
    supply_minor: fc.integer({ min: 0, max: amount_minor }),
    channel_fee_bps: fc.integer({ min: 0, max: 10_000 }),
    commission_bps: fc.integer({ min: 0, max: 10_000 }),
  }),
);

test('the shares add up to what was paid, and nobody but the operator can be left with less than nothing', () => {
  fc.assert(
    fc.property(terms, (given) => {
      const { supplier_minor, channel_fee_minor, commission_minor, platform_minor } = shareAmount(given);
      assert.equal(
        BigInt(supplier_minor) + BigInt(channel_fee_minor) + BigInt(commission_minor) + BigInt(platform_minor),
        BigInt(given.amount_minor),
      );
      assert.equal(supplier_minor, given.supply_minor);
      assert.ok(channel_fee_minor >= 0 && commission_minor >= 0);
      if (platform_minor < 0) assert.equal(commission_minor, 0);
    }),
  );
});
