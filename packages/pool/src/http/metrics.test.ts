import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openTestPool, type TestPool } from '../../test/open-test-pool.ts';
import { buyAsShop, call, newWish, plentyId } from '../../test/shop-calls.ts';
import { waitFor } from '../../test/wait-for.ts';

let pool: TestPool;
before(async () => {
  pool = await openTestPool();
});
after(() => pool.close());

const post = (path: string, key: string, body: object) =>
  call(pool.url, path, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

async function assertMetrics(...lines: readonly string[]): Promise<void> {
  const metrics = await (await call(pool.url, '/metrics')).text();
  for (const line of lines) assert.ok(metrics.split('\n').includes(line), `${line} is missing:\n${metrics}`);
}

test('metrics tell what came of orders, how many hold codes, and what channels told', async () => {
  const wish = newWish();
  await buyAsShop(pool.url, wish);
  await buyAsShop(pool.url, wish);
  await post('/v1/orders', pool.poorShopKey, {
    product_id: plentyId,
    client_reference: 'too dear',
    max_amount: { amount_minor: 1_000_000, currency: 'CNY' },
  });
  const opened = await post('/v1/checkouts', pool.siteKey, { product_id: plentyId, quantity: 1 });
  const checkout = (await opened.json()) as { id: string; secret: string; consent: { text_version: string } };
  const confirmed = await post(`/v1/checkouts/${checkout.id}/confirm`, pool.siteKey, {
    secret: checkout.secret,
    contact: { email: 'buyer@example.com' },
    channel: 'sandbox',
    consent: { text_version: checkout.consent.text_version },
  });
  assert.equal(confirmed.status, 201, await confirmed.clone().text());
  await post('/v1/callbacks/sandbox', 'none', { paid: true });

  await assertMetrics(
    'kameng_orders_total{paid_by="balance",outcome="delivered"} 1',
    'kameng_orders_total{paid_by="balance",outcome="replayed"} 1',
    'kameng_orders_total{paid_by="balance",outcome="balance_too_low"} 1',
    'kameng_orders_total{paid_by="checkout",outcome="held"} 1',
    'kameng_holds 1',
    'kameng_payment_messages_total{channel="sandbox",outcome="callback_refused"} 1',
  );
  // The hold ends, and the channel is asked to close the payment: what it says is a message, too.
  await pool.advance(1000);
  await waitFor(async () => (await (await call(pool.url, '/metrics')).text()).includes('kameng_holds 0'));
  await assertMetrics('kameng_payment_messages_total{channel="sandbox",outcome="applied"} 1');
});
