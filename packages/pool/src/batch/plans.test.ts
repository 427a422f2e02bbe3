import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, before, test } from 'node:test';
import type { PoolClient } from 'pg';
import { insertGoods, insertShop, type Goods } from '../../test/insert-goods.ts';
import { openTestEngine, type TestEngine } from '../../test/open-test-engine.ts';
import { createPretendChannel, type PretendChannel } from '../../test/pretend-channel.ts';
import { confirmCheckout } from '../checkout/confirm-checkout.ts';
import { createCheckout } from '../checkout/create-checkout.ts';
import { beginByIndex } from '../database/transact.ts';
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

async function buyFromBalance({ productId }: Goods): Promise<void> {
  await engine.batchers.buyOrder({
    ...newPurchaseIds(engine.now()),
    site: await insertShop(engine),
    body: {
      product_id: productId,
      quantity: 1,
      client_reference: 'plan',
      max_amount: { amount_minor: 7600, currency: 'CNY' },
    },
    requestFingerprint: randomBytes(32),
    idempotency: { scope: 'createOrder', key: 'plan', requestFingerprint: randomBytes(32) },
  });
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
  await buyFromBalance(goods);
  const clients = await Promise.all(Array.from({ length: engine.db.pool.totalCount }, () => engine.db.pool.connect()));
  const plans = new Map((await Promise.all(clients.map(plansOf))).flatMap((each) => [...each]));
  for (const client of clients) client.release();

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
