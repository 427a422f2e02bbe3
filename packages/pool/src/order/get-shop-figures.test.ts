import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createId } from '@kameng/contract/id';
import { openTestEngine, type TestEngine } from '../../test/open-test-engine.ts';
import { createSite } from '../site/create-site.ts';
import type { MemberContext } from '../http/serve-desk.ts';
import { getShopFigures } from './get-shop-figures.ts';

let engine: TestEngine;
before(async () => {
  engine = await openTestEngine();
});
after(() => engine.close());

async function order(siteId: string, at: string, amount_minor: number, status = 'delivered', currency = 'CNY') {
  const created = new Date(at);
  await engine.db.pool.query(
    `INSERT INTO orders (id, site_id, status, channel, currency, amount_minor, commission_bps, created_at) VALUES ($1, $2, $3, 'balance', $4, $5, 0, $6)`,
    [createId('order', created.getTime()), siteId, status, currency, amount_minor, created],
  );
}

test('figures count what was paid and kept on own sites, by day in UTC, beside the days before', async () => {
  const make = () => createSite(engine, { name: 'Shop', kind: 'shop', environment: 'test', origins: [] });
  const [one, two, foreign] = [(await make()).id, (await make()).id, (await make()).id];
  await order(one, '2026-03-10T00:00:00Z', 100);
  await order(two, '2026-03-11T23:59:59.999Z', 250);
  await order(two, '2026-03-11T12:00:00Z', 900, 'paid', 'USD');
  await order(one, '2026-03-12T00:00:00Z', 7);
  await order(one, '2026-03-09T23:59:59.999Z', 50);
  await order(one, '2026-03-08T00:00:00Z', 40);
  await order(one, '2026-03-07T23:59:59.999Z', 3);
  await order(one, '2026-03-10T01:00:00Z', 1000, 'refunded');
  await order(one, '2026-03-10T01:00:00Z', 1000, 'held');
  await order(foreign, '2026-03-10T01:00:00Z', 5000);
  const organisation = {
    id: createId('organisation'),
    kind: 'shop',
    name: 'x',
    createdAt: new Date(),
    supplierId: undefined,
    agentId: undefined,
    siteIds: [one, two],
  } as const;
  const ctx = engine.as({
    kind: 'member',
    organisation,
    role: 'viewer',
    by: { kind: 'key', id: 'key_x', name: 'x' },
  }) as MemberContext;
  const input = { params: undefined, query: { from: '2026-03-10', to: '2026-03-11' }, body: undefined };
  assert.deepEqual(await getShopFigures(ctx, input), {
    orders: 3,
    orders_before: 2,
    amounts: [
      { amount: { amount_minor: 350, currency: 'CNY' }, before: { amount_minor: 90, currency: 'CNY' } },
      { amount: { amount_minor: 900, currency: 'USD' }, before: { amount_minor: 0, currency: 'USD' } },
    ],
    days: [
      { day: '2026-03-10', currency: 'CNY', orders: 1, amount_minor: 100 },
      { day: '2026-03-11', currency: 'CNY', orders: 1, amount_minor: 250 },
      { day: '2026-03-11', currency: 'USD', orders: 1, amount_minor: 900 },
    ],
  });
});
