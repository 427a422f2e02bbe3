import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { createId, encodeBase32, idSchema } from './id.ts';

test('ids made later sort later, keep their time, and match their schema', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2 ** 47 }), fc.integer({ min: 1, max: 10_000 }), (at, later) => {
      const first = createId('order', at);
      const second = createId('order', at + later);
      assert.ok(first < second);
      assert.ok(idSchema('order').safeParse(first).success);
      assert.ok(!idSchema('payment').safeParse(first).success);
    }),
  );
});

test('a hundred thousand ids of one millisecond are all different', () => {
  const ids = new Set(Array.from({ length: 100_000 }, () => createId('code', 1)));
  assert.equal(ids.size, 100_000);
});

test('base 32 is the number the bytes say', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 16, maxLength: 16 }), (bytes) => {
      const number = bytes.reduce((sum, byte) => sum * 256n + BigInt(byte), 0n);
      const back = [...encodeBase32(bytes)].reduce(
        (sum, digit) => sum * 32n + BigInt('0123456789abcdefghjkmnpqrstvwxyz'.indexOf(digit)),
        0n,
      );
      assert.equal(back, number);
    }),
  );
});
