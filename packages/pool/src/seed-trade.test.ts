import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { demoShop } from '../demo/parties.ts';
import { createTestDatabase, type TestDatabase } from './database/test-database.ts';
import { availableOf } from './ledger/accounts.ts';
import { foldAllDays } from '../test/fold-all-days.ts';
import { assertFigures } from '../test/plain-figures.ts';
import { isFaultless, proveLedger } from './ledger/prove-ledger.ts';
import { readBalances } from './ledger/read-balances.ts';
import { startPool, type RunningPool } from './start-pool.ts';

let database: TestDatabase;
let pool: RunningPool;

const start = () =>
  startPool({
    databaseUrl: database.url,
    port: 0,
    trade: true,
    env: { KAMENG_LOG_LEVEL: 'silent', KAMENG_MASTER_KEY: Buffer.alloc(32, 7).toString('base64') },
  });
before(async () => {
  database = await createTestDatabase();
  pool = await start();
});
after(async () => {
  await pool?.close();
  await database?.drop();
});

async function traded() {
  const { rows } = await database.pool.query<
    Record<'orders' | 'undelivered' | 'days' | 'disputes' | 'risks' | 'mails', number>
  >(
    `SELECT count(*) AS orders, count(*) FILTER (WHERE status NOT IN ('delivered', 'disputed')) AS undelivered,
       count(DISTINCT created_at::date) AS days, (SELECT count(*) FROM dispute) AS disputes, (SELECT count(*) FROM risk_event) AS risks,
       (SELECT count(*) FROM mail WHERE template LIKE 'order%') AS mails FROM orders`,
  );
  return rows[0]!;
}

test('the demo has traded for three months: books in order on every day, the shop as rich as it is told to be', async () => {
  const { orders, undelivered, days, disputes, risks, mails } = await traded();
  assert.ok(orders > 200 && days > 70, `${orders} orders on ${days} days`);
  assert.deepEqual([undelivered, disputes, risks, mails], [0, 1, 1, 0]);
  assert.ok(isFaultless(await proveLedger(database.pool)));
  const proofs = await database.pool.query('SELECT faultless FROM ledger_proof');
  assert.ok(proofs.rowCount! > 89 && proofs.rows.every(({ faultless }) => faultless === true));
  const links = await database.pool.query<{ checkouts: number; paid: number }>(
    `SELECT (SELECT sum(checkouts)::int FROM agent_day) AS checkouts, count(*)::int AS paid FROM orders WHERE agent_id IS NOT NULL OR ref IS NOT NULL`,
  );
  assert.deepEqual(links.rows[0]!.checkouts, links.rows[0]!.paid, 'each began with a checkout that was counted');
  const shop = availableOf(demoShop.id, 'CNY');
  assert.equal((await readBalances(database.pool, [shop])).get(shop), demoShop.balance_minor);
});

test('the days of those months are folded, and what is folded is what was sold', async () => {
  await foldAllDays(pool.engine);
  const { rows } = await database.pool.query<{ id: string }>(
    'SELECT id::text FROM site UNION ALL SELECT id FROM supplier UNION ALL SELECT id FROM agent',
  );
  assert.ok(
    (await assertFigures(
      database.pool,
      pool.engine.now(),
      rows.map(({ id }) => id),
    )) > 500,
  );
  const folded = await database.pool.query('SELECT DISTINCT day FROM day_figure');
  assert.ok(folded.rowCount! > 70);
});

test('it trades once: the next start finds what is there', async () => {
  const before = await traded();
  await pool.close();
  pool = await start();
  assert.deepEqual(await traded(), before);
});
