import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { productPage } from '@kameng/contract/product';
import { listProductsQuery } from '@kameng/contract/product';
import { ApiError } from '../api-error.ts';
import { createTestDatabase, type TestDatabase } from '../database/test-database.ts';
import { chooseOffer } from './choose-offer.ts';
import { getProduct } from './get-product.ts';
import { listProducts, listProductsStatement } from './list-products.ts';
import { insertGoods, stockShelf, testContext } from '../../test/catalog-goods.ts';

let database: TestDatabase;
before(async () => {
  database = await createTestDatabase();
});
after(() => database.drop());

const query = (given: object = {}) => listProductsQuery.parse(given);
const refusal = (code: string) => (error: unknown) => error instanceof ApiError && error.code === code;

test('pages show every product once, in order, while stock and prices move under them', async () => {
  const made = await insertGoods(
    database.pool,
    Array.from({ length: 25 }, (_, index) => ({ category: 'paged', rank: Math.floor(index / 3) })),
  );
  const ctx = testContext(database);
  const seen: string[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < 10; page += 1) {
    const answer = await listProducts(ctx, { query: query({ category: 'paged', limit: 7, cursor }) });
    productPage.parse(answer);
    seen.push(...answer.data.map(({ id }) => id));
    const { offerIds } = made[page]!;
    await database.pool.query('DELETE FROM shelf WHERE offer_id = $1', [offerIds[0]]);
    await database.pool.query('UPDATE offer SET price_minor = price_minor + 500 WHERE id = ANY ($1::text[])', [
      made.flatMap(({ offerIds }) => offerIds),
    ]);
    if (answer.next_cursor === null) break;
    cursor = answer.next_cursor;
  }
  const order = await database.pool.query<{ id: string }>(
    "SELECT id FROM product WHERE category = 'paged' ORDER BY rank, id",
  );
  assert.deepEqual(
    seen,
    order.rows.map(({ id }) => id),
  );
});

test('a product is shown with its cheapest offer that has stock, else its cheapest, and never above the list price', async () => {
  const made = await insertGoods(database.pool, [
    { offers: [{ price_minor: 7000 }, { price_minor: 7500, codes: 12 }, { price_minor: 7200, codes: 3 }] },
    { offers: [{ price_minor: 7000 }, { price_minor: 7500 }] },
    {
      offers: [
        { price_minor: 6000, codes: 5, supplier_status: 'frozen' },
        { price_minor: 6500, codes: 5, status: 'paused' },
        { price_minor: 7100, codes: 2 },
      ],
    },
    { offers: [{ price_minor: 10_001, codes: 5 }] },
  ]);
  const [competing, soldOut, frozen, dear] = made.map(({ id }) => id) as [string, string, string, string];
  const ctx = testContext(database);
  const show = async (id: string) => {
    const { price, stock, saving_bps } = await getProduct(ctx, { params: { id }, query: {} });
    return [price.amount_minor, stock, saving_bps];
  };
  assert.deepEqual(await show(competing), [7200, 'in_stock', 2800]);
  assert.deepEqual(await show(soldOut), [7000, 'sold_out', 3000]);
  assert.deepEqual(await show(frozen), [7100, 'low', 2900]);
  await assert.rejects(getProduct(ctx, { params: { id: dear }, query: {} }), refusal('product_not_found'));
});

test('the band says low below ten codes over all offers, and nothing more', async () => {
  const [made] = await insertGoods(database.pool, [
    {
      offers: [
        { price_minor: 8000, codes: 4 },
        { price_minor: 8100, codes: 5 },
      ],
    },
  ]);
  const read = () => getProduct(testContext(database), { params: { id: made!.id }, query: {} });
  assert.equal((await read()).stock, 'low');
  await stockShelf(database.pool, made!.offerIds[1]!, 1);
  assert.equal((await read()).stock, 'in_stock');
  assert.ok(!JSON.stringify(await read()).includes('codes'));
});

test('a purchase is offered where there are enough codes first, then at the lowest unit price for its quantity', async () => {
  const steps = [
    { from: 5, price_minor: 7000, supply_price_minor: 6500 },
    { from: 6, price_minor: 7900, supply_price_minor: 7000 },
  ];
  const [made] = await insertGoods(database.pool, [
    {
      offers: [
        { price_minor: 7500, codes: 2 },
        { price_minor: 7800, codes: 9, quantity_prices: steps },
        { price_minor: 7700, codes: 9 },
      ],
    },
  ]);
  const prices = async (quantity: number) =>
    (await chooseOffer(database.pool, { productId: made!.id, quantity })).offers.map((offer) => [
      offer.unit_price_minor,
      offer.available,
    ]);
  assert.deepEqual(await prices(1), [
    [7500, 1],
    [7700, 1],
    [7800, 1],
  ]);
  assert.deepEqual(await prices(6), [
    [7000, 6],
    [7700, 6],
    [7500, 2],
  ]);
  const { offers } = await chooseOffer(database.pool, { offerId: made!.offerIds[1]!, quantity: 5 });
  assert.equal(offers.length, 1);
  assert.deepEqual([offers[0].unit_supply_minor, offers[0].base_price_minor], [6500, 7800]);
  await assert.rejects(
    chooseOffer(database.pool, { productId: made!.id, quantity: 11 }),
    refusal('quantity_out_of_range'),
  );
});

test('search finds words anywhere in any language, and characters with a meaning stand for themselves', async () => {
  const names = [
    { en: 'Starfall 100% card', 'zh-CN': '星坠点卡' },
    { en: 'Starfall 1000 card', 'zh-CN': '星坠大卡' },
  ];
  await insertGoods(
    database.pool,
    names.map((names) => ({ names, category: 'searched', brand: 'Lumen' })),
  );
  const find = async (q: string) =>
    (await listProducts(testContext(database), { query: query({ q, category: 'searched' }) })).data.length;
  assert.equal(await find('starFALL'), 2);
  assert.equal(await find('card star'), 2);
  assert.equal(await find('lumen 大卡'), 1);
  assert.equal(await find('100%'), 1);
  assert.equal(await find('star_all'), 0);
  assert.equal(await find('\\'), 0);
  assert.equal(await find('zh-CN'), 0);
});

test('texts come in the language asked for, else the nearest there is', async () => {
  const [made] = await insertGoods(database.pool, [{ names: { en: 'Star', 'zh-CN': '星' } }]);
  const name = async (language: 'zh-CN' | 'zh-TW' | 'ar') =>
    (await getProduct(testContext(database, { language }), { params: { id: made!.id }, query: {} })).name;
  assert.deepEqual([await name('zh-CN'), await name('zh-TW'), await name('ar')], ['星', '星', 'Star']);
});

test('a catalogue of thousands is read by its indexes', async () => {
  await database.pool.query(`
    INSERT INTO product (id, slug, brand, kind, category, names, redeem_texts, code_fields, face_value, region, image_url, currency,
      list_price_minor, list_price_source, list_price_checked_on, limits_max, status, rank, change_cursor, created_at, updated_at)
    SELECT 'prd_' || lpad(n::text, 26, '0'), 'big' || n, 'B', 'game', 'big' || n % 50, '{"en":"N"}', '{"en":"R"}', '{code}', '1', 'CN', '/a', 'CNY',
      100, 's', '2026-01-01', 9, 'active', 1000 + n, n::text, now(), now() FROM generate_series(1, 5000) AS n`);
  await database.pool.query("INSERT INTO supplier (id, name, created_at) VALUES ('sup_big', 's', now())");
  await database.pool
    .query(`INSERT INTO offer (id, product_id, supplier_id, price_minor, supply_price_minor, created_at)
    SELECT 'ofr_' || n || '_' || k, 'prd_' || lpad(n::text, 26, '0'), 'sup_big', 90 + k, 50, now() FROM generate_series(1, 5000) AS n, generate_series(1, 2) AS k`);
  await database.pool.query(
    "INSERT INTO shelf SELECT id, 'cod_' || k FROM offer, generate_series(1, 20) AS k WHERE supplier_id = 'sup_big'",
  );
  await database.pool.query('ANALYZE');
  for (const given of [
    {},
    { category: 'big7' },
    { category: 'big7', cursor: Buffer.from('["1500","prd_"]').toString('base64url') },
  ]) {
    const { text, values } = listProductsStatement(query(given));
    const { rows } = await database.pool.query<{ 'QUERY PLAN': string }>(`EXPLAIN ANALYZE ${text}`, values);
    const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
    assert.doesNotMatch(plan, /Seq Scan on (product|offer|shelf)/, plan);
    assert.match(plan, /product_c|shelf_pkey/, plan);
  }
});
