import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import pg from 'pg';
import { deskReads, openDesks, type Desks } from '../bench/read-desks.ts';
import { seedDesk } from '../bench/seed-desk.ts';
import { openTestPool, type TestPool } from './open-test-pool.ts';

/** Tables that grow with every order: nobody waits while one of them is read from end to end. */
const growing = [
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
];

/** Reports count everything of a period, which may well be most of a table; they are measured, not read here. */
const reports = new Set(['getShopFigures', 'getSupplierFigures', 'getAgentFigures', 'listDownline', 'listPerformance']);

let pool: TestPool;
let desks: Desks;
before(async () => {
  pool = await openTestPool();
  desks = await openDesks(pool);
  await seedDesk(pool, 20_000, desks.parties);
});
after(() => pool.close());

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

/** Rows of one table that a page may look at: a few for each that it shows, and never a share of the table. */
const rowsMax = 1500;

function nodesOf(plan: Plan): Plan[] {
  return [plan, ...(plan.Plans ?? []).flatMap(nodesOf)];
}

function rowsOf(node: Plan): number {
  const each =
    (node['Actual Rows'] ?? 0) + (node['Rows Removed by Filter'] ?? 0) + (node['Rows Removed by Index Recheck'] ?? 0);
  return each * (node['Actual Loops'] ?? 1);
}

test('every list and first page of every desk is answered from indexes, and looks at little more than it shows', async () => {
  const reads = deskReads(pool, desks).filter(({ name }) => !reports.has(name));
  assert.ok(reads.length > 30);
  const whole: string[] = [];
  for (const { name, kind, ask } of reads) {
    const asked = await listen(async () => {
      const answer = await ask();
      assert.ok(answer.ok, `${name}: ${answer.status} ${await answer.text()}`);
    });
    assert.ok(asked.length > 0, name);
    for (const { text, values } of asked) {
      const { rows } = await pool.engine.db.pool.query<{ 'QUERY PLAN': [{ Plan: Plan }] }>(
        `EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) ${text}`,
        values,
      );
      for (const node of nodesOf(rows[0]!['QUERY PLAN'][0].Plan)) {
        const table = node['Relation Name'];
        if (table === undefined || !growing.includes(table)) continue;
        if (node['Node Type'] === 'Seq Scan' || rowsOf(node) > rowsMax)
          whole.push(`${kind} ${name}: ${node['Node Type']} of ${table}, ${rowsOf(node)} rows\n${text}`);
      }
    }
  }
  assert.deepEqual(whole, []);
});
