import type { ClientBase } from 'pg';

/** Column names of a table in the order they are written, each with its array element type. */
export type Columns = readonly (readonly [name: string, type: string])[];

const texts = new Map<string, string>();

/**
 * Inserts all rows with one statement, whatever their number: one array a column, unnested.
 * @param onConflict what follows the statement, such as `ON CONFLICT DO NOTHING RETURNING id`
 */
export async function insertRows<Row extends object>(
  client: ClientBase,
  table: string,
  columns: Columns,
  rows: readonly Row[],
  onConflict = '',
): Promise<Record<string, unknown>[]> {
  if (rows.length === 0) return [];
  const name = `insert ${table} ${columns.length} ${onConflict}`.slice(0, 63);
  let text = texts.get(name);
  if (text === undefined) {
    const names = columns.map(([column]) => column).join(', ');
    const arrays = columns.map(([, type], index) => `$${index + 1}::${type}[]`).join(', ');
    text = `INSERT INTO ${table} (${names}) SELECT * FROM unnest(${arrays}) ${onConflict}`;
    texts.set(name, text);
  }
  const values = columns.map(([column]) => rows.map((row) => (row as Record<string, unknown>)[column] ?? null));
  const result = await client.query<Record<string, unknown>>({ name, text, values });
  return result.rows;
}
