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
  const [first] = rows;
  const used = columns.filter(([column]) => rows.some((row) => valueOf(row, column) !== null));
  const [times, varying] = partition(
    used,
    ([column]) =>
      valueOf(first!, column) instanceof Date && rows.every((row) => valueOf(row, column) === valueOf(first!, column)),
  );
  const values = [
    ...varying.map(([column]) => rows.map((row) => valueOf(row, column))),
    ...times.map(([column]) => valueOf(first!, column)),
  ];
  return [{ ...prepare(table, varying, times, onConflict), values }];
}

function partition<Item>(items: readonly Item[], belongs: (item: Item) => boolean): [Item[], Item[]] {
  const [inside, outside]: [Item[], Item[]] = [[], []];
  for (const item of items) (belongs(item) ? inside : outside).push(item);
  return [inside, outside];
}

function valueOf(row: object, column: string): unknown {
  return (row as Record<string, unknown>)[column] ?? null;
}

/** @param times columns that hold one moment in all rows, as most of a batch do: it is sent and read once, not once a row */
function prepare(table: string, varying: Columns, times: Columns, onConflict: string): Omit<Statement, 'values'> {
  const names = [...varying, ...times].map(([column]) => column).join(', ');
  const key = `${table} (${names}) ${times.length} ${onConflict}`;
  let statement = statements.get(key);
  if (statement === undefined) {
    const arrays = varying.map(([, type], index) => `$${index + 1}::${type}[]`).join(', ');
    const moments = times.map(([, type], index) => `, $${varying.length + index + 1}::${type}`).join('');
    statement = {
      // Names of prepared statements end at 63 bytes, so the columns cannot be part of it.
      name: `insert ${table} ${statements.size}`.slice(0, 63),
      text: `INSERT INTO ${table} (${names}) SELECT rows.*${moments} FROM unnest(${arrays}) AS rows ${onConflict}`,
    };
    statements.set(key, statement);
  }
  return statement;
}
