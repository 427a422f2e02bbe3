/**
 * A set of hashes that tells whether it had one before, in 16 bytes for each that it was made for. Two different codes are taken for
 * the same once in ten million files of a million rows: 64 bits of a keyed hash are compared.
 */
export function createSeen(most: number): (hash: bigint) => boolean {
  const size = 2 ** Math.ceil(Math.log2(most * 2));
  const slots = new BigUint64Array(size);
  const mask = size - 1;
  return (hash) => {
    // Zero marks a slot that is free.
    const value = hash === 0n ? 1n : hash;
    for (let place = Number(value & 0xffff_ffffn) & mask; ; place = (place + 1) & mask) {
      if (slots[place] === value) return true;
      if (slots[place] !== 0n) continue;
      slots[place] = value;
      return false;
    }
  };
}
