import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createTestDatabase, type TestDatabase } from '../database/test-database.ts';
import { testContext } from '../../test/catalog-goods.ts';
import { findSiteByKey } from './authenticate.ts';
import { createApiKey, storeApiKey } from './create-api-key.ts';
import { createSite } from './create-site.ts';

let database: TestDatabase;
let now = new Date('2026-06-01T12:00:00Z');
before(async () => {
  database = await createTestDatabase();
});
after(() => database.drop());

test('a key finds its site by hash, and stops within seconds of being revoked', async () => {
  const engine = testContext(database, { now: () => now });
  const site = await createSite(engine, {
    name: 'Blog',
    kind: 'site',
    environment: 'live',
    origins: ['https://blog.example'],
  });
  const { id, key } = await createApiKey(engine, { site, kind: 'publishable' });
  assert.match(key, /^pk_live_[A-Za-z0-9_-]{32}$/);
  assert.deepEqual(await findSiteByKey(engine, key), { kind: 'publishable', site });

  const { rows } = await database.pool.query<{ row: string }>(
    'SELECT api_key::text AS row FROM api_key WHERE id = $1',
    [id],
  );
  assert.ok(!rows[0]!.row.includes(key.slice(8, 28)), 'the key itself is not kept');

  await database.pool.query('UPDATE api_key SET revoked_at = now() WHERE id = $1', [id]);
  now = new Date(now.getTime() + 10_001);
  assert.equal(await findSiteByKey(engine, key), undefined);
});

test('keys that are unknown, misshapen, of a frozen site or with a lying prefix are none', async () => {
  const engine = testContext(database, { now: () => now });
  const site = await createSite(engine, { name: 'Shop', kind: 'shop', environment: 'test', origins: [] });
  const { key } = await createApiKey(engine, { site, kind: 'secret' });
  for (const lying of [key.replace('sk_test', 'sk_live'), key.replace('sk_', 'pk_')]) {
    await storeApiKey(engine, { siteId: site.id, kind: 'secret', key: lying });
    assert.equal(await findSiteByKey(engine, lying), undefined, lying);
  }
  for (const wrong of ['', 'sk_test_', 'sk_test_unknown0000', `${key} `, 'x'.repeat(10_000)])
    assert.equal(await findSiteByKey(engine, wrong), undefined);
  await database.pool.query("UPDATE site SET status = 'frozen' WHERE id = $1", [site.id]);
  assert.equal(await findSiteByKey(engine, key), undefined);
});

test('a site cannot be made with origins that could be stretched', async () => {
  const engine = testContext(database, { now: () => now });
  const origins = [
    'https://blog.example/',
    'https://*.example',
    'http://blog.example',
    'http://localhost:*',
    'https://blog.example:*',
  ];
  await assert.rejects(
    createSite(engine, { name: 'x', kind: 'site', environment: 'live', origins }),
    (error: { details: { errors: unknown[] } }) => error.details.errors.length === 5,
  );
});
