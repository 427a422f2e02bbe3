import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { ErrorCode } from '@kameng/contract/error';
import { balanceOf, insertGoods, insertShop } from '../../test/insert-goods.ts';
import { openTestEngine, type TestEngine } from '../../test/open-test-engine.ts';
import { ApiError } from '../api-error.ts';
import type { Site } from '../engine.ts';
import { availableOf } from '../ledger/accounts.ts';
import { isFaultless, proveLedger } from '../ledger/prove-ledger.ts';
import { createOrder } from '../order/create-order.ts';
import { createHold } from './create-hold.ts';
import { expireHolds } from './expire-holds.ts';
import { releaseHold } from './release-hold.ts';

const unitMinor = 7600;
let engine: TestEngine;
before(async () => void (engine = await openTestEngine()));
after(() => engine.close());

const cny = (amount_minor: number) => ({ amount_minor, currency: 'CNY' });
const as = (shop: Site) => engine.as({ kind: 'shop', site: shop });
const hold = (shop: Site, product_id: string, quantity = 1, max = 1_000_000) =>
  createHold(as(shop), { params: undefined, query: undefined, body: { product_id, quantity, max_amount: cny(max) } });
const release = (shop: Site, id: string) =>
  releaseHold(as(shop), { params: { id }, query: undefined, body: undefined });
const buy = (shop: Site, product_id: string, client_reference: string, hold_id?: string, quantity = 1) =>
  createOrder(as(shop), {
    params: undefined,
    query: undefined,
    body: { product_id, quantity, client_reference, max_amount: cny(1_000_000), ...(hold_id && { hold_id }) },
  });
async function refusal(promise: Promise<unknown>): Promise<ErrorCode> {
  const error = await promise.then(
    () => assert.fail('was not refused'),
    (reason: unknown) => reason,
  );
  assert(error instanceof ApiError, String(error));
  return error.code;
}
/** Where the codes of an offer are; together always all of them. */
async function whereabouts(offerId: string) {
  const { rows } = await engine.db.pool.query<{ shelf: number; held: number; sold: number; all: number }>(
    `SELECT (SELECT count(*) FROM shelf WHERE offer_id = $1) AS shelf, (SELECT COALESCE(sum(quantity), 0)::integer FROM shop_hold WHERE offer_id = $1) AS held,
       (SELECT count(*) FROM order_code JOIN code ON code.id = code_id WHERE offer_id = $1) AS sold, (SELECT count(*) FROM code WHERE offer_id = $1) AS all`,
    [offerId],
  );
  const { shelf, held, sold, all } = rows[0]!;
  assert.equal(shelf + held + sold, all, 'a code is in two places or in none');
  return { shelf, held, sold };
}

test('held codes are nobody else’s, and are bought at the price of then', async () => {
  const [shop, other] = [await insertShop(engine, 1_000_000), await insertShop(engine, 1_000_000)];
  const goods = await insertGoods(engine, { codes: 3 });
  const { body: held } = await hold(shop, goods.productId, 2);
  assert.deepEqual(held.amount, cny(2 * unitMinor));
  assert.deepEqual(await whereabouts(goods.offerId), { shelf: 1, held: 2, sold: 0 });
  assert.equal(await refusal(buy(other, goods.productId, 'greedy', undefined, 2)), 'sold_out');
  await engine.db.pool.query('UPDATE offer SET price_minor = price_minor + 100 WHERE id = $1', [goods.offerId]);
  const { status, body } = await buy(shop, goods.productId, 'one', held.id, 2);
  assert.deepEqual([status, body.status, body.amount], [201, 'delivered', cny(2 * unitMinor)]);
  assert.equal(body.items[0]!.codes.length, 2);
  assert.equal(await balanceOf(engine, availableOf(shop.id, 'CNY')), 1_000_000 - 2 * unitMinor);
  assert.deepEqual(await whereabouts(goods.offerId), { shelf: 1, held: 0, sold: 2 });
  assert.ok(isFaultless(await proveLedger(engine.db.pool)));
});

test('of twenty who buy with one hold at once, under one reference and under many, nothing is bought twice', async () => {
  const shop = await insertShop(engine, 10_000_000);
  const goods = await insertGoods(engine, { codes: 30 });
  const { body: first } = await hold(shop, goods.productId);
  const same = await Promise.all(
    Array.from({ length: 20 }, (_, at) => buy(shop, goods.productId, 'once', at % 2 === 0 ? first.id : undefined)),
  );
  assert.equal(new Set(same.map(({ body }) => body.id)).size, 1);
  assert.equal(same.filter(({ status }) => status === 201).length, 1);
  await release(shop, first.id);
  assert.deepEqual(await whereabouts(goods.offerId), { shelf: 29, held: 0, sold: 1 });
  const { body: second } = await hold(shop, goods.productId);
  const many = await Promise.all(
    Array.from({ length: 20 }, (_, at) => buy(shop, goods.productId, `many-${at}`, second.id)),
  );
  assert.equal(new Set(many.map(({ body }) => body.id)).size, 20);
  assert.deepEqual(await whereabouts(goods.offerId), { shelf: 9, held: 0, sold: 21 });
});

test('a hold that ended, is another shop’s or of something else, is as none, and its codes are for sale again', async () => {
  const [shop, other] = [await insertShop(engine, 1_000_000), await insertShop(engine, 1_000_000)];
  const goods = await insertGoods(engine, { codes: 5 });
  const { body: theirs } = await hold(other, goods.productId);
  assert.equal((await buy(shop, goods.productId, 'not-mine', theirs.id)).status, 201);
  await release(shop, theirs.id);
  assert.deepEqual(await whereabouts(goods.offerId), { shelf: 3, held: 1, sold: 1 });
  const { body: two } = await hold(shop, goods.productId, 2);
  assert.equal((await buy(shop, goods.productId, 'only-one', two.id)).status, 201);
  assert.deepEqual(await whereabouts(goods.offerId), { shelf: 2, held: 1, sold: 2 });
  const { body: late } = await hold(shop, goods.productId);
  await engine.db.pool.query('UPDATE shop_hold SET expires_at = $1', [new Date(engine.now().getTime() - 1000)]);
  assert.equal(await expireHolds(engine), 2);
  assert.deepEqual(await whereabouts(goods.offerId), { shelf: 3, held: 0, sold: 2 });
  assert.equal((await buy(shop, goods.productId, 'late', late.id)).status, 201);
});

test('nobody holds more than the balance could buy, however many ask at once', async () => {
  const shop = await insertShop(engine, 3 * unitMinor);
  const goods = await insertGoods(engine, { codes: 20 });
  const all = await Promise.allSettled(Array.from({ length: 10 }, () => hold(shop, goods.productId)));
  assert.equal(all.filter(({ status }) => status === 'fulfilled').length, 3);
  assert.equal(await refusal(hold(shop, goods.productId)), 'balance_too_low');
  assert.equal(await refusal(hold(shop, goods.productId, 1, unitMinor - 1)), 'price_moved');
  assert.deepEqual(await whereabouts(goods.offerId), { shelf: 17, held: 3, sold: 0 });
});

test('a hold outlives a balance that was spent on something else', async () => {
  const shop = await insertShop(engine, unitMinor);
  const [goods, others] = [await insertGoods(engine), await insertGoods(engine)];
  const { body: held } = await hold(shop, goods.productId);
  await buy(shop, others.productId, 'else');
  assert.equal(await refusal(buy(shop, goods.productId, 'wanted', held.id)), 'balance_too_low');
  assert.deepEqual(await whereabouts(goods.offerId), { shelf: 9, held: 1, sold: 0 });
});

test('the same request again has the same hold, however often and at once; with its key nothing else is held', async () => {
  const shop = await insertShop(engine, 1_000_000);
  const goods = await insertGoods(engine, { codes: 10 });
  const ask = (key: string, quantity = 1) =>
    createHold(
      engine.as(
        { kind: 'shop', site: shop },
        { idempotency: { scope: `createHold ${shop.id}`, key, requestFingerprint: Buffer.from(`${quantity}`) } },
      ),
      {
        params: undefined,
        query: undefined,
        body: { product_id: goods.productId, quantity, max_amount: cny(1_000_000) },
      },
    );
  const all = await Promise.all(Array.from({ length: 5 }, () => ask('once')));
  assert.equal(new Set(all.map(({ body }) => JSON.stringify(body))).size, 1);
  assert.deepEqual(await whereabouts(goods.offerId), { shelf: 9, held: 1, sold: 0 });
  assert.equal(await refusal(ask('once', 2)), 'idempotency_key_reused');
  await ask('twice');
  assert.deepEqual(await whereabouts(goods.offerId), { shelf: 8, held: 2, sold: 0 });
  await release(shop, all[0]!.body.id);
  assert.equal(await refusal(ask('once')), 'idempotency_key_reused', 'what it held has ended');
  assert.deepEqual(await whereabouts(goods.offerId), { shelf: 9, held: 1, sold: 0 });
});
