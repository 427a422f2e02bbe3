import assert from 'node:assert/strict';
import { test } from 'node:test';
import { json, problem, serve } from '../test/serve.ts';
import { createOrder } from './orders.ts';
import { KamengError } from './problem.ts';
import { listProducts } from './products.ts';
import { deleteWebhookEndpoint } from './webhooks.ts';

const body = {
  product_id: 'prd_1',
  quantity: 1,
  client_reference: 'r1',
  max_amount: { amount_minor: 100, currency: 'CNY' },
};

/** A client that does not really wait and remembers how long it would have. */
function patient(pool: string, more = {}) {
  const waits: number[] = [];
  const wait = async (ms: number) => void waits.push(ms);
  return { client: { pool, key: 'sk_test_1', random: () => 1, wait, ...more }, waits };
}

test('one Idempotency-Key per intent: every attempt sends the same, every new call another', async (t) => {
  const { pool, seen } = await serve(t, (response, _, count) =>
    count < 3 ? problem(response, 500, 'internal', 'same_key') : json(response, 201, { id: 'ord_1' }),
  );
  const { client, waits } = patient(pool);
  assert.deepEqual(await createOrder(client, body), { id: 'ord_1' });
  await createOrder(client, body);
  const keys = seen.map(({ headers }) => headers['idempotency-key']);
  assert.equal(new Set(keys.slice(0, 3)).size, 1);
  assert.match(String(keys[0]), /^[0-9a-f]{32}$/);
  assert.notEqual(keys[3], keys[0]);
  assert.deepEqual(waits, [250, 500]);
});

test('a connection that breaks is tried again and ends as code network, never as a TypeError', async (t) => {
  const { pool, seen } = await serve(t, (response) => response.destroy());
  await assert.rejects(createOrder(patient(pool).client, body), (error: KamengError) => {
    assert.ok(error instanceof KamengError);
    assert.deepEqual([error.code, error.status, error.retry], ['network', 0, 'same_key']);
    assert.ok(error.cause instanceof Error);
    return true;
  });
  assert.equal(seen.length, 3);
});

test('a refusal is not sent again, and says everything the pool said', async (t) => {
  const { pool, seen } = await serve(t, (response) => problem(response, 409, 'sold_out', 'new_key'));
  await assert.rejects(createOrder(patient(pool).client, body), {
    name: 'KamengError',
    code: 'sold_out',
    status: 409,
    retry: 'new_key',
    requestId: 'req_1',
    detail: 'why sold_out',
    errors: [],
  });
  assert.equal(seen.length, 1);
});

test('Retry-After is obeyed when it is short, and handed to the caller when it is long', async (t) => {
  const { pool, seen } = await serve(t, (response, _, count) => {
    if (count === 1) problem(response, 429, 'rate_limited', 'after', { 'Retry-After': '2' });
    else if (count === 2) json(response, 200, { data: [], next_cursor: null });
    else problem(response, 429, 'hold_limit', 'after', { 'Retry-After': '900' });
  });
  const { client, waits } = patient(pool);
  await listProducts(client);
  assert.deepEqual(waits, [2250]);
  await assert.rejects(listProducts(client), { code: 'hold_limit', retryAfterMs: 900_000 });
  assert.equal(seen.length, 3);
});

test('retries are bounded even when the caller asks for a thousand', async (t) => {
  const { pool, seen } = await serve(t, (response) => problem(response, 503, 'unavailable', 'after'));
  await assert.rejects(listProducts(patient(pool).client, {}, { retries: 1000 }), { code: 'unavailable' });
  assert.equal(seen.length, 6);
});

test('a page of some proxy is not taken for an answer', async (t) => {
  const { pool } = await serve(t, (response, _, count) => {
    if (count === 1) response.writeHead(502).end('<html>bad gateway</html>');
    else if (count === 2) response.writeHead(200).end('{"data": [');
    else response.writeHead(404).end('not here');
  });
  await assert.rejects(listProducts(patient(pool).client), { code: 'unreadable', status: 404, retry: 'no' });
});

test('a silent pool is left after the timeout', async (t) => {
  const { pool } = await serve(t, () => {});
  await assert.rejects(listProducts(patient(pool).client, {}, { timeoutMs: 20, retries: 0 }), { code: 'network' });
});

test('the caller can stop it, during an attempt and between two', async (t) => {
  const stop = new AbortController();
  const { pool, seen } = await serve(t, () => stop.abort(new Error('enough')));
  await assert.rejects(listProducts({ pool }, {}, { signal: stop.signal }), { message: 'enough' });

  const between = new AbortController();
  const wait = (_: number, signal?: AbortSignal) => {
    between.abort(new Error('no more'));
    return Promise.reject(signal?.reason);
  };
  const { pool: busy } = await serve(t, (response) => problem(response, 500, 'internal', 'same_key'));
  await assert.rejects(listProducts({ pool: busy, wait }, {}, { signal: between.signal }), { message: 'no more' });
  assert.equal(seen.length, 1);
});

test('a key outranks a referral ID, and what is undefined stays out of the address', async (t) => {
  const { pool, seen } = await serve(t, (response) => json(response, 200, { data: [], next_cursor: null }));
  await listProducts(
    { pool: `${pool}/`, key: 'pk_1', ref: 'DEMO01', lang: 'ar' },
    { q: '星 &', cursor: undefined, limit: 5 },
  );
  await listProducts({ pool, ref: 'DEMO01' });
  assert.equal(seen[0]?.url, '/v1/products?lang=ar&q=%E6%98%9F+%26&limit=5');
  assert.equal(seen[0]?.headers.authorization, 'Bearer pk_1');
  assert.equal(seen[0]?.headers['kameng-ref'], undefined);
  assert.equal(seen[1]?.url, '/v1/products');
  assert.equal(seen[1]?.headers['kameng-ref'], 'DEMO01');
  assert.equal(seen[0]?.headers['content-type'], undefined);
});

test('an answer without a body is undefined', async (t) => {
  const { pool } = await serve(t, (response) => response.writeHead(204).end());
  assert.equal(await deleteWebhookEndpoint({ pool }, 'whe_1'), undefined);
});

test('cookies go to the pool from its own pages only: no call asks for any to be sent', async () => {
  const seen: (RequestInit | undefined)[] = [];
  const fetch: typeof globalThis.fetch = async (_url, init) => {
    seen.push(init);
    return Response.json({ id: 'ord_1', data: [], next_cursor: null });
  };
  const client = { pool: 'https://pool.example', key: 'sk_test_1', fetch };
  await createOrder(client, body);
  await listProducts(client);
  await deleteWebhookEndpoint(client, 'whe_1');
  // Left out it is `same-origin`: https://fetch.spec.whatwg.org/#concept-request-credentials-mode
  assert.deepEqual(
    seen.map((init) => init?.credentials),
    [undefined, undefined, undefined],
  );
});
