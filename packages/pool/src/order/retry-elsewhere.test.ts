import assert from 'node:assert/strict';
import { type ChildProcess, fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Checkout, Confirmation } from '@kameng/contract/checkout';
import { pino } from 'pino';
import { type PretendGateway, openPretendGateway } from '../../test/crash/pretend-gateway.ts';
import type { ProcessOrders } from '../../test/crash/pool-process.ts';
import { openRelay, type Relay } from '../../test/open-relay.ts';
import { buyAsShop, call, newWish } from '../../test/shop-calls.ts';
import { demoShop } from '../../demo/parties.ts';
import { type Goods, insertGoods } from '../../test/insert-goods.ts';
import { createTestDatabase, type TestDatabase } from '../database/test-database.ts';
import { proveLedger } from '../ledger/prove-ledger.ts';
import { createSandboxChannel } from '../payment/sandbox-channel.ts';
import { startPool, type RunningPool } from '../start-pool.ts';

let database: TestDatabase;
let relay: Relay;
let gateway: PretendGateway;
/** Of the demo, and where buyers go when another process does not answer. */
let survivor: RunningPool;
let goods: Goods;
const children: ChildProcess[] = [];
const env = {
  PORT: '0',
  HOST: '127.0.0.1',
  KAMENG_LOG_LEVEL: 'silent',
  KAMENG_MASTER_KEY: randomBytes(32).toString('base64'),
};

before(async () => {
  database = await createTestDatabase();
  relay = await openRelay(database.url);
  gateway = await openPretendGateway({ key: randomBytes(32), now: () => new Date(), findPool: () => undefined });
  survivor = await startPool({
    env: { ...env, DATABASE_URL: database.url },
    log: pino({ level: 'silent' }),
    channels: [createSandboxChannel({ gatewayUrl: gateway.url, key: gateway.key })],
  });
  goods = await insertGoods(survivor.engine, { codes: 10 });
});
after(async () => {
  for (const child of children) child.kill('SIGKILL');
  await survivor.close();
  relay.close();
  await gateway.close();
  await database.drop();
});

/** A process that reaches the database through the relay. */
async function startVictim(): Promise<{ url: string; kill: () => void; ended: Promise<unknown> }> {
  const child = fork(join(import.meta.dirname, '../../test/crash/pool-process.ts'), { execArgv: [] });
  children.push(child);
  child.send({
    env: { ...env, DATABASE_URL: relay.url },
    gatewayUrl: gateway.url,
    gatewayKey: gateway.key.toString('hex'),
    aheadMs: 0,
  } satisfies ProcessOrders);
  const ended = once(child, 'exit');
  const failed = ended.then(([code]) => Promise.reject(new Error(`a process ended with ${code}`)));
  failed.catch(() => {});
  const [{ url }] = (await Promise.race([once(child, 'message'), failed])) as [{ url: string }];
  return { url, kill: () => void child.kill('SIGKILL'), ended };
}

async function ordersOf(column: 'client_reference' | 'checkout_id', value: string): Promise<string[]> {
  const { rows } = await database.pool.query<{ id: string }>(`SELECT id FROM orders WHERE ${column} = $1`, [value]);
  return rows.map(({ id }) => id);
}

test('a process that dies between commit and answer has bought once: the retry elsewhere gets that order', async () => {
  const victim = await startVictim();
  const wish = { ...newWish(), productId: goods.productId };
  relay.cutAfterCommit(victim.kill);
  await assert.rejects(buyAsShop(victim.url, wish));
  await victim.ended;
  const bought = await ordersOf('client_reference', wish.reference);
  assert.equal(bought.length, 1);
  for (const key of [wish.key, wish.key, newWish().key]) {
    const { status, order } = await buyAsShop(survivor.url, { ...wish, key });
    assert.deepEqual([status, order.id, order.status], [200, bought[0], 'delivered']);
    assert.equal(order.items[0]?.codes.length, 1);
  }
  assert.deepEqual(await ordersOf('client_reference', wish.reference), bought);
  const { rows } = await database.pool.query<{ paid: number }>(
    "SELECT sum(amount_minor)::bigint AS paid FROM transfer WHERE kind = 'payment' AND debit_account = $1",
    [`${demoShop.id}:available:CNY`],
  );
  assert.equal(rows[0]?.paid, 7600);
  const { sums, wrong, unsettled } = await proveLedger(database.pool);
  assert.deepEqual([sums, wrong, unsettled], [{ CNY: 0 }, [], []]);
});

test('a process that dies between holding codes and answering is no loss: the retry elsewhere pays for the same order', async () => {
  const victim = await startVictim();
  const opened = await call(victim.url, '/v1/checkouts', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ product_id: goods.productId, quantity: 2 }),
  });
  const checkout = (await opened.json()) as Checkout;
  const confirm = (url: string) =>
    call(url, `/v1/checkouts/${checkout.id}/confirm`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': checkout.id },
      body: JSON.stringify({
        secret: checkout.secret,
        contact: { email: 'buyer@example.com' },
        channel: 'sandbox',
        consent: { text_version: checkout.consent.text_version },
      }),
    });
  relay.cutAfterCommit(victim.kill);
  await assert.rejects(confirm(victim.url));
  await victim.ended;
  const held = await ordersOf('checkout_id', checkout.id);
  assert.equal(held.length, 1);
  assert.equal(gateway.payments.size, 0);
  const answers = [await confirm(survivor.url), await confirm(survivor.url)];
  for (const answer of answers) {
    assert.equal(answer.status, 201);
    const { order, action } = (await answer.json()) as Confirmation;
    assert.deepEqual([order.id, order.status, action.kind], [held[0], 'held', 'redirect']);
  }
  assert.equal(gateway.payments.size, 1);
  const { rows } = await database.pool.query<{ held: number; left: number }>(
    "SELECT (SELECT count(*) FROM order_code WHERE order_id = $1 AND status = 'held') AS held, (SELECT count(*) FROM shelf WHERE offer_id = $2) AS left",
    [held[0], goods.offerId],
  );
  assert.deepEqual(rows[0], { held: 2, left: 7 });
});
