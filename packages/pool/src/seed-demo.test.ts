import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { idSchema } from '@kameng/contract/id';
import { product } from '@kameng/contract/product';
import { demoAgents, demoShop, demoSite, demoSuppliers } from '../demo/parties.ts';
import { openTestEngine, type TestEngine } from '../test/open-test-engine.ts';
import { listProducts } from './catalog/list-products.ts';
import { getBalance } from './ledger/get-balance.ts';
import { proveLedger } from './ledger/prove-ledger.ts';
import { resolveRef } from './referral/resolve-ref.ts';
import { seedDemo } from './seed-demo.ts';
import { findSiteByKey } from './site/authenticate.ts';

let engine: TestEngine;
before(async () => {
  engine = await openTestEngine();
});
after(() => engine.close());

test('processes that seed at once, and seeding again, make one demo', async () => {
  const seeded = await Promise.all([seedDemo(engine), seedDemo(engine)]);
  assert.deepEqual(
    seeded.map(({ codes }) => codes).toSorted((a, b) => a - b),
    [0, 10_000],
  );
  assert.deepEqual(await seedDemo(engine), { products: 41, codes: 0 });
  const { rows } = await engine.db.pool.query(
    'SELECT (SELECT count(*) FROM shelf) AS shelf, (SELECT count(*) FROM transfer) AS transfers',
  );
  assert.deepEqual(rows, [{ shelf: 10_000, transfers: 1 }]);
  assert.deepEqual((await proveLedger(engine.db.pool)).wrong, []);
});

test('the shelf has every kind, in both languages, below the list price, with a picture each', async () => {
  const page = await listProducts(engine.as({ kind: 'anonymous' }, { language: 'zh-CN' }), { query: { limit: 100 } });
  assert.equal(page.data.length, 41);
  assert.equal(new Set(page.data.map(({ kind }) => kind)).size, 7);
  assert.deepEqual(
    page.data.slice(0, 6).map(({ category }) => category),
    ['games', 'streaming', 'software', 'courses', 'coupons', 'tickets'],
  );
  for (const shown of page.data) {
    product.parse(shown);
    assert.ok(shown.price.amount_minor < shown.list_price.amount_minor, shown.name);
    assert.match(shown.name, /\p{Script=Han}/u);
    assert.ok(existsSync(join(import.meta.dirname, '..', 'demo', shown.image_url)), shown.image_url);
  }
});

test('the products that others rely on are as agreed', async () => {
  const { data } = await listProducts(engine.as({ kind: 'anonymous' }), { query: { limit: 100 } });
  const find = (id: string) => data.find((shown) => shown.id === id)!;
  const starfall = find('prd_01k0dem0game00000000000001');
  assert.deepEqual(
    [starfall.price.amount_minor, starfall.list_price.amount_minor, starfall.stock, starfall.category],
    [7600, 10_000, 'in_stock', 'games'],
  );
  assert.equal(find('prd_01k0dem01ast00000000000001').stock, 'low');
  assert.equal(find('prd_01k0dem0n0ne00000000000001').stock, 'sold_out');
  const { rows } = await engine.db.pool.query("SELECT forced FROM product WHERE category = 'test' ORDER BY id");
  assert.deepEqual(
    rows.map(({ forced }) => forced),
    ['sold_out', 'partial', 'price_moved', 'slow_supplier', 'supplier_down'],
  );
});

test('the demo keys, the agent and the balance work', async () => {
  const site = await findSiteByKey(engine, demoSite.key);
  assert.deepEqual(site?.site.origins, ['http://127.0.0.1:*', 'http://localhost:*']);
  const shop = await findSiteByKey(engine, demoShop.key);
  assert.equal(shop?.kind, 'secret');
  const balance = await getBalance(engine.as({ kind: 'shop', site: shop!.site }));
  assert.deepEqual(balance.data, [{ amount_minor: 100_000_000, currency: 'CNY' }]);
  assert.equal((await resolveRef(engine, 'DEMO01'))?.commission_bps, 400);
});

test('fixed ids are ids', () => {
  const ids = [
    [demoSite.id, 'site'],
    [demoShop.id, 'site'],
    ...demoAgents.map(({ id }) => [id, 'agent']),
    ...Object.values(demoSuppliers).map(({ id }) => [id, 'supplier']),
  ] as const;
  for (const [id, kind] of ids) assert.ok(idSchema(kind as 'site').safeParse(id).success, id);
});
