import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { splitRefund } from './split-refund.ts';

const sum = (parts: readonly number[]) => parts.reduce((all, part) => all + BigInt(part), 0n);
const shares = fc.array(fc.integer({ min: 0, max: Math.floor(Number.MAX_SAFE_INTEGER / 8) }), {
  minLength: 1,
  maxLength: 6,
});

test('the parts add up to the refund, none exceeds its share, and none is a whole unit off its proportion', () => {
  fc.assert(
    fc.property(shares, fc.double({ min: 0, max: 1, noNaN: true }), (given, portion) => {
      const total = sum(given);
      const refund = Number((total * BigInt(Math.floor(portion * 1e9))) / 1_000_000_000n);
      const parts = splitRefund(given, refund);
      assert.equal(sum(parts), BigInt(refund));
      for (const [index, part] of parts.entries()) {
        assert.ok(part >= 0 && part <= given[index]!);
        const off = BigInt(part) * total - BigInt(given[index]!) * BigInt(refund);
        assert.ok(off > -total - 1n && off < total + 1n, `${part} of ${given[index]}`);
      }
    }),
  );
});

test('refunds one after the other, each from what is left, take every share whole and never more', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 1, maxLength: 5 }),
      fc.array(fc.integer({ min: 1, max: 700 }), { maxLength: 20 }),
      (given, refunds) => {
        const left = [...given];
        for (const refund of [...refunds, Number.MAX_SAFE_INTEGER]) {
          const parts = splitRefund(left, Math.min(refund, Number(sum(left))));
          for (const [index, part] of parts.entries()) left[index]! -= part;
        }
        assert.deepEqual(
          left,
          given.map(() => 0),
        );
      },
    ),
  );
});

test('the unit that is left over goes to the largest remainder, and more than there is cannot be taken', () => {
  assert.deepEqual(splitRefund([7000, 380, 220], 3800), [3500, 190, 110]);
  assert.deepEqual(splitRefund([7000, 380, 220], 1), [1, 0, 0]);
  assert.deepEqual(splitRefund([1, 1, 1], 2), [1, 1, 0]);
  assert.deepEqual(splitRefund([0, 0], 0), [0, 0]);
  assert.throws(() => splitRefund([1, 2], 4));
});
