import type { ClientBase } from 'pg';
import type { Statement } from './run-together.ts';

/** Column names of a table in the order they are written, each with its array element type. */
export type Columns = readonly (readonly [name: string, type: string])[];

/** Statements by table and by which columns hold anything; the kinds of rows that are written together are few. */
const statements = new Map<string, Omit<Statement, 'values'>>();

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
  const [statement] = insertStatement(table, columns, rows, onConflict);
  const result = await client.query<Record<string, unknown>>({ ...statement!, values: [...statement!.values] });
  return result.rows;
}

/**
 * The statement that inserts all rows; none when there are none. A column that is null in every row is left out, so the table must
 * have no other default for it than null.
 */
export function insertStatement<Row extends object>(
  table: string,
  columns: Columns,
  rows: readonly Row[],
  onConflict = '',
): Statement[] {
  if (rows.length === 0) return [];
  const used = columns.filter(([column]) => rows.some((row) => valueOf(row, column) !== null));
  const values = used.map(([column]) => rows.map((row) => valueOf(row, column)));
  return [{ ...prepare(table, used, onConflict), values }];
}

function valueOf(row: object, column: string): unknown {
  return (row as Record<string, unknown>)[column] ?? null;
}

function prepare(table: string, columns: Columns, onConflict: string): Omit<Statement, 'values'> {
  const names = columns.map(([column]) => column).join(', ');
  const key = `${table} (${names}) ${onConflict}`;
  let statement = statements.get(key);
  if (statement === undefined) {
    const arrays = columns.map(([, type], index) => `$${index + 1}::${type}[]`).join(', ');
    statement = {
      // Names of prepared statements end at 63 bytes, so the columns cannot be part of it.
      name: `insert ${table} ${statements.size}`.slice(0, 63),
      text: `INSERT INTO ${table} (${names}) SELECT * FROM unnest(${arrays}) ${onConflict}`,
    };
    statements.set(key, statement);
  }
  return statement;
}
