import { encodeBase32, idPrefix } from '@kameng/contract/id';

/** The id before which lie exactly the transfers dated before this time: ids begin with their time, to the millisecond. */
export function firstTransferAt(time: Date): string {
  const bytes = new Uint8Array(16);
  for (let index = 5, rest = Math.max(0, Math.ceil(time.getTime())); index >= 0; index -= 1) {
    bytes[index] = rest % 256;
    rest = Math.floor(rest / 256);
  }
  return `${idPrefix.transfer}_${encodeBase32(bytes)}`;
}
