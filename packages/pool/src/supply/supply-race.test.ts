import assert from 'node:assert/strict';
import { type ChildProcess, fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { after, afterEach, before, test } from 'node:test';
import type { SupplyReceipt } from '@kameng/contract/supply';
import { balanceOf, makeCodes } from '../../test/insert-goods.ts';
import { give, openSupplySite, type SupplySite } from '../../test/open-supply-site.ts';
import type { SupplyOrders } from '../../test/supply-worker.ts';
import { createTestDatabase, type TestDatabase } from '../database/test-database.ts';
import { pendingOf } from '../ledger/accounts.ts';
import { askSuppliers } from './ask-suppliers.ts';
import { leaseMs } from './lease-requests.ts';

const secret = randomBytes(32).toString('hex');
let database: TestDatabase;
let site: SupplySite;

before(async () => {
  database = await createTestDatabase();
  site = await openSupplySite({ shared: { url: database.url, secret } });
});
afterEach(() => site.endTest());
after(async () => {
  await site.close();
  await database.drop();
});

function startProcess(orders: Partial<SupplyOrders>): ChildProcess {
  const child = fork(join(import.meta.dirname, '../../test/supply-worker.ts'));
  child.send({ url: database.url, secret, answer: undefined, aheadS: 0, ...orders } satisfies SupplyOrders);
  return child;
}

async function resultOf(child: ChildProcess): Promise<unknown> {
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`a process ended with ${code} and without a word`);
  });
  return (await Promise.race([once(child, 'message'), ended]))[0];
}

test('a process is killed while a supplier answers it: another asks the same again, and the order is delivered once', async () => {
  const codes = makeCodes(2);
  const asking = Promise.withResolvers<void>();
  const killed = Promise.withResolvers<void>();
  const goods = await site.supply(async ({ id }, times) => {
    if (times === 1) {
      asking.resolve();
      await killed.promise;
    }
    return { status: 200, body: give(id, codes) };
  });
  const orderId = await site.buy(goods);
  const first = startProcess({});
  await asking.promise;
  first.kill('SIGKILL');
  await once(first, 'exit');
  killed.resolve();
  // Whoever looks before its lease has ended leaves it alone.
  assert.equal(await askSuppliers(site.engine), 0);
  const aheadS = leaseMs / 1000 + 1;
  const tried = await Promise.all([1, 2].map(() => resultOf(startProcess({ aheadS }))));
  assert.deepEqual(tried.toSorted(), [0, 1], 'one of the two asked');
  assert.deepEqual([goods.asked.length, goods.asked[0]!.id], [2, goods.asked[1]!.id]);
  assert.deepEqual(await site.read(orderId), { status: 'delivered', item: 'delivered', codes: 2 });
  assert.deepEqual(new Set(await site.codesOf(orderId)), new Set(codes.map(({ code }) => code)));
  assert.equal(await balanceOf(site.engine, pendingOf(goods.supplierId, 'CNY')), 14_000);
});

test('one answer that reaches three processes at the same moment is stored once, and all are told the same', async () => {
  const goods = await site.insert();
  const orderId = await site.buy(goods);
  const { id } = await site.requestOf(orderId);
  // One more than was asked for, so that the shelf would show a second storing.
  const answer = give(id, makeCodes(3));
  const receipts = (await Promise.all([1, 2, 3].map(() => resultOf(startProcess({ answer }))))) as SupplyReceipt[];
  for (const receipt of receipts) assert.deepEqual(receipt, { id, status: 'filled', taken: 2, shelved: 1, refused: 0 });
  assert.deepEqual(await site.read(orderId), { status: 'delivered', item: 'delivered', codes: 2 });
  assert.equal(await site.shelfOf(goods), 1);
  assert.equal(await balanceOf(site.engine, pendingOf(goods.supplierId, 'CNY')), 14_000);
});
