import pg from 'pg';

const INT8 = 20;
const INT8_ARRAY: number = 1016;
const DATE = 1082;

/**
 * How a column becomes a JavaScript value: int8 a number (refused when a number cannot hold it exactly), timestamptz a Date,
 * bytea a Buffer, json parsed, date its text, because a day has no time zone. numeric stays text: `sum(int8)` is numeric, so
 * cast such sums to int8.
 */
export function parseColumn(oid: number, format?: 'text' | 'binary'): (value: string) => unknown {
  if (format === 'binary') return pg.types.getTypeParser(oid, 'binary');
  if (oid === INT8) return parseInt8;
  if (oid === INT8_ARRAY) return parseInt8Array;
  if (oid === DATE) return (value) => value;
  return pg.types.getTypeParser(oid, 'text');
}

function parseInt8(value: string): number {
  const number = Number(value);
  if (!Number.isSafeInteger(number)) throw new RangeError(`int8 ${value} is beyond the safe integers`);
  return number;
}

const parseTextArray = pg.types.getTypeParser(INT8_ARRAY, 'text');

function parseInt8Array(value: string): unknown {
  return parseNested(parseTextArray(value));
}

function parseNested(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(parseNested);
  return value === null ? null : parseInt8(String(value));
}
