import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, before, test } from 'node:test';
import type { Problem } from '@kameng/contract/error';
import { createId } from '@kameng/contract/id';
import type { Checkout } from '@kameng/contract/checkout';
import { routes, type Route } from '@kameng/contract/routes';
import { payAtSandbox } from '@kameng/mock/conformance';
import { until, type Harness } from '@kameng/mock/conformance/ask';
import { buy, confirmBody, openCheckout } from '@kameng/mock/conformance/buy';
import { demoIds } from '@kameng/mock/demo-ids';
import { insertShop } from '../../test/insert-goods.ts';
import { checkoutS, holdS, openTestPool, type TestPool } from '../../test/open-test-pool.ts';
import type { Context } from '../engine.ts';
import { createApiKey } from '../site/create-api-key.ts';
import { lookupOrder, lookupsMax } from './lookup-order.ts';
import { orderToken } from './order-token.ts';

/** Somebody with things of their own: a shop with its key, or a buyer with a token and a checkout's secret. */
interface Tenant {
  name: string;
  bearers: string[];
  /** Every id that belongs to this one alone. */
  ids: Set<string>;
}

const email = `found-${randomBytes(4).toString('hex')}@example.com`;
const password = 'the right password';
let pool: TestPool;
let harness: Harness;
let tenants: Tenant[];
let orderId: string;
let token: string;

before(async () => {
  pool = await openTestPool({ KAMENG_TRUSTED_PROXIES: '1' });
  harness = { ...pool, ref: 'DEMO01', pay: payAtSandbox, holdS, checkoutS };
  tenants = [
    await openShop('shop one'),
    await openShop('shop two'),
    await openBuyer('buyer one'),
    await openBuyer('buyer two'),
  ];
  const checkout = await openCheckout(harness);
  const body = confirmBody(checkout, { contact: { email }, query_password: password });
  const confirmed = await call<{ order: { id: string }; order_token: string }>(
    'POST',
    `/v1/checkouts/${checkout.id}/confirm`,
    undefined,
    body,
  );
  orderId = confirmed.body.order.id;
  token = confirmed.body.order_token;
});
after(() => pool.close());

interface Answer<Body> {
  status: number;
  text: string;
  body: Body;
  headers: Headers;
}

async function call<Body = Problem>(
  method: string,
  path: string,
  bearer?: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Answer<Body>> {
  const response = await fetch(new URL(path, pool.url), {
    method,
    headers: {
      ...headers,
      ...(bearer !== undefined && { authorization: `Bearer ${bearer}` }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return {
    status: response.status,
    text,
    body: (text === '' ? undefined : JSON.parse(text)) as Body,
    headers: response.headers,
  };
}

const prefixes = 'ord|itm|cod|chk|pay|rfd|tra|ent|whe|evt|mai|key|sit|hld';
const idsIn = (text: string) => text.match(new RegExp(`\\b(?:${prefixes})_[0-7][0-9a-hjkmnp-tv-z]{25}`, 'g')) ?? [];

const purchase = (client_reference: string) => ({
  product_id: demoIds.starfall,
  client_reference,
  max_amount: { amount_minor: 1_000_000, currency: 'CNY' },
});

async function openShop(name: string): Promise<Tenant> {
  const shop = await insertShop(pool.engine);
  const { key } = await createApiKey(pool.engine, { site: shop, kind: 'secret' });
  const ids = new Set<string>([shop.id]);
  const keep = ({ text }: { text: string }) => idsIn(text).forEach((id) => ids.add(id));
  for (let nth = 0; nth < 3; nth += 1) keep(await call('POST', '/v1/orders', key, purchase(`${name} ${nth}`)));
  keep(
    await call('POST', '/v1/holds', key, {
      product_id: demoIds.starfall,
      max_amount: { amount_minor: 1_000_000, currency: 'CNY' },
    }),
  );
  keep(await call('POST', '/v1/webhook_endpoints', key, { url: 'https://hooks.example.com/a' }));
  for (const list of ['orders', 'events', 'ledger_entries', 'webhook_endpoints'])
    keep(await call('GET', `/v1/${list}`, key));
  assert.ok(ids.size > 10);
  return { name, bearers: [key], ids };
}

async function openBuyer(name: string): Promise<Tenant> {
  const { order, order_token } = await buy(harness);
  const open = await openCheckout(harness);
  const { rows } = await pool.engine.db.pool.query<{ checkout_id: string; payment_id: string }>(
    'SELECT checkout_id, payment.id AS payment_id FROM orders JOIN payment ON payment.order_id = orders.id WHERE orders.id = $1',
    [order.id],
  );
  const ids = new Set([...idsIn(JSON.stringify(order)), open.id, rows[0]!.checkout_id, rows[0]!.payment_id]);
  return { name, bearers: [order_token, open.secret], ids };
}

const withoutRequest = ({ status, text }: Answer<unknown>) => [status, text.replaceAll(/req_\w+/g, '')];

test('a lookup is answered the same, and before any work is done, whether the order exists or not', async () => {
  const bodies = [
    { order_id: orderId, contact: email, query_password: password },
    { order_id: orderId, contact: email, query_password: 'wrong' },
    { order_id: orderId, contact: email },
    { order_id: orderId, contact: 'nobody@example.com' },
    { order_id: createId('order'), contact: email, query_password: password },
  ];
  const headersOf = (headers: Headers) =>
    [...headers].filter(([name]) => !/^(date|ratelimit.*|x-ratelimit.*|keep-alive)$/.test(name)).toSorted();
  const answers = [];
  for (const body of bodies) answers.push(await call('POST', '/v1/orders/lookup', undefined, body));
  for (const answer of answers) {
    assert.deepEqual([answer.status, answer.text], [202, '{"status":"sent_if_known"}']);
    assert.deepEqual(headersOf(answer.headers), headersOf(answers[0]!.headers));
  }
  for (const body of bodies) {
    let queries = 0;
    let done: () => void = () => {};
    const asked = new Promise<void>((resolve) => (done = resolve));
    const db = { ...pool.engine.db, pool: { query: async () => (done(), (queries += 1), { rows: [], rowCount: 0 }) } };
    const ctx = { ...pool.engine, db, actor: { kind: 'anonymous' }, language: 'en' } as unknown as Context;
    await lookupOrder(ctx, { params: undefined, query: undefined, body });
    assert.equal(queries, 0, 'the answer waits for nothing');
    await asked;
    assert.equal(queries, 1);
  }
});

test('lookups wait for the database in bounded number, and go on when it answers', async () => {
  let answer: () => void = () => {};
  const answered = new Promise<{ rows: [] }>((resolve) => (answer = () => resolve({ rows: [] })));
  const db = { ...pool.engine.db, pool: { query: () => answered } };
  const ctx = { ...pool.engine, db, actor: { kind: 'anonymous' }, language: 'en' } as unknown as Context;
  const input = { params: undefined, query: undefined, body: { order_id: orderId, contact: email } };
  const outcomes = await Promise.allSettled(Array.from({ length: lookupsMax + 1 }, () => lookupOrder(ctx, input)));
  const refused = outcomes.filter((outcome) => outcome.status === 'rejected');
  assert.ok(refused.length > 0 && refused.length < lookupsMax);
  for (const { reason } of refused) assert.equal((reason as { code?: string }).code, 'overloaded');
  answer();
  await until(
    () =>
      lookupOrder(ctx, input).then(
        () => true,
        () => false,
      ),
    (taken) => taken,
  );
});

test('no number of wrong passwords or contacts sends a mail, and right ones send one a minute', async () => {
  const mails = async () =>
    (await pool.engine.db.pool.query("SELECT FROM mail WHERE order_id = $1 AND template = 'order_link'", [orderId]))
      .rowCount;
  await until(mails, (count) => count === 1);
  await pool.advance(61);
  const guesses = Array.from({ length: 30 }, (_, guess) => ({
    order_id: orderId,
    contact: email,
    query_password: `guess ${guess}`,
  }));
  const others = Array.from({ length: 30 }, (_, guess) => ({
    order_id: orderId,
    contact: `guess-${guess}@example.com`,
    query_password: password,
  }));
  for (const body of [...guesses, ...others]) await call('POST', '/v1/orders/lookup', undefined, body);
  // So many guesses at one order end all looking for it for ten minutes; and a mail that a wrong one had sent would not keep
  // back those of after that.
  await pool.advance(601);
  const right = { order_id: orderId, contact: ` ${email.toUpperCase()}`, query_password: password };
  await Promise.all(Array.from({ length: 5 }, () => call('POST', '/v1/orders/lookup', undefined, right)));
  await until(mails, (count) => (count ?? 0) > 1);
  assert.equal(await mails(), 2);
});

test("a token that is not the order's own finds nothing, in the same words as an order that does not exist", async () => {
  const { keys } = pool.engine;
  const [one, two] = [tenants[2]!, tenants[3]!];
  const flipped = `${token.slice(0, -2)}${token.at(-2) === 'A' ? 'B' : 'A'}${token.at(-1)}`;
  const wrong = [
    one.bearers[0]!,
    two.bearers[0]!,
    flipped,
    `${token}A`,
    token.slice(0, -1),
    token.toUpperCase().replace('ORT', 'ort'),
    'ort_',
    `ort_${'A'.repeat(43)}`,
    ...Array.from({ length: 20 }, () => `ort_${randomBytes(32).toString('base64url')}`),
    orderToken(keys, orderId, 0),
    orderToken(keys, orderId, 2),
    orderToken(keys, orderId, -1),
    orderToken(keys, '', 1),
    tenants[0]!.bearers[0]!,
  ];
  for (const [method, path] of [
    ['GET', ''],
    ['GET', '/events'],
    ['POST', '/pay'],
    ['POST', '/reveal'],
  ] as const) {
    const body = method === 'GET' ? undefined : path === '/pay' ? { channel: 'sandbox' } : {};
    const missing = await call(method, `/v1/orders/${createId('order')}${path}`, wrong[0], body);
    assert.equal(missing.body.code, 'order_not_found');
    for (const bearer of wrong)
      assert.deepEqual(
        withoutRequest(await call(method, `/v1/orders/${orderId}${path}`, bearer, body)),
        withoutRequest(missing),
        bearer,
      );
    for (const bearer of [one.bearers[1]!, 'cks_', 'nothing', 'Bearer', token.replace('ort_', '')])
      assert.equal((await call(method, `/v1/orders/${orderId}${path}`, bearer, body)).body.code, 'key_invalid', bearer);
  }
  assert.equal((await call('GET', `/v1/orders/${orderId}`, token)).status, 200);
});

test('a checkout is read and confirmed with its own secret only', async () => {
  const [mine, theirs] = [await openCheckout(harness), await openCheckout(harness)];
  const missing = createId('checkout');
  const unknown = withoutRequest(await call('GET', `/v1/checkouts/${missing}`, mine.secret));
  for (const bearer of [theirs.secret, `cks_${'A'.repeat(43)}`, `${mine.secret}A`])
    assert.deepEqual(withoutRequest(await call('GET', `/v1/checkouts/${mine.id}`, bearer)), unknown);
  const confirmWith = (id: string, secret: string) =>
    call('POST', `/v1/checkouts/${id}/confirm`, undefined, { ...confirmBody(mine), secret });
  const unconfirmed = withoutRequest(await confirmWith(missing, mine.secret));
  assert.deepEqual(withoutRequest(await confirmWith(mine.id, theirs.secret)), unconfirmed);
  assert.equal((await confirmWith(mine.id, mine.secret)).status, 201);
});

/** What a tenant sends to a route that names these ids wherever the route takes one. */
function requestsOf(name: string, route: Route, ids: readonly string[]): { path: string; body: unknown }[] {
  const of = (prefix: string) => ids.filter((id) => id.startsWith(prefix));
  const prefix = route.path.includes('/orders/')
    ? 'ord_'
    : route.path.includes('/checkouts/')
      ? 'chk_'
      : route.path.includes('/events/')
        ? 'evt_'
        : route.path.includes('/holds/')
          ? 'hld_'
          : 'whe_';
  const cursors = ids.map((id) => Buffer.from(JSON.stringify([id])).toString('base64url'));
  const references = tenants.flatMap(({ name: tenant }) => [`${tenant} 0`, `${tenant} 1`]);
  const bodies: Record<string, unknown[]> = {
    payOrder: [{ channel: 'sandbox' }],
    revealOrder: [
      {},
      ...of('itm_').map((item_id) => ({ item_id })),
      ...cursors.slice(0, 5).map((cursor) => ({ cursor })),
    ],
    confirmCheckout: tenants
      .flatMap(({ bearers }) => bearers)
      .filter((bearer) => bearer.startsWith('cks_'))
      .map((secret) => ({
        ...confirmBody({ secret, amount: undefined, consent: { text_version: '2026-11-01' } } as unknown as Checkout),
        max_amount: undefined,
      })),
    lookupOrder: of('ord_').map((order_id) => ({ order_id, contact: email })),
    createOrder: references.map(purchase),
    createWebhookEndpoint: [{ url: 'https://hooks.example.com/b' }],
    createCheckout: [{ product_id: demoIds.starfall }],
    rotateWebhookSecret: [undefined],
    redeliverEvent: [undefined],
  };
  const queries =
    name === 'listOrders' ? references.map((each) => `?client_reference=${encodeURIComponent(each)}`) : [''];
  if (route.query && 'cursor' in route.query.shape)
    queries.push(...cursors.map((cursor) => `?cursor=${cursor}&limit=100`));
  const paths = route.path.includes('{id}') ? of(prefix).map((id) => route.path.replace('{id}', id)) : [route.path];
  return paths.flatMap((path) =>
    queries.flatMap((query) => (bodies[name] ?? [undefined]).map((body) => ({ path: path + query, body }))),
  );
}

test('whoever names what belongs to others is shown nothing of it and changes nothing of it', async () => {
  const everyId = () => tenants.flatMap(({ ids }) => [...ids]);
  const state = async () =>
    (
      await pool.engine.db.pool.query(
        'SELECT id, secret_generation, removed_at FROM webhook_endpoint WHERE id = ANY($1)',
        [everyId()],
      )
    ).rows.concat(
      (await pool.engine.db.pool.query('SELECT id FROM shop_hold WHERE id = ANY($1) ORDER BY id', [everyId()])).rows,
    );
  const before = await state();
  let shown = 0;
  for (const tenant of tenants) {
    const foreign = tenants.filter((each) => each !== tenant).flatMap(({ ids }) => [...ids]);
    // A few of each kind are as good as all of them.
    const kinds = Map.groupBy(foreign, (id) => id.slice(0, 3));
    const named = [...kinds.values()].flatMap((ids) => ids.filter((_, nth) => nth % Math.ceil(ids.length / 4) === 0));
    for (const [name, route] of Object.entries(routes as Record<string, Route>)) {
      if (name === 'followOrder') continue;
      for (const { path, body } of requestsOf(name, route, named)) {
        for (const bearer of name === 'confirmCheckout' ? [undefined] : tenant.bearers) {
          if (name === 'confirmCheckout' && tenant !== tenants[0]) continue;
          const answer = await call(route.method, path, bearer, body);
          assert.ok(answer.status < 500, `${name} ${path} answered ${answer.status}`);
          if (answer.status >= 300) continue;
          shown += 1;
          const strange = idsIn(answer.text).filter((id) => foreign.includes(id));
          assert.deepEqual(strange, [], `${tenant.name} got by ${name} ${path} what is not theirs`);
        }
      }
    }
  }
  assert.ok(shown > 50);
  assert.deepEqual(await state(), before);
});

test('an Idempotency-Key answers within its own shop, or its own address, and nowhere else', async () => {
  const [one, two] = [tenants[0]!.bearers[0]!, tenants[1]!.bearers[0]!];
  const headers = { 'idempotency-key': 'the-same-key-for-all' };
  for (const [path, body] of [
    ['/v1/orders', purchase('keyed')],
    ['/v1/webhook_endpoints', { url: 'https://hooks.example.com/keyed' }],
  ] as const) {
    const mine = await call<{ id: string }>('POST', path, one, body, headers);
    const theirs = await call<{ id: string }>('POST', path, two, body, headers);
    assert.notEqual(mine.body.id, theirs.body.id);
    assert.equal((await call<{ id: string }>('POST', path, one, body, headers)).body.id, mine.body.id);
    assert.equal((await call<{ id: string }>('POST', path, two, body, headers)).body.id, theirs.body.id);
  }
  const open = async (address: string, bearer?: string) => {
    const { body } = await call<Checkout>(
      'POST',
      '/v1/checkouts',
      bearer,
      { product_id: demoIds.starfall },
      { ...headers, 'x-forwarded-for': address },
    );
    return body.secret;
  };
  const secrets = [
    await open('203.0.113.1'),
    await open('203.0.113.2'),
    await open('203.0.113.1', pool.siteKey),
    await open('203.0.113.2', pool.siteKey),
    await open('203.0.113.1', one),
    await open('203.0.113.1', two),
  ];
  assert.equal(new Set(secrets).size, secrets.length);
  assert.equal(await open('203.0.113.1'), secrets[0]);
  assert.equal(await open('203.0.113.9', one), secrets[4], 'a shop may have several machines');
});
