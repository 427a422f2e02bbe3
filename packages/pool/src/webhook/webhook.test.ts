import assert from 'node:assert/strict';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, afterEach, before, test } from 'node:test';
import { verifyWebhook } from '@kameng/client/server';
import { createId } from '@kameng/contract/id';
import type { EventType, KamengEvent } from '@kameng/contract/webhook';
import { Webhook } from 'standardwebhooks';
import { createPartialEngine, createTestClock, shopContext } from '../../test/partial-engine.ts';
import { createTestDatabase, type TestDatabase } from '../database/test-database.ts';
import { transact } from '../database/transact.ts';
import type { Context, Engine } from '../engine.ts';
import { createSite } from '../site/create-site.ts';
import { createWebhookEndpoint } from './create-endpoint.ts';
import { deleteWebhookEndpoint } from './delete-endpoint.ts';
import { deliverWebhooks } from './deliver-webhooks.ts';
import { dispatchEvents } from './dispatch-events.ts';
import { leaseEndpoints } from './lease-endpoints.ts';
import { listWebhookEndpoints } from './list-endpoints.ts';
import { listEvents } from './list-events.ts';
import { recordEvents } from './record-events.ts';
import { redeliverEvent } from './redeliver-event.ts';
import { rotateWebhookSecret } from './rotate-secret.ts';
import { retryDelaysS } from './settle-delivery.ts';

interface Received {
  headers: Record<string, string>;
  body: string;
  event: KamengEvent;
}

const clock = createTestClock();
const servers: Server[] = [];
let database: TestDatabase;
let engine: Engine;

before(async () => {
  database = await createTestDatabase();
  engine = createPartialEngine(database, clock, { webhooksToPrivateAddresses: true });
});
afterEach(async () => {
  for (const server of servers.splice(0)) server.close().closeAllConnections();
  await database.pool.query('UPDATE webhook_endpoint SET removed_at = now() WHERE removed_at IS NULL');
});
after(() => database.drop());

/** A shop's receiver; answers 204 unless told otherwise. */
async function startReceiver(
  answer: (received: Received, response: ServerResponse, all: Received[]) => void = (_received, response) =>
    response.writeHead(204).end(),
) {
  const all: Received[] = [];
  const server = createServer(async (request: IncomingMessage, response) => {
    const body = await new Response(request as unknown as ReadableStream).text();
    const received = {
      headers: request.headers as Record<string, string>,
      body,
      event: JSON.parse(body) as KamengEvent,
    };
    all.push(received);
    answer(received, response, all);
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { all, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook` };
}

async function openShop(): Promise<Context> {
  const site = await createSite(engine, { name: 'Shop', kind: 'shop', environment: 'test', origins: [] });
  return shopContext(engine, site.id);
}

function register(ctx: Context, url: string, events?: EventType[]) {
  return createWebhookEndpoint(ctx, { params: undefined, query: undefined, body: { url, ...(events && { events }) } });
}

async function record(ctx: Context, objectIds: string[], sequence = 1, type: EventType = 'order.paid'): Promise<void> {
  assert(ctx.actor.kind === 'shop');
  const site_id = ctx.actor.site.id;
  await transact(database.pool, (client) =>
    recordEvents(
      client,
      clock.now(),
      objectIds.map((object_id, index) => ({
        site_id,
        type,
        object_id,
        sequence: sequence + index,
        status: 'paid',
        client_reference: 'PO-1',
      })),
    ),
  );
}

test('an event arrives as Standard Webhooks, and the list tells the same', async () => {
  const ctx = await openShop();
  const { all, url } = await startReceiver();
  const endpoint = await register(ctx, url);
  const order = createId('order');
  await record(ctx, [order]);
  assert.equal(await dispatchEvents(engine), 1);
  assert.equal(await deliverWebhooks(engine), 1);
  assert.equal(await deliverWebhooks(engine), 0);
  assert.equal(all.length, 1);
  const [{ body, headers, event }] = all as [Received];
  assert.deepEqual(event, {
    id: event.id,
    type: 'order.paid',
    timestamp: clock.now().toISOString(),
    data: { object: order, sequence: 1, status: 'paid', client_reference: 'PO-1' },
  });
  assert.deepEqual((await listEvents(ctx, { params: undefined, query: { limit: 24 }, body: undefined })).data, [event]);
  verify(endpoint.secret, all[0]!);
  assert.deepEqual(await verifyWebhook(endpoint.secret!, headers, body, { now: () => clock.now().getTime() }), event);
  assert.throws(() => new Webhook(endpoint.secret!).verify(`${body} `, headers));
  assert.equal(headers['webhook-id'], event.id);
});

/** The reference library checks against the real clock, so it is given the time that was signed. */
function verify(secret: string | undefined, { body, headers }: Received): void {
  const realNow = Date.now;
  Date.now = () => Number(headers['webhook-timestamp']) * 1000;
  try {
    new Webhook(secret!).verify(body, headers);
  } finally {
    Date.now = realNow;
  }
}

test('after a rotation both secrets sign for a day, then the new one alone', async () => {
  const ctx = await openShop();
  const { all, url } = await startReceiver();
  const first = await register(ctx, url);
  const second = await rotateWebhookSecret(ctx, { params: { id: first.id }, query: undefined, body: undefined });
  assert.notEqual(first.secret, second.secret);
  await sendOne(ctx);
  verify(first.secret, all[0]!);
  verify(second.secret, all[0]!);
  clock.forward(86_401);
  await sendOne(ctx);
  verify(second.secret, all[1]!);
  assert.throws(() => verify(first.secret, all[1]!));
});

async function sendOne(ctx: Context, object = createId('order')): Promise<void> {
  await record(ctx, [object]);
  await dispatchEvents(engine);
  await deliverWebhooks(engine);
}

test('only wanted types are sent, and nothing is queued for a site without endpoints', async () => {
  const ctx = await openShop();
  await record(ctx, [createId('order')]);
  assert.equal(await dispatchEvents(engine), 0);
  const { all, url } = await startReceiver();
  await register(ctx, url, ['order.refunded']);
  await record(ctx, [createId('order')], 1, 'order.paid');
  await record(ctx, [createId('order')], 1, 'order.refunded');
  assert.equal(await dispatchEvents(engine), 2);
  await deliverWebhooks(engine);
  assert.deepEqual(
    all.map(({ event }) => event.type),
    ['order.refunded'],
  );
});

test('a failing delivery is tried for three days with growing, spread delays, then given up', async () => {
  const ctx = await openShop();
  const { all, url } = await startReceiver((_received, response) => response.writeHead(500).end('x'.repeat(200_000)));
  const { id } = await register(ctx, url);
  await sendOne(ctx);
  for (const [index, delayS] of retryDelaysS.entries()) {
    assert.equal(all.length, index + 1);
    const { rows } = await database.pool.query<{ due: Date; rest: Date | null; last_status: number }>(
      `SELECT d.next_attempt_at AS due, e.paused_until AS rest, d.last_status FROM webhook_delivery d JOIN webhook_endpoint e ON e.id = d.endpoint_id WHERE e.id = $1`,
      [id],
    );
    const { due, rest, last_status } = rows[0]!;
    const waitS = (due.getTime() - clock.now().getTime()) / 1000;
    assert(waitS >= delayS * 0.8 && waitS <= delayS * 1.2, `${waitS} for ${delayS}`);
    assert.equal(last_status, 500);
    clock.forward(Math.max(waitS, rest ? (rest.getTime() - clock.now().getTime()) / 1000 : 0));
    assert.equal(await deliverWebhooks(engine), 1);
  }
  clock.forward(10 * 86_400);
  assert.equal(await deliverWebhooks(engine), 0);
  assert.equal(new Set(all.map(({ headers }) => headers['webhook-id'])).size, 1);
});

test('an endpoint that keeps failing rests, is probed with one event, and gets the rest once it answers', async () => {
  const ctx = await openShop();
  let status = 503;
  const { all, url } = await startReceiver((_received, response) => response.writeHead(status).end());
  await register(ctx, url);
  await record(
    ctx,
    Array.from({ length: 60 }, () => createId('order')),
  );
  await dispatchEvents(engine);
  await deliverWebhooks(engine);
  assert(all.length <= 12, `${all.length} attempts on a dead endpoint`);
  assert.equal(await deliverWebhooks(engine), 0);
  clock.forward(40);
  assert.equal(await deliverWebhooks(engine), 1);
  assert.equal(await deliverWebhooks(engine), 0);
  status = 200;
  clock.forward(80);
  await deliverWebhooks(engine);
  clock.forward(40);
  await deliverWebhooks(engine);
  const { rows } = await database.pool.query(
    'SELECT count(*) FROM webhook_delivery d JOIN event v ON v.id = d.event_id WHERE v.site_id = $1 AND delivered_at IS NOT NULL',
    [ctx.actor.kind === 'shop' && ctx.actor.site.id],
  );
  assert.equal(rows[0].count, 60);
});

test('the events of one object come in order, also when the first one fails at first', async () => {
  const ctx = await openShop();
  const { all, url } = await startReceiver(({ event }, response, all) =>
    response.writeHead(event.data.sequence === 1 && all.length < 3 ? 500 : 200).end(),
  );
  await register(ctx, url);
  const [one, other] = [createId('order'), createId('order')];
  await record(ctx, [one, one, one], 1);
  await record(ctx, [other], 9);
  await dispatchEvents(engine);
  await deliverWebhooks(engine);
  assert.deepEqual(all.map(({ event }) => event.data.sequence).toSorted(), [1, 9]);
  clock.forward(6);
  await deliverWebhooks(engine);
  clock.forward(36);
  await deliverWebhooks(engine);
  assert.deepEqual(
    all
      .filter(({ event }) => event.data.object === one)
      .map(({ event }) => event.data.sequence)
      .slice(-3),
    [1, 2, 3],
  );
});

test('an event that its receiver never takes does not stop the later ones for ever', async () => {
  const ctx = await openShop();
  const { all, url } = await startReceiver(({ event }, response) =>
    response.writeHead(event.data.sequence === 1 ? 500 : 200).end(),
  );
  await register(ctx, url);
  const order = createId('order');
  await record(ctx, [order, order], 1);
  await dispatchEvents(engine);
  for (const delayS of [0, 6, 36, 144]) {
    clock.forward(delayS);
    await deliverWebhooks(engine);
  }
  assert.equal(all.at(-1)?.event.data.sequence, 2);
});

test('of many changes of one product the last one is sent', async () => {
  const ctx = await openShop();
  const { all, url } = await startReceiver();
  await register(ctx, url);
  const [one, other] = [createId('product'), createId('product')];
  await record(ctx, [one, one], 1, 'product.updated');
  await record(ctx, [other], 1, 'product.updated');
  assert.equal(await dispatchEvents(engine), 3);
  clock.forward(1);
  await record(ctx, [one, one], 3, 'product.updated');
  assert.equal(await dispatchEvents(engine), 2);
  await deliverWebhooks(engine);
  const sent = all.map(({ event }) => `${event.data.object} ${event.data.sequence}`);
  assert.deepEqual(sent.toSorted(), [`${one} 4`, `${other} 1`].toSorted());
  assert.equal((await listEvents(ctx, { params: undefined, query: { limit: 24 }, body: undefined })).data.length, 5);
});

test('410 removes the endpoint', async () => {
  const ctx = await openShop();
  const { url } = await startReceiver((_received, response) => response.writeHead(410).end());
  await register(ctx, url);
  await sendOne(ctx);
  assert.deepEqual((await listWebhookEndpoints(ctx)).data, []);
  clock.forward(86_400);
  assert.equal(await deliverWebhooks(engine), 0);
});

test('a redirect is not followed', async () => {
  const ctx = await openShop();
  const inside = await startReceiver();
  const { all, url } = await startReceiver((_received, response) =>
    response.writeHead(307, { location: inside.url }).end(),
  );
  await register(ctx, url);
  await sendOne(ctx);
  assert.deepEqual([all.length, inside.all.length], [1, 0]);
});

test('two processes send each event once, and take over what a dead one held', async () => {
  const ctx = await openShop();
  const { all, url } = await startReceiver();
  await register(ctx, url);
  await record(
    ctx,
    Array.from({ length: 120 }, () => createId('order')),
  );
  await Promise.all([dispatchEvents(engine), dispatchEvents(engine)]);
  const counts = await Promise.all([deliverWebhooks(engine), deliverWebhooks(engine)]);
  assert.equal(counts[0] + counts[1], 120);
  assert.equal(new Set(all.map(({ event }) => event.id)).size, 120);
  assert.equal(all.length, 120);

  await record(ctx, [createId('order')]);
  await dispatchEvents(engine);
  assert.equal((await leaseEndpoints(engine, 10)).length, 1);
  assert.equal(await deliverWebhooks(engine), 0);
  clock.forward(61);
  assert.equal(await deliverWebhooks(engine), 1);
});

test('a receiver that hangs delays nobody else', async () => {
  const [slowShop, quickShop] = [await openShop(), await openShop()];
  let hanging: ServerResponse | undefined;
  const slow = await startReceiver((_received, response) => {
    hanging = response;
  });
  let arrived = Promise.withResolvers<void>();
  const quick = await startReceiver((_received, response) => {
    response.writeHead(200).end();
    arrived.resolve();
  });
  await register(slowShop, slow.url);
  await register(quickShop, quick.url);
  await record(slowShop, [createId('order')]);
  await record(quickShop, [createId('order')]);
  await dispatchEvents(engine);
  const run = deliverWebhooks(engine);
  await arrived.promise;
  arrived = Promise.withResolvers<void>();
  await record(quickShop, [createId('order')]);
  await dispatchEvents(engine);
  await arrived.promise;
  assert.equal(slow.all.length, 1);
  hanging?.writeHead(200).end();
  assert.equal(await run, 3);
});

test('a delivery goes to the address that was checked, and to no private one when these are closed', async () => {
  const ctx = await openShop();
  const { all, url } = await startReceiver();
  const named = url.replace('127.0.0.1', 'rebind.test');
  const answers = ['127.0.0.1', '127.0.0.1', '192.0.2.1'];
  const resolve = async () => [{ address: answers.shift()!, family: 4 }];
  await createWebhookEndpoint(ctx, { params: undefined, query: undefined, body: { url: named } }, { resolve });
  await record(ctx, [createId('order'), createId('order'), createId('order')]);
  await dispatchEvents(engine);
  // Three posts, one look-up: the third answer is never asked for, and system DNS knows no such name.
  assert.equal(await deliverWebhooks(engine, resolve), 3);
  assert.deepEqual([all.length, answers.length], [3, 1]);

  const closed = createPartialEngine(database, clock, { webhooksToPrivateAddresses: false });
  await record(ctx, [createId('order')]);
  await dispatchEvents(closed);
  await deliverWebhooks(closed, async () => [{ address: '127.0.0.1', family: 4 }]);
  assert.equal(all.length, 3);
  for (const refused of [url, named, 'https://127.0.0.1/', 'https://rebind.test/'])
    await assert.rejects(
      createWebhookEndpoint(
        shopContext(closed, ctx.actor.kind === 'shop' ? ctx.actor.site.id : ''),
        { params: undefined, query: undefined, body: { url: refused } },
        { resolve: async () => [{ address: '10.0.0.1', family: 4 }] },
      ),
      { code: 'endpoint_refused' },
    );
});

test('an event can be sent again, with all its attempts, by its own shop only', async () => {
  const [ctx, stranger] = [await openShop(), await openShop()];
  const { all, url } = await startReceiver();
  await register(ctx, url);
  await sendOne(ctx);
  const input = { params: { id: all[0]!.event.id }, query: undefined, body: undefined };
  assert.deepEqual(await redeliverEvent(ctx, input), { status: 'queued', deliveries: 1 });
  assert.equal(await deliverWebhooks(engine), 1);
  assert.equal(all[0]!.body, all[1]!.body);
  await assert.rejects(redeliverEvent(stranger, input), { code: 'event_not_found' });
  assert.deepEqual((await listEvents(stranger, { params: undefined, query: { limit: 24 }, body: undefined })).data, []);
});

test('events are listed newest first, in pages that neither skip nor repeat', async () => {
  const ctx = await openShop();
  for (let time = 0; time < 3; time += 1) {
    await record(ctx, [createId('order'), createId('order')]);
    clock.forward(1);
  }
  const seen: string[] = [];
  for (let cursor: string | null | undefined; cursor !== null;) {
    const page = await listEvents(ctx, {
      params: undefined,
      query: { limit: 4, ...(cursor && { cursor }) },
      body: undefined,
    });
    seen.push(...page.data.map(({ id }) => id));
    cursor = page.next_cursor;
  }
  assert.equal(seen.length, 6);
  assert.deepEqual(seen, [...new Set(seen)].toSorted().toReversed());
});

test('endpoints are limited, made once per Idempotency-Key, and removed by their own shop only', async () => {
  const [ctx, stranger] = [await openShop(), await openShop()];
  const { url } = await startReceiver();
  const keyed = {
    ...ctx,
    idempotency: {
      scope: `createWebhookEndpoint ${ctx.requestId}`,
      key: 'key-00000001',
      requestFingerprint: Buffer.from('a'),
    },
  };
  const first = await register(keyed, url);
  assert.deepEqual(await register(keyed, url), first);
  await assert.rejects(
    register({ ...keyed, idempotency: { ...keyed.idempotency, requestFingerprint: Buffer.from('b') } }, url),
    { code: 'idempotency_key_reused' },
  );
  const made = await Promise.allSettled(Array.from({ length: 20 }, () => register(ctx, url)));
  assert.equal(made.filter(({ status }) => status === 'fulfilled').length, 15);
  assert.equal((await listWebhookEndpoints(ctx)).data.length, 16);
  assert(!JSON.stringify(await listWebhookEndpoints(ctx)).includes('whsec_'));
  const input = { params: { id: first.id }, query: undefined, body: undefined };
  await assert.rejects(deleteWebhookEndpoint(stranger, input), { code: 'endpoint_not_found' });
  await deleteWebhookEndpoint(ctx, input);
  await assert.rejects(deleteWebhookEndpoint(ctx, input), { code: 'endpoint_not_found' });
});
