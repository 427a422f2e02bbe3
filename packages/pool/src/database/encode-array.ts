/** Element types of arrays that are sent in binary, by their object ids in PostgreSQL's catalogue (pg_type). */
export const elementType = { text: 25, bytea: 17 } as const;

const headerBytes = 20;

/**
 * A one-dimensional array without nulls in PostgreSQL's binary form (array_recv in its source): a parameter that is a Buffer is
 * sent as it is, so a worker thread can prepare it and nobody has to quote or parse a million values.
 */
export function encodeArray(type: number, items: readonly Buffer[]): Buffer {
  const size = items.reduce((sum, item) => sum + 4 + item.length, headerBytes);
  const array = Buffer.allocUnsafeSlow(size);
  // Dimensions, whether there are nulls, element type, length, index of the first element.
  const header = [1, 0, type, items.length, 1];
  let at = 0;
  for (const word of header) at = array.writeInt32BE(word, at);
  for (const item of items) {
    at = array.writeInt32BE(item.length, at);
    at += item.copy(array, at);
  }
  return array;
}
