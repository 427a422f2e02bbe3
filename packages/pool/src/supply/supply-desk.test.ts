import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, afterEach, before, test } from 'node:test';
import { signWebhook, verifyWebhook } from '@kameng/client/server';
import type { DeskRouteName } from '@kameng/contract/desk-routes';
import type { SupplyScenario, SupplyServer, SupplyTest } from '@kameng/contract/desk/supply';
import { createId } from '@kameng/contract/id';
import type { Order } from '@kameng/contract/order';
import type { SupplyAnswer, SupplyRequest } from '@kameng/contract/supply';
import { makeCodes } from '../../test/insert-goods.ts';
import { askDesk, openOrganisation, openSeat, refusalOf, type DeskCall, type Seat } from '../../test/open-seat.ts';
import { openTestPool, type TestPool } from '../../test/open-test-pool.ts';
import { supplySamples } from '../../test/supply-samples.ts';
import { waitFor } from '../../test/wait-for.ts';

let pool: TestPool;
let seat: Seat;
let offerId: string;
let productId: string;
const servers: Server[] = [];

before(async () => {
  pool = await openTestPool({ KAMENG_WEBHOOKS_TO_PRIVATE: 'yes' });
  const organisationId = await openOrganisation(pool, 'supplier');
  seat = await openSeat(pool, organisationId, 'owner');
  offerId = await supplySamples.changeOffer.id(pool, seat);
  const { rows } = await pool.engine.db.pool.query<{ product_id: string }>(
    'SELECT product_id FROM offer WHERE id = $1',
    [offerId],
  );
  productId = rows[0]!.product_id;
  // Nobody else offers it, so that the supplier's server is asked.
  await pool.engine.db.pool.query("UPDATE offer SET status = 'paused' WHERE product_id = $1 AND id <> $2", [
    productId,
    offerId,
  ]);
});
afterEach(() => {
  for (const server of servers.splice(0)) server.close().closeAllConnections();
});
after(() => pool.close());

async function ask<Answer>(name: DeskRouteName, call: DeskCall = {}): Promise<Answer> {
  const response = await askDesk(pool, seat, name, call);
  const text = await response.text();
  assert.ok(response.ok, `${name}: ${response.status} ${text}`);
  return JSON.parse(text) as Answer;
}

/** What a server does wrong, so that the test has something to find. */
type Fault = SupplyScenario | 'none';

/** A supplier's server with one fault, or none. */
async function startSupplier(fault: Fault) {
  let secret = '';
  const given = new Map<string, SupplyAnswer>();
  const callLater = async ({ answer_url, ...request }: SupplyRequest) => {
    const body = JSON.stringify({ id: request.id, outcome: 'codes', codes: makeCodes(request.quantity) });
    const headers = await signWebhook(secret, createId('event'), Math.floor(Date.now() / 1000), body);
    await fetch(answer_url, { method: 'POST', headers: { ...headers, 'content-type': 'application/json' }, body });
  };
  const server = createServer(async (incoming, response) => {
    const text = await new Response(incoming as unknown as ReadableStream).text();
    const headers = { ...incoming.headers };
    if (fault === 'second_signature') headers['webhook-signature'] = String(headers['webhook-signature']).split(' ')[0];
    const signed = await verifyWebhook(
      secret,
      headers,
      text,
      fault === 'old_timestamp' ? { toleranceS: 1e9 } : {},
    ).then(
      () => true,
      () => fault === 'bad_signature' && !String(headers['webhook-signature']).includes(' '),
    );
    if (!signed) return void response.writeHead(401).end();
    const request = JSON.parse(text) as SupplyRequest;
    const { id, quantity, rehearsal } = request;
    if (rehearsal === 'later' && fault !== 'later') {
      response.writeHead(202).end();
      return void callLater(request);
    }
    if (request.product_id !== productId && fault !== 'unknown_product')
      return void response.writeHead(200).end(JSON.stringify({ id, outcome: 'refused', codes: [], reason: 'Unknown' }));
    const part = rehearsal === 'partial' && fault !== 'partial';
    const count = fault === 'good_order' ? 1 : part ? quantity - 1 : quantity;
    const kept = fault === 'same_codes' ? undefined : given.get(id);
    const answer: SupplyAnswer = kept ?? { id, outcome: part ? 'partial' : 'codes', codes: makeCodes(count) };
    given.set(id, answer);
    response.writeHead(200).end(JSON.stringify(answer));
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/${createId('event')}`;
  ({ secret } = await ask<{ secret: string }>('setSupplyServer', { body: { url } }));
  return { given };
}

/** What breaks when something is wrong with good orders, and what else each fault spoils. */
const spoilt: Record<SupplyScenario, SupplyScenario[]> = {
  good_order: ['good_order', 'same_codes', 'second_signature'],
  same_codes: ['same_codes'],
  second_signature: ['second_signature'],
  // Who does not check signatures does not check when they were made.
  bad_signature: ['bad_signature', 'old_timestamp'],
  old_timestamp: ['old_timestamp'],
  unknown_product: ['unknown_product'],
  partial: ['partial'],
  later: ['later'],
};
for (const [fault, failing] of Object.entries(spoilt) as [SupplyScenario, SupplyScenario[]][]) {
  test(`the test finds a server that is wrong about ${fault}, says what to change, and keeps it from going live`, async () => {
    await startSupplier(fault);
    const report = await ask<SupplyTest>('testSupplyServer', { body: { offer_id: offerId } });
    const failed = report.scenarios.filter(({ passed }) => !passed);
    assert.deepEqual(
      failed.map(({ scenario }) => scenario),
      failing.filter((scenario) => failed.some((each) => each.scenario === scenario)),
    );
    assert.ok(failed.some(({ scenario }) => scenario === fault));
    for (const { fix, got } of failed) assert.ok(fix && got);
    assert.equal(report.passed, false);
    assert.equal(
      await refusalOf(await askDesk(pool, seat, 'switchSupply', { id: offerId, body: { status: 'live' } })),
      'supply_untested',
    );
  });
}

test('a server that passes goes live, a buyer’s page hears of its answer, and failures pause and a probe resumes it', async () => {
  const { given } = await startSupplier('none');
  const report = await ask<SupplyTest>('testSupplyServer', { body: { offer_id: offerId } });
  assert.deepEqual(
    report.scenarios.filter(({ passed }) => !passed),
    [],
  );
  assert.equal(
    (await ask<{ status: string }>('switchSupply', { id: offerId, body: { status: 'live' } })).status,
    'live',
  );
  const bought = await fetch(`${pool.url}/v1/orders`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${pool.shopKey}`,
      'content-type': 'application/json',
      'idempotency-key': createId('event'),
    },
    body: JSON.stringify({
      product_id: productId,
      quantity: 2,
      client_reference: createId('order'),
      max_amount: { amount_minor: 1_000_000, currency: 'CNY' },
    }),
  });
  const order = (await bought.json()) as Order;
  assert.equal(bought.status, 202, JSON.stringify(order));
  const heard = await followUntilDelivered(order.id);
  assert.ok(heard.includes('delivered'), heard.join());
  const codes = [...given.values()].flatMap((answer) => answer.codes);
  const server = await ask<SupplyServer>('getSupplyServer');
  assert.equal(server.health.worked, 1);
  assert.ok(server.test?.passed);
  for (const { code } of codes) assert.ok(!JSON.stringify(server).includes(code!));

  const { db, now } = pool.engine;
  await db.pool.query(
    "UPDATE supplied_offer SET status = 'paused', failures = 5, paused_at = $2, paused_for = 'timeout', probe_at = $2, told = false WHERE offer_id = $1",
    [offerId, now()],
  );
  await waitFor(async () => (await ask<SupplyServer>('getSupplyServer')).offers[0]!.status === 'live');
});

test('an offer does not go live on an address that is changed at the same moment', async () => {
  const { db } = pool.engine;
  const changing = await db.pool.connect();
  try {
    await changing.query('BEGIN');
    const { rows } = await changing.query<{ pid: number }>(
      'UPDATE supply_endpoint SET passed_at = NULL RETURNING pg_backend_pid() AS pid',
    );
    const switched = askDesk(pool, seat, 'switchSupply', { id: offerId, body: { status: 'live' } });
    await waitFor(async () => {
      const waiting = await db.pool.query('SELECT FROM pg_stat_activity WHERE $1 = ANY(pg_blocking_pids(pid))', [
        rows[0]!.pid,
      ]);
      return waiting.rowCount === 1;
    });
    await changing.query('COMMIT');
    assert.equal(await refusalOf(await switched), 'supply_untested');
  } finally {
    changing.release(true);
  }
});

/** The states that the order's stream tells, until it is delivered. */
async function followUntilDelivered(orderId: string): Promise<string[]> {
  const stream = await fetch(`${pool.url}/v1/orders/${orderId}/events`, {
    headers: { authorization: `Bearer ${pool.shopKey}` },
  });
  assert.equal(stream.status, 200);
  const states: string[] = [];
  let text = '';
  for await (const chunk of stream.body!.pipeThrough(new TextDecoderStream())) {
    text += chunk;
    for (const [, status] of text.matchAll(/"status":"(paid|delivered|refunded)"/g)) states.push(status!);
    if (states.includes('delivered')) break;
  }
  return states;
}

test('an answer that is not signed by the supplier, or for nobody’s request, is turned away alike', async () => {
  const send = (headers: Record<string, string>, body: object) =>
    fetch(`${pool.url}/v1/supply/answers`, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  const { rows } = await pool.engine.db.pool.query<{ id: string }>('SELECT id FROM supply_request LIMIT 1');
  const signed = async (body: object, secret: string) =>
    signWebhook(secret, createId('event'), Math.floor(Date.now() / 1000), JSON.stringify(body));
  const known = { id: rows[0]!.id, outcome: 'codes', codes: makeCodes(1) };
  const unknown = { ...known, id: createId('supplyRequest') };
  const foreign = `whsec_${Buffer.alloc(32, 1).toString('base64')}`;
  const { secret } = await ask<{ secret: string }>('rotateSupplySecret');
  for (const [headers, body] of [
    [{}, known],
    [await signed(known, foreign), known],
    [await signed(unknown, secret), known],
    [await signed(unknown, secret), unknown],
  ] as const) {
    const response = await send({ ...headers }, body);
    assert.deepEqual([response.status, await refusalOf(response)], [401, 'signature_refused']);
  }
  const malformed = { ...known, codes: [] };
  assert.equal(await refusalOf(await send({ ...(await signed(malformed, secret)) }, malformed)), 'invalid_request');
  const again = await send({ ...(await signed(known, secret)) }, known);
  assert.equal(again.status, 200);
  assert.equal(((await again.json()) as { status: string }).status, 'filled', 'what was answered stays answered');
});
