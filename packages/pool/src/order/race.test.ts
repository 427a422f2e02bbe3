import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { insertGoods, insertShop } from '../../test/insert-goods.ts';
import { openTestEngine, type TestEngine } from '../../test/open-test-engine.ts';
import type { RaceOrders, RaceOutcomes } from '../../test/race-worker.ts';
import { createTestDatabase, type TestDatabase } from '../database/test-database.ts';
import { proveLedger } from '../ledger/prove-ledger.ts';

const secret = randomBytes(32).toString('hex');
let database: TestDatabase;
let engine: TestEngine;

before(async () => {
  database = await createTestDatabase();
  engine = await openTestEngine({ shared: { url: database.url, secret } });
});
after(async () => {
  await engine.close();
  await database.drop();
});

function startProcess(orders: RaceOrders): Promise<RaceOutcomes> {
  return new Promise((resolve, reject) => {
    const child = fork(join(import.meta.dirname, '..', '..', 'test', 'race-worker.ts'));
    child.once('message', resolve);
    child.once('error', reject);
    child.once('exit', (code) => code !== 0 && reject(new Error(`a process of the race ended with ${code}`)));
    child.send(orders);
  });
}

test('200 buyers in 4 processes want the last 50 codes: 50 have one, 150 are told sold out, and the books are even', async () => {
  const goods = await insertGoods(engine, { codes: 50 });
  const shop = await insertShop(engine);
  const orders = { url: database.url, secret, productId: goods.productId, shopId: shop.id, buyers: 50 };
  const outcomes = await Promise.all([1, 2, 3, 4].map(() => startProcess(orders)));
  const total: RaceOutcomes = {};
  for (const each of outcomes)
    for (const [outcome, count] of Object.entries(each)) total[outcome] = (total[outcome] ?? 0) + count;
  assert.deepEqual(total, { bought: 50, sold_out: 150 });

  const { rows } = await database.pool.query<{ sold: number; orders: number; left: number }>(
    `SELECT (SELECT count(DISTINCT code_id) FROM order_code WHERE status = 'sold') AS sold, (SELECT count(*) FROM orders WHERE status = 'delivered') AS orders, (SELECT count(*) FROM shelf) AS left`,
  );
  assert.deepEqual(rows, [{ sold: 50, orders: 50, left: 0 }]);
  const proof = await proveLedger(database.pool);
  assert.deepEqual(
    { sums: proof.sums, wrong: proof.wrong, unsettled: proof.unsettled },
    { sums: { CNY: 0 }, wrong: [], unsettled: [] },
  );
});
