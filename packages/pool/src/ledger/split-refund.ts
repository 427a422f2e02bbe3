import assert from 'node:assert/strict';

/**
 * Splits a refund over what is left of each share, in proportion, by largest remainder: the parts add up to the refund to the
 * minor unit, no part exceeds its share, and refunds that together are everything take every share whole. Where remainders
 * are equal the earlier share gives the unit. The one place where this is computed.
 */
export function splitRefund(shares: readonly number[], refund_minor: number): number[] {
  const total = shares.reduce((sum, share) => sum + BigInt(share), 0n);
  const refund = BigInt(refund_minor);
  assert(refund >= 0n && refund <= total, `${refund_minor} cannot be taken from ${total}`);
  if (total === 0n) return shares.map(() => 0);
  const parts = shares.map((share) => (BigInt(share) * refund) / total);
  const remainders = shares.map((share, index) => ({ index, rest: (BigInt(share) * refund) % total }));
  const missing = Number(refund - parts.reduce((sum, part) => sum + part, 0n));
  const largest = remainders.toSorted((left, right) =>
    left.rest === right.rest ? left.index - right.index : left.rest > right.rest ? -1 : 1,
  );
  for (const { index } of largest.slice(0, missing)) parts[index] = parts[index]! + 1n;
  return parts.map(Number);
}
