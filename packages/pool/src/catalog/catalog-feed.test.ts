import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createId } from '@kameng/contract/id';
import { catalogChangePage } from '@kameng/contract/product';
import { createTestDatabase, type TestDatabase } from '../database/test-database.ts';
import { listCatalogChanges, listCatalogChangesStatement } from './list-catalog-changes.ts';
import { insertGoods, stockShelf, testContext } from '../../test/catalog-goods.ts';
import { watchStock } from './watch-stock.ts';

let database: TestDatabase;
/** A clock that only moves when a test moves it. */
let now = new Date('2026-06-01T12:00:00Z');
const pass = (ms: number) => {
  now = new Date(now.getTime() + ms);
};

before(async () => {
  database = await createTestDatabase();
});
after(() => database.drop());

async function readFeed(since?: string, limit = 100) {
  const page = await listCatalogChanges(testContext(database, { now: () => now }), { query: { since, limit } });
  return catalogChangePage.parse(page);
}

test('the feed tells each change once, after it has settled, with the live price and band', async () => {
  const [one, two] = await insertGoods(database.pool, [
    {
      offers: [
        { price_minor: 8000, codes: 11 },
        { price_minor: 9000, codes: 50 },
      ],
    },
    { offers: [{ price_minor: 5000, codes: 0 }] },
  ]);
  const engine = testContext(database, { now: () => now });
  assert.deepEqual((await watchStock(engine)).toSorted(), [one!.id, two!.id].toSorted());
  assert.deepEqual(await watchStock(engine), [], 'nothing moved, so nothing is told');
  pass(3000);
  const first = await readFeed();
  assert.deepEqual(
    first.data.map(({ product_id, price, stock }) => [product_id, price.amount_minor, stock]).toSorted(),
    [
      [one!.id, 8000, 'in_stock'],
      [two!.id, 5000, 'sold_out'],
    ].toSorted(),
  );
  assert.equal(first.has_more, false);

  await database.pool.query('DELETE FROM shelf WHERE offer_id = $1', [one!.offerIds[0]]);
  assert.deepEqual(await watchStock(engine), [one!.id], 'the cheapest offer ran out, so the price moved');
  assert.deepEqual((await readFeed(first.next_cursor)).data, [], 'too young to be told');
  pass(3000);
  const second = await readFeed(first.next_cursor);
  assert.deepEqual(
    second.data.map(({ product_id, price, sequence }) => [product_id, price.amount_minor, sequence]),
    [[one!.id, 9000, 3]],
  );
  const third = await readFeed(second.next_cursor);
  assert.deepEqual([third.data, third.next_cursor], [[], second.next_cursor]);
});

test('a small page at a time shows every product of the feed', async () => {
  const made = await insertGoods(
    database.pool,
    Array.from({ length: 7 }, () => ({})),
  );
  await watchStock(testContext(database, { now: () => now }));
  pass(3000);
  const seen = new Set<string>();
  let cursor: string | undefined;
  for (let page = 0; page < 20; page += 1) {
    const answer = await readFeed(cursor, 2);
    for (const { product_id } of answer.data) seen.add(product_id);
    cursor = answer.next_cursor;
    if (!answer.has_more) break;
  }
  for (const { id } of made) assert.ok(seen.has(id));
});

test('a product changes at most once a second, and processes that watch together change it once', async () => {
  const [made] = await insertGoods(database.pool, [{ offers: [{ price_minor: 8000, codes: 0 }] }]);
  const engine = testContext(database, { now: () => now });
  pass(5000);
  await watchStock(engine);
  await stockShelf(database.pool, made!.offerIds[0]!, 3);
  pass(500);
  assert.deepEqual(await watchStock(engine, [made!.id]), []);
  pass(600);
  const runs = await Promise.all(Array.from({ length: 6 }, () => watchStock(engine, [made!.id])));
  assert.equal(runs.flat().length, 1);
});

test('sites that listen for product.updated get one event a change, in the same transaction', async () => {
  const [made] = await insertGoods(database.pool, [{}]);
  const [listening, deaf] = [createId('site'), createId('site')];
  for (const [site, events] of [
    [listening, ['product.updated']],
    [listening, ['product.updated', 'order.paid']],
    [deaf, ['order.paid']],
  ] as const) {
    await database.pool.query(
      "INSERT INTO site (id, name, kind, environment, created_at) VALUES ($1, 's', 'shop', 'test', now()) ON CONFLICT DO NOTHING",
      [site],
    );
    await database.pool.query(
      'INSERT INTO webhook_endpoint (id, site_id, url, events, created_at) VALUES ($1, $2, $3, $4, now())',
      [createId('webhookEndpoint'), site, 'https://shop.example/hook', events],
    );
  }
  pass(5000);
  await watchStock(testContext(database, { now: () => now }));
  const { rows } = await database.pool.query('SELECT site_id, type, sequence, status FROM event WHERE object_id = $1', [
    made!.id,
  ]);
  assert.deepEqual(rows, [{ site_id: listening, type: 'product.updated', sequence: 2, status: 'active' }]);
});

test('a feed over thousands of products is read by its index', async () => {
  await database.pool.query(`
    INSERT INTO product (id, slug, brand, kind, category, names, redeem_texts, code_fields, face_value, region, image_url, currency,
      list_price_minor, list_price_source, list_price_checked_on, limits_max, status, rank, change_cursor, created_at, updated_at)
    SELECT 'prd_' || lpad(n::text, 26, '0'), 'big' || n, 'B', 'game', 'big', '{"en":"N"}', '{"en":"R"}', '{code}', '1', 'CN', '/a', 'CNY',
      100, 's', '2026-01-01', 9, 'active', n, lpad(n::text, 13, '0'), now(), now() FROM generate_series(1, 5000) AS n`);
  await database.pool.query('ANALYZE product');
  const { text, values } = listCatalogChangesStatement('0000000004000', now, 24);
  const { rows } = await database.pool.query<{ 'QUERY PLAN': string }>(`EXPLAIN ${text}`, values);
  assert.match(rows.map((row) => row['QUERY PLAN']).join('\n'), /Index Scan using product_feed/);
});
