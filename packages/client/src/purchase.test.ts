import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { serveMock } from '@kameng/mock/node';
import * as browser from './browser.ts';
import * as server from './server.ts';

let mock: Awaited<ReturnType<typeof serveMock>>;
before(async () => {
  mock = await serveMock();
});
after(() => mock.close());

const product_id = 'prd_01k0dem0game00000000000001';

test('a page buys: catalogue, checkout, order, payment, delivery, codes', async () => {
  const client: browser.Client = { pool: mock.url, key: 'pk_test_demo', ref: 'DEMO01', lang: 'en' };
  const { price } = await browser.getProduct(client, product_id);
  const checkout = await browser.createCheckout(client, { product_id, quantity: 2 });
  assert.equal(checkout.amount.amount_minor, 2 * price.amount_minor);
  const confirm = {
    secret: checkout.secret,
    contact: { email: 'buyer@example.com' },
    channel: 'sandbox',
    consent: { text_version: checkout.consent.text_version },
  };
  const idempotencyKey = browser.createIdempotencyKey();
  const { order, order_token, action } = await browser.confirmCheckout(client, checkout.id, confirm, {
    idempotencyKey,
  });
  const again = await browser.confirmCheckout(client, checkout.id, confirm, { idempotencyKey });
  assert.equal(again.order.id, order.id, 'the same intent twice is one order');

  const buyer = { ...client, key: order_token };
  const statuses: string[] = [];
  const { done } = browser.followOrder(buyer, order.id, { onOrder: ({ status }) => statuses.push(status) });
  assert.equal(action.kind, 'redirect');
  const body = new URLSearchParams({ outcome: 'paid' });
  await fetch((action as { url: string }).url, { method: 'POST', body, redirect: 'manual' });
  assert.equal((await done).status, 'delivered');
  assert.equal(statuses.at(-1), 'delivered');
  const { codes } = await browser.revealOrder(buyer, order.id);
  assert.equal(codes.length, 2);
  assert.ok(codes.every(({ fields }) => fields.code));
  await assert.rejects(browser.getOrder({ ...client, key: 'ort_wrong' }, order.id), browser.KamengError);
});

test('a shop buys from its balance, and the same reference never buys twice', async () => {
  const client: server.Client = { pool: mock.url, key: 'sk_test_demo' };
  const [before] = (await server.getBalance(client)).data;
  const purchase = {
    product_id,
    quantity: 1,
    client_reference: 'woo-1001',
    max_amount: { amount_minor: 10_000, currency: 'CNY' },
  };
  const order = await server.createOrder(client, purchase);
  assert.equal((await server.createOrder(client, purchase)).id, order.id);
  await assert.rejects(server.createOrder(client, { ...purchase, quantity: 2 }), {
    code: 'reference_conflict',
    retry: 'no',
  });
  const [after] = (await server.getBalance(client)).data;
  assert.equal(before!.amount_minor - after!.amount_minor, order.amount.amount_minor);
  const found = (await server.listOrders(client, { client_reference: 'woo-1001' })).data;
  assert.deepEqual(
    found.map(({ id }) => id),
    [order.id],
  );
});

test('every product is read, page by page, each once', async () => {
  const client = { pool: mock.url };
  const ids: string[] = [];
  for await (const products of server.pages((cursor) => server.listProducts(client, { cursor, limit: 5 }))) {
    ids.push(...products.map(({ id }) => id));
  }
  assert.ok(ids.length > 10);
  assert.equal(new Set(ids).size, ids.length);
});
