import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, before, test } from 'node:test';
import { createId } from '@kameng/contract/id';
import type { PoolClient } from 'pg';
import { insertGoods, insertShop, type Goods } from '../../test/insert-goods.ts';
import { openTestEngine, type TestEngine } from '../../test/open-test-engine.ts';
import { createPretendChannel, type PretendChannel } from '../../test/pretend-channel.ts';
import { confirmCheckout } from '../checkout/confirm-checkout.ts';
import { createCheckout } from '../checkout/create-checkout.ts';
import { createTestDatabase } from '../database/test-database.ts';
import { beginByIndex } from '../database/transact.ts';
import type { Site } from '../engine.ts';
import { newPurchaseIds } from '../order/buy-orders.ts';

let engine: TestEngine;
let gateway: PretendChannel;

before(async () => {
  gateway = createPretendChannel();
  engine = await openTestEngine({ channels: [gateway.channel] });
});
after(() => engine.close());

async function buyAndPay({ productId }: Goods): Promise<void> {
  const buyer = engine.as({ kind: 'anonymous' });
  const { id, secret, consent } = await createCheckout(buyer, {
    params: undefined,
    query: {},
    body: { product_id: productId, quantity: 1 },
  });
  const body = {
    secret,
    contact: { email: 'buyer@example.com' },
    channel: 'pretend',
    consent: { text_version: consent.text_version },
  };
  await confirmCheckout(buyer, { params: { id }, query: undefined, body });
  const [paymentId] = [...gateway.payments.keys()].slice(-1);
  await engine.batchers.applySeen({ channel: 'pretend', seen: gateway.pay(paymentId!), stored: false });
}

async function buyFromBalance(buyer: TestEngine, { productId }: Goods, site: Site): Promise<void> {
  const reference = createId('event');
  await buyer.batchers.buyOrder({
    ...newPurchaseIds(buyer.now()),
    site,
    body: {
      product_id: productId,
      quantity: 1,
      client_reference: reference,
      max_amount: { amount_minor: 7600, currency: 'CNY' },
    },
    requestFingerprint: randomBytes(32),
    idempotency: { scope: 'createOrder', key: reference, requestFingerprint: randomBytes(32) },
  });
}

/** Plans that all connections of a process keep, by the names of their statements. */
async function plansOfAll({ db: { pool } }: TestEngine): Promise<Map<string, string>> {
  const clients = await Promise.all(Array.from({ length: pool.totalCount }, () => pool.connect()));
  const plans = new Map((await Promise.all(clients.map(plansOf))).flatMap((each) => [...each]));
  for (const client of clients) client.release();
  return plans;
}

/** Plans of all statements that a connection keeps, by name, as a batch uses them. */
async function plansOf(client: PoolClient): Promise<Map<string, string>> {
  await client.query(beginByIndex);
  const { rows } = await client.query<{ name: string; parameters: number }>(
    'SELECT name, cardinality(parameter_types) AS parameters FROM pg_prepared_statements',
  );
  const plans = new Map<string, string>();
  for (const { name, parameters } of rows) {
    const nothing = Array.from({ length: parameters }, () => 'NULL').join(', ');
    const explained = await client.query<{ 'QUERY PLAN': string }>(`EXPLAIN EXECUTE "${name}" (${nothing})`);
    plans.set(name, explained.rows.map((row) => row['QUERY PLAN']).join('\n'));
  }
  await client.query('ROLLBACK');
  return plans;
}

test('whatever a batch looks for it finds by an index, although all was planned on empty tables', async () => {
  const goods = await insertGoods(engine);
  await buyAndPay(goods);
  await buyFromBalance(engine, goods, await insertShop(engine));
  const plans = await plansOfAll(engine);

  for (const name of [
    'take from shelf',
    'find references',
    'find keys',
    'lock checkouts',
    'count holds',
    'lock orders false',
    'sell codes',
  ])
    assert(plans.has(name), `${name} is not among ${[...plans.keys()].join(', ')}`);
  const scans = [...plans].filter(([, plan]) => /Seq Scan on (?!balance_fold)|(Hash|Merge) Join|Bitmap/.test(plan));
  assert.deepEqual(scans, []);
});

test('a shop that sells ten orders and then thousands is looked up by the right index all along', async () => {
  const database = await createTestDatabase();
  const shared = { url: database.url, secret: randomBytes(32).toString('hex') };
  const earlier = await openTestEngine({ shared });
  const rushed = await openTestEngine({ shared, limits: { batchMax: 16, concurrency: 1 } });
  try {
    const goods = await insertGoods(earlier, { codes: 2000 });
    const shop = await insertShop(earlier, 1e9);
    // For so few orders an index by shop alone looks as good as the one by shop and reference.
    for (let bought = 0; bought < 10; bought += 1) await buyFromBalance(earlier, goods, shop);
    await Promise.all(Array.from({ length: 1900 }, () => buyFromBalance(rushed, goods, shop)));
    assert.match((await plansOfAll(rushed)).get('find references')!, /using orders_reference on orders/);
  } finally {
    await earlier.close();
    await rushed.close();
    await database.drop();
  }
});
