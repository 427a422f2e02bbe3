/** Marks that need no quotes in an array's text; ids, names of accounts and states are made of nothing else. */
const plain = /^[\w:.-]+$/;

/**
 * A one-dimensional array in PostgreSQL's text form (https://www.postgresql.org/docs/current/arrays.html#ARRAYS-IO), as a parameter.
 * A batch sends dozens of columns whose values are ids or all the same, and writes them at half of what the driver takes for it.
 */
export function writeArray(values: readonly unknown[]): string {
  let text = '{';
  let last: unknown = null;
  let written = 'NULL';
  for (const [index, value] of values.entries()) {
    if (value !== last) {
      last = value;
      written = writeElement(value);
    }
    text += index === 0 ? written : `,${written}`;
  }
  return `${text}}`;
}

function writeElement(value: unknown): string {
  if (value === null || value === undefined) return 'NULL';
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (Buffer.isBuffer(value)) return `\\\\x${value.toString('hex')}`;
  const text = textOf(value);
  // Unquoted, the word would be no text but nothing.
  return plain.test(text) && text.toUpperCase() !== 'NULL' ? text : `"${text.replaceAll(/["\\]/g, String.raw`\$&`)}"`;
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  return value instanceof Date ? value.toISOString() : JSON.stringify(value);
}
