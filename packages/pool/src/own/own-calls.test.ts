import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { routes, type Route, type RouteName } from '@kameng/contract/routes';
import { openTestPool, type TestPool } from '../../test/open-test-pool.ts';
import { waitFor } from '../../test/wait-for.ts';

let pool: TestPool;
before(async () => {
  pool = await openTestPool();
});
after(() => pool.close());

/** Makes a call as a browser would; its answer is what the contract says, to the last field. */
async function ask<Answer>(
  name: RouteName,
  { id = '', token = '', body = undefined as unknown } = {},
): Promise<Answer> {
  const route: Route = routes[name];
  const response = await fetch(new URL(route.path.replace('{id}', id), pool.url), {
    method: route.method,
    headers: {
      ...(token && { authorization: `Bearer ${token}` }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const answer = route.answers[response.status as keyof typeof route.answers];
  assert.ok(answer !== undefined && answer !== 'events', `${name}: ${response.status} ${text}`);
  if (answer === 'empty') return undefined as Answer;
  const said = JSON.parse(text) as Answer;
  assert.deepEqual(answer.parse(said), said, name);
  return said;
}

test('a buyer gets a link by mail, and with it their orders, everything that is kept of them, and its end', async () => {
  const email = 'keeper@buyer.example';
  const checkout = await ask<{ id: string; secret: string; consent: { text_version: string } }>('createCheckout', {
    body: { product_id: 'prd_01k0dem0game00000000000001', quantity: 1 },
  });
  const { secret, consent } = checkout;
  const { order, action } = await ask<{ order: { id: string }; action: { url: string } }>('confirmCheckout', {
    id: checkout.id,
    body: { secret, contact: { email }, channel: 'sandbox', consent: { text_version: consent.text_version } },
  });
  await fetch(action.url, { method: 'POST', body: new URLSearchParams({ outcome: 'paid' }), redirect: 'manual' });
  await ask('sendOrdersLink', { body: { contact: email } });
  let link: string | undefined;
  await waitFor(async () => {
    const response = await fetch(`${pool.url}/dev/mail.json?recipient=${encodeURIComponent(email)}`);
    const { data } = (await response.json()) as { data: { text_body: string }[] };
    link = data.map(({ text_body }) => /\/orders#(\S+)/.exec(text_body)?.[1]).find((found) => found !== undefined);
    return link !== undefined;
  });
  const { token } = await ask<{ token: string }>('openOrdersLink', { body: { link } });
  let orders: { order: { id: string } }[] = [];
  await waitFor(async () => {
    ({ data: orders } = await ask<{ data: { order: { id: string } }[] }>('listOwnOrders', { token }));
    return orders.length > 0;
  });
  assert.deepEqual(
    orders.map((each) => each.order.id),
    [order.id],
  );
  const records = JSON.stringify(await ask('exportOwnRecords', { token }));
  for (const kept of [order.id, email]) assert.ok(records.includes(kept), `${kept} is in it`);
  await ask('askErasure', { token, body: {} });
});
