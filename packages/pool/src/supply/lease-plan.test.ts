import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openSupplySite, type SupplySite } from '../../test/open-supply-site.ts';
import { leaseRequests } from './lease-requests.ts';

let site: SupplySite;
before(async () => {
  site = await openSupplySite();
});
after(() => site.close());

const servers = 1000;
const requestsEach = 100;

interface Plan {
  'Node Type': string;
  'Relation Name'?: string;
  'Actual Rows': number;
  'Actual Loops': number;
  'Rows Removed by Filter'?: number;
  Plans?: Plan[];
}
const nodesOf = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodesOf)];

test('with a hundred thousand requests at a thousand servers, a few of each are looked at, by an index', async () => {
  const { pool } = site.engine.db;
  const goods = await site.insert();
  await site.buy(goods);
  const id = (prefix: string, number: string) => `'${prefix}_7' || lpad((${number})::text, 25, '0')`;
  await pool.query(
    `INSERT INTO supplier SELECT (jsonb_populate_record(s, jsonb_build_object('id', ${id('sup', 'n')}))).* FROM supplier s, generate_series(1, ${servers}) AS n
     WHERE s.id = $1`,
    [goods.supplierId],
  );
  await pool.query(
    `INSERT INTO supply_endpoint (id, supplier_id, url, passed_at, created_at)
     SELECT ${id('sep', 'n')}, ${id('sup', 'n')}, 'http://127.0.0.1:9/', now(), now() FROM generate_series(1, ${servers}) AS n`,
  );
  await pool.query(
    `INSERT INTO supply_request (id, item_id, order_id, offer_id, endpoint_id, quantity, amount_minor, currency, deadline, next_attempt_at, created_at)
     SELECT ${id('spr', 'n')}, ${id('itm', 'n')}, r.order_id, r.offer_id, ${id('sep', `1 + n % ${servers}`)}, r.quantity, r.amount_minor, r.currency, r.deadline,
       r.next_attempt_at - n * interval '1 microsecond', r.created_at FROM supply_request r, generate_series(1, ${servers * requestsEach}) AS n WHERE r.offer_id = $1`,
    [goods.offerId],
  );
  await pool.query('ANALYZE');
  const client = await pool.connect();
  try {
    const query = client.query.bind(client) as (asked: { text: string; values: unknown[] }) => Promise<unknown>;
    let plan: Plan | undefined;
    const explaining = {
      query: async (asked: { text: string; values: unknown[] }) => {
        const { rows } = (await query({
          text: `EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) ${asked.text}`,
          values: asked.values,
        })) as { rows: { 'QUERY PLAN': [{ Plan: Plan }] }[] };
        plan = rows[0]!['QUERY PLAN'][0].Plan;
        return { rows: [] };
      },
    };
    const db = { ...site.engine.db, pool: explaining as unknown as typeof pool };
    await leaseRequests({ ...site.engine, db }, 16);
    const seen = nodesOf(plan!).filter((node) => node['Relation Name'] === 'supply_request');
    assert.ok(seen.length > 0);
    const scanned = seen.filter((node) => node['Node Type'].endsWith('Scan'));
    assert.ok(
      scanned.every((node) => /Index/.test(node['Node Type'])),
      JSON.stringify(scanned),
    );
    const rows = scanned.reduce(
      (sum, node) => sum + (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)) * node['Actual Loops'],
      0,
    );
    // Four of each server, and those that are taken.
    assert.ok(rows >= 16 && rows <= servers * 6, `${rows} rows`);
  } finally {
    client.release();
  }
});
