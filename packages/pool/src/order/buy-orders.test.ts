import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, before, test } from 'node:test';
import type { ErrorCode } from '@kameng/contract/error';
import { balanceOf, insertGoods, insertShop } from '../../test/insert-goods.ts';
import { openTestEngine, type TestEngine } from '../../test/open-test-engine.ts';
import { ApiError } from '../api-error.ts';
import type { Context, Site } from '../engine.ts';
import { availableOf } from '../ledger/accounts.ts';
import { isFaultless, proveLedger } from '../ledger/prove-ledger.ts';
import { createOrder } from './create-order.ts';
import { listOrders } from './list-orders.ts';
import { revealOrder } from './reveal-order.ts';

let engine: TestEngine;
before(async () => {
  engine = await openTestEngine();
});
after(() => engine.close());

const cny = (amount_minor: number) => ({ amount_minor, currency: 'CNY' });

function buy(
  shop: Site,
  productId: string,
  client_reference: string,
  { quantity = 1, max = 1_000_000, given = {} as Partial<Context>, by = engine } = {},
) {
  return createOrder(by.as({ kind: 'shop', site: shop }, given), {
    params: undefined,
    query: undefined,
    body: { product_id: productId, quantity, client_reference, max_amount: cny(max) },
  });
}

async function refusal(promise: Promise<unknown>): Promise<ErrorCode> {
  const error = await promise.then(
    () => assert.fail('was not refused'),
    (reason: unknown) => reason,
  );
  assert(error instanceof ApiError, String(error));
  return error.code;
}

test('bought from balance: paid, delivered and shown, and found again by its reference', async () => {
  const [shop, goods] = [await insertShop(engine, 100_000), await insertGoods(engine)];
  const { status, body } = await buy(shop, goods.productId, 'A-1', { quantity: 3 });
  assert.equal(status, 201);
  assert.equal(body.status, 'delivered');
  assert.equal(body.items[0]!.codes.length, 3);
  assert.equal(await balanceOf(engine, availableOf(shop.id, 'CNY')), 100_000 - 3 * 7600);
  const actor = { kind: 'shop' as const, site: shop };
  const { codes } = await revealOrder(engine.as(actor), { params: { id: body.id }, query: {}, body: {} });
  assert.equal(codes.length, 3);
  const found = await listOrders(engine.as(actor), {
    params: undefined,
    query: { client_reference: 'A-1', limit: 10 },
    body: undefined,
  });
  assert.deepEqual(found.data, [
    {
      ...body,
      items: [
        {
          ...body.items[0]!,
          codes: codes.map(({ id }) => ({
            ...body.items[0]!.codes.find((code) => code.id === id)!,
            revealed_at: found.data[0]!.items[0]!.codes[0]!.revealed_at,
          })),
        },
      ],
    },
  ]);
  const stranger = await insertShop(engine);
  assert.equal(
    await refusal(
      revealOrder(engine.as({ kind: 'shop', site: stranger }), { params: { id: body.id }, query: {}, body: {} }),
    ),
    'order_not_found',
  );
});

test('the same reference buys once for ever, however many ask at once; for something else it is a conflict', async () => {
  const [shop, goods] = [await insertShop(engine), await insertGoods(engine)];
  const answers = await Promise.all(Array.from({ length: 30 }, () => buy(shop, goods.productId, 'B-1')));
  assert.equal(new Set(answers.map(({ body }) => body.id)).size, 1);
  assert.equal(answers.filter(({ status }) => status === 201).length, 1);
  assert.equal(await refusal(buy(shop, goods.productId, 'B-1', { quantity: 2 })), 'reference_conflict');
  assert.equal((await buy(await insertShop(engine), goods.productId, 'B-1')).status, 201);
});

test('an Idempotency-Key belongs to one request', async () => {
  const [shop, goods] = [await insertShop(engine), await insertGoods(engine)];
  const idempotency = { scope: `createOrder ${shop.id}`, key: 'key-0001', requestFingerprint: randomBytes(32) };
  const first = await buy(shop, goods.productId, 'C-1', { given: { idempotency } });
  assert.equal((await buy(shop, goods.productId, 'C-1', { given: { idempotency } })).body.id, first.body.id);
  assert.equal(
    await refusal(
      buy(shop, goods.productId, 'C-2', {
        given: { idempotency: { ...idempotency, requestFingerprint: randomBytes(32) } },
      }),
    ),
    'idempotency_key_reused',
  );
});

test('refusals charge nothing and name themselves', async () => {
  const [shop, goods] = [await insertShop(engine, 20_000), await insertGoods(engine, { codes: 3 })];
  assert.equal(await refusal(buy(shop, goods.productId, 'D-1', { quantity: 101 })), 'quantity_out_of_range');
  assert.equal(await refusal(buy(shop, goods.productId, 'D-2', { max: 7599 })), 'price_moved');
  assert.equal(await refusal(buy(shop, goods.productId, 'D-3', { quantity: 3 })), 'balance_too_low');
  assert.equal(await refusal(buy(await insertShop(engine), goods.productId, 'D-4', { quantity: 4 })), 'sold_out');
  assert.equal(await refusal(buy(shop, 'prd_00000000000000000000000000', 'D-5')), 'product_not_found');
  assert.equal(await balanceOf(engine, availableOf(shop.id, 'CNY')), 20_000);
});

test('many buyers on one balance: it is never overdrawn, and each refusal is its own', async () => {
  const [shop, goods] = [await insertShop(engine, 10 * 7600 + 500), await insertGoods(engine, { codes: 50 })];
  const outcomes = await Promise.allSettled(
    Array.from({ length: 40 }, (_, index) => buy(shop, goods.productId, `E-${index}`)),
  );
  assert.equal(outcomes.filter(({ status }) => status === 'fulfilled').length, 10);
  for (const outcome of outcomes)
    if (outcome.status === 'rejected') assert.equal((outcome.reason as ApiError).code, 'balance_too_low');
  assert.equal(await balanceOf(engine, availableOf(shop.id, 'CNY')), 500);
});

test('two processes that spend the last of one balance, or use one reference, in the same moment', async (t) => {
  // One order a transaction, many at a time: every purchase meets others that it cannot see yet.
  const limits = { batchMax: 1, concurrency: 8 };
  const others = await openTestEngine({ shared: { url: engine.url, secret: '00'.repeat(32) }, limits });
  t.after(() => others.close());
  const [shop, goods] = [await insertShop(engine, 12 * 7600 + 500), await insertGoods(engine, { codes: 50 })];
  const outcomes = await Promise.allSettled(
    Array.from({ length: 40 }, (_, index) =>
      // Every reference is used by both.
      buy(shop, goods.productId, `F-${index >> 1}`, { by: index % 2 === 0 ? engine : others }),
    ),
  );
  const bought = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value.body.id] : []));
  assert.equal(new Set(bought).size, 12);
  for (const outcome of outcomes)
    if (outcome.status === 'rejected') assert.equal((outcome.reason as ApiError).code, 'balance_too_low');
  assert.equal(await balanceOf(engine, availableOf(shop.id, 'CNY')), 500);
  assert.ok(isFaultless(await proveLedger(engine.db.pool)));
});

test('a database that is asked to overdraw, to change the books, or to lose a sold code refuses', async () => {
  const { pool } = engine.db;
  await assert.rejects(pool.query('UPDATE account SET balance_minor = -1 WHERE floor_minor = 0'), { code: '23514' });
  await assert.rejects(pool.query('UPDATE transfer SET amount_minor = amount_minor + 1'), { code: 'KM002' });
  await assert.rejects(pool.query('DELETE FROM transfer'), { code: 'KM002' });
  await assert.rejects(pool.query('DELETE FROM order_code'), { code: 'KM001' });
  await assert.rejects(pool.query("UPDATE order_code SET status = 'held'"), { code: 'KM001' });
  await assert.rejects(
    pool.query('INSERT INTO order_code SELECT code_id, order_id, item_id, status FROM order_code LIMIT 1'),
    { code: '23505' },
  );
  const proof = await proveLedger(pool);
  assert.ok(isFaultless(proof), JSON.stringify(proof));
});
