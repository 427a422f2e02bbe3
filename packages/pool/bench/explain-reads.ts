import pg from 'pg';

/** Tables that grow with every order: nobody waits while one of them is read from end to end. */
const growing = new Set([
  'orders',
  'order_item',
  'order_event',
  'order_code',
  'payment',
  'refund',
  'transfer',
  'share',
  'event',
  'webhook_delivery',
  'reveal_event',
  'audit_entry',
  'dispute',
  'dispute_code',
  'day_figure',
]);

interface Asked {
  text: string;
  values: unknown[];
}

/** What is asked of the database while something runs. */
async function listen(run: () => Promise<void>): Promise<Asked[]> {
  const asked: Asked[] = [];
  const { query } = pg.Client.prototype;
  pg.Client.prototype.query = function record(this: pg.Client, ...given: unknown[]) {
    const [first, second] = given as [string | { text?: string; values?: unknown[] }, unknown];
    const text = typeof first === 'string' ? first : (first.text ?? '');
    const values = typeof first === 'string' ? second : first.values;
    if (/^\s*(SELECT|WITH)/i.test(text)) asked.push({ text, values: Array.isArray(values) ? values : [] });
    return (query as (...all: unknown[]) => unknown).apply(this, given);
  } as typeof query;
  try {
    await run();
  } finally {
    pg.Client.prototype.query = query;
  }
  return asked;
}

/** A node of a plan that was run, as far as it is looked at. */
interface Plan {
  'Node Type': string;
  'Relation Name'?: string;
  'Actual Rows'?: number;
  'Actual Loops'?: number;
  'Rows Removed by Filter'?: number;
  'Rows Removed by Index Recheck'?: number;
  Plans?: Plan[];
}

function nodesOf(plan: Plan): Plan[] {
  return [plan, ...(plan.Plans ?? []).flatMap(nodesOf)];
}

function rowsOf(node: Plan): number {
  const each =
    (node['Actual Rows'] ?? 0) + (node['Rows Removed by Filter'] ?? 0) + (node['Rows Removed by Index Recheck'] ?? 0);
  return each * (node['Actual Loops'] ?? 1);
}

/**
 * Runs all that a read asks of the database with its plan shown. Answers what was wrong with it: a table that grows with every
 * order was read from end to end, or more of its rows were looked at than `rowsMax`. Throws when nothing was asked.
 */
export async function findWholeReads(
  pool: pg.Pool,
  { rowsMax, read }: { rowsMax: number; read: () => Promise<void> },
): Promise<string[]> {
  const asked = await listen(read);
  if (asked.length === 0) throw new Error('The database was not asked.');
  const whole: string[] = [];
  for (const { text, values } of asked) {
    const { rows } = await pool.query<{ 'QUERY PLAN': [{ Plan: Plan }] }>(
      `EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) ${text}`,
      values,
    );
    for (const node of nodesOf(rows[0]!['QUERY PLAN'][0].Plan)) {
      const table = node['Relation Name'];
      if (table === undefined || !growing.has(table)) continue;
      if (node['Node Type'] === 'Seq Scan' || rowsOf(node) > rowsMax)
        whole.push(`${node['Node Type']} of ${table}, ${rowsOf(node)} rows\n${text}`);
    }
  }
  return whole;
}
