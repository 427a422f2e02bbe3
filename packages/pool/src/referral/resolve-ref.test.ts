import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createId } from '@kameng/contract/id';
import { listProducts } from '../catalog/list-products.ts';
import { testContext } from '../../test/catalog-goods.ts';
import { createTestDatabase, type TestDatabase } from '../database/test-database.ts';
import { attributeSale } from './attribute-sale.ts';
import { findAgent, resolveRef } from './resolve-ref.ts';

let database: TestDatabase;
before(async () => {
  database = await createTestDatabase();
});
after(() => database.drop());

test('a referral ID finds its active agent with the rate of the level, and nobody else', async () => {
  const [anna, frozen] = [createId('agent'), createId('agent')];
  const insert = 'INSERT INTO agent (id, ref, name, level, status, created_at) VALUES ($1, $2, $2, 1, $3, now())';
  await database.pool.query(insert, [anna, 'ANNA01', 'active']);
  await database.pool.query(insert, [frozen, 'COLD01', 'frozen']);
  const engine = testContext(database);
  const found = await resolveRef(engine, 'anna01');
  assert.deepEqual(found, {
    id: anna,
    ref: 'ANNA01',
    commission_bps: 300,
    markup_bps: 0,
    markups: {},
    storefront: null,
    uplines: [],
  });
  assert.deepEqual(await findAgent(engine, anna), found);
  for (const ref of ['COLD01', 'NOBODY', '', "x' OR true", 'A'.repeat(99)])
    assert.equal(await resolveRef(engine, ref), undefined);
  await assert.rejects(listProducts(testContext(database, { ref: 'NOBODY' }), { query: { limit: 1 } }), {
    code: 'ref_unknown',
  });
});

test('a site’s own agent has its sales, whatever ref a visitor or a script claims', async () => {
  const own = createId('agent');
  await database.pool.query(
    "INSERT INTO agent (id, ref, name, level, created_at) VALUES ($1, 'OWNER1', 'o', 1, now())",
    [own],
  );
  const ctx = testContext(database);
  const site = { id: createId('site'), kind: 'site', environment: 'test', origins: [], agentId: own } as const;
  assert.equal((await attributeSale(ctx, 'ANNA01', site))?.ref, 'OWNER1');
  assert.equal((await attributeSale(ctx, 'ANNA01', { ...site, agentId: undefined }))?.ref, 'ANNA01');
  assert.equal(await attributeSale(ctx, undefined, undefined), undefined);
  await assert.rejects(attributeSale(ctx, 'NOBODY', undefined), { code: 'ref_unknown' });
});
