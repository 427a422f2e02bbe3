import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import type { Checkout, Confirmation } from '@kameng/contract/checkout';
import type { CodeFields } from '@kameng/contract/order';
import { payAtSandbox } from '@kameng/mock/conformance';
import { payUrl } from '@kameng/mock/conformance/buy';
import { until } from '@kameng/mock/conformance/ask';
import { demoIds } from '@kameng/mock/demo-ids';
import { pino } from 'pino';
import { createSearch, type Secret } from '../test/find-secrets.ts';
import { insertShop } from '../test/insert-goods.ts';
import { checkoutS, holdS, openTestPool, type TestPool } from '../test/open-test-pool.ts';
import { logError } from './log-error.ts';
import { orderToken } from './order/order-token.ts';
import { createApiKey } from './site/create-api-key.ts';
import { revealCodes } from './stock/reveal-codes.ts';

/** Everything that left the pool or stays in it, and what kind of place it is. */
interface Trace {
  place: string;
  text: string;
}

const outcomes = ['paid', 'failed', 'late', 'twice', 'less', 'more', 'lost'] as const;
const traces: Trace[] = [];
const secrets: Secret[] = [];
const revealedText: string[] = [];
const servers: ReturnType<typeof createServer>[] = [];
let pool: TestPool;
let shopKey: string;
let shopId: string;

before(async () => {
  pool = await openTestPool(
    { KAMENG_WEBHOOKS_TO_PRIVATE: 'yes' },
    {
      log: pino(
        { level: 'debug', serializers: { err: logError } },
        { write: (line: string) => void traces.push({ place: 'log', text: line }) },
      ),
    },
  );
  const shop = await insertShop(pool.engine);
  shopId = shop.id;
  shopKey = (await createApiKey(pool.engine, { site: shop, kind: 'secret' })).key;
  secrets.push({ name: 'shop key', text: shopKey });
});
after(async () => {
  for (const server of servers) server.close().closeAllConnections();
  await pool.close();
});

interface Asked {
  bearer?: string;
  body?: unknown;
  headers?: Record<string, string>;
}

/** Calls the pool and keeps the answer, its headers too, under the name of the call. */
async function call(place: string, path: string, { bearer, body, headers = {} }: Asked = {}): Promise<Response> {
  const response = await fetch(new URL(path, pool.url), {
    method: body === undefined ? 'GET' : 'POST',
    redirect: 'manual',
    headers: {
      ...(bearer && { authorization: `Bearer ${bearer}` }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.clone().text();
  traces.push({ place, text: `${JSON.stringify([...response.headers])} ${text}` });
  return response;
}

const ask = async <Body>(place: string, path: string, asked?: Asked): Promise<Body> =>
  (await (await call(place, path, asked)).json()) as Body;

let buyers = 0;

interface Buyer extends Confirmation {
  contact: { email?: string; phone?: string };
  password: string;
}

async function confirmAs(contact: Buyer['contact'], product_id: string = demoIds.starfall): Promise<Buyer> {
  buyers += 1;
  const checkout = await ask<Checkout>('createCheckout', '/v1/checkouts', {
    bearer: pool.siteKey,
    body: { product_id },
    headers: { origin: 'http://localhost:3210' },
  });
  secrets.push({ name: `checkout secret ${checkout.id}`, text: checkout.secret });
  await call('getCheckout', `/v1/checkouts/${checkout.id}`, { bearer: checkout.secret });
  const password = `query password ${crypto.randomUUID()}`;
  for (const text of [contact.email, contact.phone])
    if (text) secrets.push({ name: `contact of buyer ${buyers}`, text });
  secrets.push({ name: `query password of buyer ${buyers}`, text: password });
  const { secret, consent } = checkout;
  const terms = { secret, channel: 'sandbox', consent: { text_version: consent.text_version } };
  // One thing wrong at a time: no refusal repeats what it refuses.
  for (const wrong of [{ channel: password }, { consent: { text_version: secret } }, { contact: { email: password } }])
    await call('refusal', `/v1/checkouts/${checkout.id}/confirm`, { body: { ...terms, contact, ...wrong } });
  const confirmation = await ask<Confirmation>('confirmCheckout', `/v1/checkouts/${checkout.id}/confirm`, {
    body: { ...terms, contact, query_password: password },
    headers: { 'accept-language': buyers % 2 ? 'zh-CN' : 'en', 'idempotency-key': crypto.randomUUID() },
  });
  assert.ok(confirmation.order_token, JSON.stringify(confirmation));
  secrets.push({ name: `order token ${confirmation.order.id}`, text: confirmation.order_token });
  return { ...confirmation, contact, password };
}

const newEmail = () => `buyer-${crypto.randomUUID()}@mailbox.example`;

async function receiver(): Promise<string> {
  const server = createServer((request, response) => {
    let text = `${request.url} ${JSON.stringify(request.rawHeaders)} `;
    request.on('data', (chunk: Buffer) => (text += chunk.toString()));
    request.on('end', () => {
      traces.push({ place: 'webhook', text });
      response.writeHead(204).end();
    });
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
}

/** What a rule of the database refuses is thrown with the whole row in it. */
async function refusing(table: string, work: () => Promise<unknown>): Promise<void> {
  await pool.engine.db.pool.query(`ALTER TABLE ${table} ADD CONSTRAINT refused CHECK (false) NOT VALID`);
  await work().finally(() => pool.engine.db.pool.query(`ALTER TABLE ${table} DROP CONSTRAINT refused`));
}

async function buyByCheckout(): Promise<Buyer[]> {
  const all: Buyer[] = [];
  for (const [place, outcome] of outcomes.entries()) {
    const contact = place === 1 ? { phone: `+86139${String(Date.now()).slice(-8)}` } : { email: newEmail() };
    const buyer = await confirmAs(contact);
    all.push(buyer);
    await call('payOrder', `/v1/orders/${buyer.order.id}/pay`, {
      bearer: buyer.order_token,
      body: { channel: 'sandbox' },
    });
    await call('page', new URL(payUrl(buyer.action)).pathname);
    await payAtSandbox(payUrl(buyer.action), outcome);
  }
  const slow = await confirmAs({ email: newEmail() }, demoIds.slowSupplier);
  const down = await confirmAs({ email: newEmail() }, demoIds.supplierDown);
  for (const buyer of [slow, down]) await payAtSandbox(payUrl(buyer.action), 'paid');
  return [...all, slow, down];
}

async function buyFromBalance(): Promise<void> {
  const url = await receiver();
  const endpoint = await ask<{ id: string; secret: string }>('createWebhookEndpoint', '/v1/webhook_endpoints', {
    bearer: shopKey,
    body: { url },
  });
  const rotated = await ask<{ secret: string }>(
    'createWebhookEndpoint',
    `/v1/webhook_endpoints/${endpoint.id}/rotate`,
    { bearer: shopKey, body: {} },
  );
  for (const { secret } of [endpoint, rotated]) secrets.push({ name: 'webhook secret', text: secret.slice(6) });
  const buy = (product_id: string) =>
    ask<{ id: string }>('createOrder', '/v1/orders', {
      bearer: shopKey,
      body: {
        product_id,
        quantity: 2,
        client_reference: crypto.randomUUID(),
        max_amount: { amount_minor: 10_000_000, currency: 'CNY' },
      },
      headers: { 'idempotency-key': crypto.randomUUID() },
    });
  for (const product of [demoIds.starfall, demoIds.partial, demoIds.supplierDown, demoIds.soldOut]) {
    const { id } = await buy(product);
    await call('getOrder', `/v1/orders/${id}`, { bearer: shopKey });
    const revealed = await fetch(new URL(`/v1/orders/${id}/reveal`, pool.url), {
      method: 'POST',
      headers: { authorization: `Bearer ${shopKey}`, 'content-type': 'application/json' },
      body: '{}',
    });
    revealedText.push(await revealed.text());
  }
  await refusing('orders', () => buy(demoIds.starfall));
  await refusing('idempotency', () => buy(demoIds.starfall));
  for (const path of ['orders', 'balance', 'ledger_entries', 'events', 'webhook_endpoints', 'catalog/changes'])
    await call(path, `/v1/${path}`, { bearer: shopKey });
}

async function makeTrouble(buyers: readonly Buyer[]): Promise<void> {
  const { order, order_token, contact, password } = buyers[0]!;
  const lookup = { order_id: order.id, contact: contact.email };
  for (const query_password of [password, 'wrong password'])
    await call('lookup', '/v1/orders/lookup', { body: { ...lookup, query_password } });
  await refusing('mail', () => call('lookup', '/v1/orders/lookup', { body: { ...lookup, query_password: password } }));
  await refusing('orders', () => confirmRefused());
  for (const bearer of [order_token, `${order_token.slice(0, -1)}_`, shopKey.slice(0, -2), 'sk_live_nobody'])
    await call('refusal', `/v1/orders/${buyers[1]!.order.id}`, { bearer });
  await call('refusal', '/v1/orders', { bearer: order_token, body: { client_reference: password } });
  await call('refusal', '/v1/orders', { bearer: shopKey, body: `{"${password}": ${password}` });
  await call('refusal', `/v1/orders?cursor=${order_token}`, { bearer: shopKey });
  await call('refusal', '/v1/callbacks/sandbox', { body: { secret: order_token, password } });
  await call('refusal', `/v1/orders/${order_token}`, { bearer: order_token });
  await call('refusal', '/v1/nothing', { bearer: shopKey, body: { password } });
}

/** A hold whose row the database refuses: an error of ours with everything about a buyer in it. */
async function confirmRefused(): Promise<void> {
  const checkout = await ask<Checkout>('createCheckout', '/v1/checkouts', { body: { product_id: demoIds.starfall } });
  const contact = { email: newEmail() };
  secrets.push({ name: 'contact of a failed order', text: contact.email });
  secrets.push({ name: 'checkout secret of a failed order', text: checkout.secret });
  const { secret, consent } = checkout;
  const body = { secret, contact, channel: 'sandbox', consent: { text_version: consent.text_version } };
  const response = await call('confirmCheckout', `/v1/checkouts/${checkout.id}/confirm`, { body });
  assert.equal(response.status, 500);
}

async function readPages(buyers: readonly Buyer[]): Promise<void> {
  const { id } = buyers[0]!.order;
  const paths = [
    '/',
    '/o',
    `/o/${id}`,
    `/buy/${demoIds.starfall}`,
    '/r/DEMO01',
    `/checkout/return?order=${id}`,
    '/healthz',
    '/readyz',
    '/metrics',
    '/v1/openapi.json',
    '/v1/products',
    `/v1/products/${demoIds.starfall}`,
    '/sandbox/pay/nothing',
    '/nothing',
  ];
  for (const path of paths) await call('page', path, { headers: { accept: 'text/html, application/json' } });
}

async function lookAt(buyer: Buyer): Promise<void> {
  const { order, order_token } = buyer;
  await call('getOrder', `/v1/orders/${order.id}`, { bearer: order_token });
  const leave = new AbortController();
  const stream = await fetch(new URL(`/v1/orders/${order.id}/events`, pool.url), {
    headers: { authorization: `Bearer ${order_token}` },
    signal: leave.signal,
  });
  const { value } = await stream.body!.getReader().read();
  traces.push({ place: 'followOrder', text: Buffer.from(value!).toString() });
  leave.abort();
  const revealed = await fetch(new URL(`/v1/orders/${order.id}/reveal`, pool.url), {
    method: 'POST',
    headers: { authorization: `Bearer ${order_token}`, 'content-type': 'application/json' },
    body: '{}',
  });
  revealedText.push(await revealed.text());
}

const count = async (text: string) => (await pool.engine.db.pool.query<{ count: number }>(text)).rows[0]!.count;

/** Until nothing is on its way any more: callbacks, refunds, mails, webhooks. */
async function comeToRest(): Promise<void> {
  const open = `SELECT ((SELECT count(*) FROM orders WHERE status IN ('held', 'paid', 'refunding')) +
    (SELECT count(*) FROM refund WHERE status = 'pending') + (SELECT count(*) FROM mail WHERE next_attempt_at IS NOT NULL) +
    (SELECT count(*) FROM event WHERE dispatched_at IS NULL AND site_id = '${shopId}') + (SELECT count(*) FROM sandbox_callback WHERE next_attempt_at IS NOT NULL) +
    (SELECT count(*) FROM webhook_delivery WHERE next_attempt_at IS NOT NULL))::int AS count`;
  await until(
    async () => {
      await pool.advance(20);
      return count(open);
    },
    (left) => left === 0,
    60,
  );
}

async function dumpTables(): Promise<void> {
  const db = pool.engine.db.pool;
  const { rows: tables } = await db.query<{ name: string }>(
    "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY 1",
  );
  assert.ok(tables.length > 20);
  for (const { name } of tables) {
    const { rows } = await db.query<Record<string, unknown>>(`SELECT t.*, t::text AS as_text FROM ${name} AS t`);
    for (const row of rows) {
      const bytes = Object.values(row).filter((value): value is Buffer => value instanceof Buffer);
      traces.push({
        place: `table ${name}`,
        text: `${row.as_text} ${bytes.map((each) => each.toString('latin1')).join(' ')}`,
      });
    }
  }
}

async function nameCodes(): Promise<number> {
  const { rows } = await pool.engine.db.pool.query<{ id: string }>('SELECT id FROM code');
  const codes = await revealCodes(
    pool.engine,
    rows.map(({ id }) => id),
  );
  const fields: (keyof CodeFields)[] = ['code', 'serial', 'pin', 'account', 'password', 'link'];
  for (const [id, code] of codes) {
    for (const field of fields)
      if ((code[field]?.length ?? 0) >= 10 && !code[field]!.includes('·'))
        secrets.push({ name: `${field} of ${id}`, text: code[field]! });
  }
  return codes.size;
}

/** The one place each secret may be seen in: by whoever it was made for. */
function mayBeIn({ name }: Secret, place: string): boolean {
  if (name.startsWith('order token'))
    return place === 'confirmCheckout' || place === 'table dev_mail' || place === 'mail';
  if (name.startsWith('contact')) return place === 'table dev_mail' || place === 'mail';
  if (name.startsWith('checkout secret')) return place === 'createCheckout' || place === 'getCheckout';
  return name === 'webhook secret' && place === 'createWebhookEndpoint';
}

test('nothing that is secret is in a log, list, webhook, mail, error, page or table', async () => {
  const buyers = await buyByCheckout();
  await buyFromBalance();
  await makeTrouble(buyers);
  await pool.advance(holdS + checkoutS);
  await comeToRest();
  for (const buyer of buyers) await lookAt(buyer);
  await readPages(buyers);
  await call('mail', '/dev/mail');
  await call('mail', '/dev/mail.json');
  assert.ok((await nameCodes()) >= 10_000);
  const { keys } = pool.engine;
  for (const [name, key] of Object.entries(keys)) {
    const bytes = Buffer.isBuffer(key) ? key : Buffer.alloc(32, 7);
    for (const form of ['hex', 'base64', 'latin1'] as const)
      secrets.push({ name: `key ${name}`, text: bytes.toString(form) });
  }
  await dumpTables();

  const search = createSearch(secrets);
  // The run has to show what it is there for, or finding nothing means nothing.
  for (const place of [
    'log',
    'webhook',
    'mail',
    'refusal',
    'page',
    'followOrder',
    'table orders',
    'table payment_event',
  ])
    assert.ok(
      traces.some((trace) => trace.place === place),
      `nothing was seen of ${place}`,
    );
  assert.ok(traces.some(({ place, text }) => place === 'log' && text.includes('request failed')));
  const shown = search(revealedText.join(' '));
  assert.ok([...shown].filter(({ name }) => name.includes('cod_')).length >= 8, 'codes are found where they are shown');

  const leaks = traces.flatMap(({ place, text }) =>
    [...search(text)].filter((secret) => !mayBeIn(secret, place)).map(({ name }) => `${name} in ${place}`),
  );
  assert.deepEqual([...new Set(leaks)], []);
});

test('an order link is only in mails to its own buyer', async () => {
  const { rows } = await pool.engine.db.pool.query<{ recipient: string; text_body: string; html_body: string }>(
    'SELECT recipient, text_body, html_body FROM dev_mail',
  );
  const { rows: orders } = await pool.engine.db.pool.query<{ id: string; token_generation: number }>(
    'SELECT id, token_generation FROM orders WHERE contact_secret IS NOT NULL',
  );
  const tokens = createSearch(
    orders.map(({ id, token_generation }) => ({ name: id, text: orderToken(pool.engine.keys, id, token_generation) })),
  );
  const mailed = new Map<string, Set<string>>();
  for (const { recipient, text_body, html_body } of rows) {
    const [inText, inHtml] = [tokens(text_body), tokens(html_body)];
    assert.deepEqual([inText.size, inHtml.size], [1, 1]);
    for (const { name } of [...inText, ...inHtml]) mailed.set(name, (mailed.get(name) ?? new Set()).add(recipient));
  }
  assert.ok(mailed.size >= outcomes.length - 3);
  for (const recipients of mailed.values()) assert.equal(recipients.size, 1);
});
