import assert from 'node:assert/strict';
import { get, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import { createId } from '@kameng/contract/id';
import type { Order } from '@kameng/contract/order';
import fastify, { type FastifyInstance } from 'fastify';
import { pino } from 'pino';
import { createPartialEngine, shopContext } from '../../test/partial-engine.ts';
import { createTestDatabase, type TestDatabase } from '../database/test-database.ts';
import type { Context } from '../engine.ts';
import { limitHandlers } from '../http/limit-handlers.ts';
import { sendProblem } from '../http/send-problem.ts';
import { followersPerOrderMax } from './count-followers.ts';
import { followOrder, type FollowTimes } from './follow-order.ts';
import { openOrderWatch, type OrderWatch } from './watch-orders.ts';

const patient: FollowTimes = { lookMs: 60_000, heartbeatMs: 60_000, restMs: 60_000, streamMs: 60_000 };
let database: TestDatabase;
let watch: OrderWatch;
let app: FastifyInstance;
let base: string;
let times = patient;

before(async () => {
  database = await createTestDatabase();
  watch = await openOrderWatch(database.pool, database.url, pino({ level: 'silent' }));
  const engine = createPartialEngine(
    database,
    { now: () => new Date(), forward: () => undefined },
    {},
    { orderWatch: watch },
  );
  app = await listen(engine);
  base = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
});
after(async () => {
  app.server.closeAllConnections();
  await app.close();
  await watch.close();
  await database.drop();
});

async function listen(engine: ReturnType<typeof createPartialEngine>): Promise<FastifyInstance> {
  const server = fastify({ forceCloseConnections: 'idle' });
  limitHandlers(server, 100);
  server.setErrorHandler(sendProblem);
  server.get<{ Params: { id: string } }>('/:id', async (request, reply) => {
    void reply.header('access-control-allow-origin', '*');
    const ctx: Context = { ...shopContext(engine, 'sit_x'), actor: { kind: 'buyer', orderId: request.params.id } };
    await followOrder(ctx, { params: request.params, query: {}, body: undefined }, reply, times);
  });
  await server.listen({ port: 0, host: '127.0.0.1' });
  return server;
}

async function makeOrder(): Promise<string> {
  const id = createId('order');
  await database.pool.query(
    `INSERT INTO orders (id, status, channel, currency, amount_minor, commission_bps, created_at) VALUES ($1, 'held', 'sandbox', 'CNY', 100, 0, now())`,
    [id],
  );
  return id;
}

async function move(id: string, status: Order['status']): Promise<void> {
  await database.pool.query('UPDATE orders SET status = $2, sequence = sequence + 1 WHERE id = $1', [id, status]);
}

/** A reader of one stream, event by event. */
async function follow(path: string, from = base) {
  const response = await new Promise<IncomingMessage>((resolve, reject) =>
    get(`${from}/${path}`, { agent: false }, resolve).on('error', reject),
  );
  response.setEncoding('utf8');
  const chunks = response[Symbol.asyncIterator]() as AsyncIterator<string>;
  let text = '';
  return {
    response,
    async next(): Promise<string | undefined> {
      while (!text.includes('\n\n')) {
        const chunk = await chunks.next();
        if (chunk.done) return undefined;
        text += chunk.value;
      }
      const end = text.indexOf('\n\n');
      const message = text.slice(0, end);
      text = text.slice(end + 2);
      return message;
    },
    close: () => response.destroy(),
  };
}

function readMessage(message: string | undefined): { id: string; order: Order } {
  const [event, id = '', data = ''] = message?.split('\n') ?? [];
  assert.equal(event, 'event: order');
  return { id: id.replace('id: ', ''), order: JSON.parse(data.replace('data: ', '')) as Order };
}

test('the order comes at once and again on a hint', async () => {
  times = patient;
  const id = await makeOrder();
  const stream = await follow(id);
  assert.match(stream.response.headers['content-type'] ?? '', /^text\/event-stream/);
  assert.equal(stream.response.headers['access-control-allow-origin'], '*');
  const first = readMessage(await stream.next());
  assert.deepEqual([first.id, first.order.id, first.order.status], ['1', id, 'held']);
  await move(id, 'paid');
  watch.tell([id]);
  assert.equal(readMessage(await stream.next()).order.status, 'paid');
  await move(id, 'delivered');
  watch.tell([id]);
  assert.equal(readMessage(await stream.next()).id, '3');
  stream.close();
});

test('a lost hint costs one look, and a stream without news stays alive', async () => {
  times = { ...patient, lookMs: 10, heartbeatMs: 40 };
  const id = await makeOrder();
  const stream = await follow(id);
  await stream.next();
  // Longer than a handler may take in this server.
  for (let beat = 0; beat < 3; beat += 1) assert.equal(await stream.next(), ': still here');
  await move(id, 'paid');
  let message = await stream.next();
  while (message?.startsWith(':')) message = await stream.next();
  assert.equal(readMessage(message).order.status, 'paid');
  stream.close();
});

test('a stream ends when the order has come to rest, and after its time', async () => {
  times = { ...patient, lookMs: 10, restMs: 0 };
  const id = await makeOrder();
  await move(id, 'delivered');
  const stream = await follow(id);
  assert.equal(readMessage(await stream.next()).order.status, 'delivered');
  assert.equal(await stream.next(), undefined);

  times = { ...patient, lookMs: 10, streamMs: 0 };
  const held = await follow(await makeOrder());
  assert.equal(readMessage(await held.next()).order.status, 'held');
  assert.equal(await held.next(), undefined);
});

test('an unknown order is a problem, not a stream, and one order has a bounded number of followers', async () => {
  times = patient;
  assert.equal((await follow(createId('order'))).response.statusCode, 404);
  const id = await makeOrder();
  const streams = await Promise.all(Array.from({ length: followersPerOrderMax }, () => follow(id)));
  for (const stream of streams) assert.equal(stream.response.statusCode, 200);
  assert.equal((await follow(id)).response.statusCode, 503);
  // A reader that hangs up makes room; its place is free once the server has noticed.
  streams[0]!.close();
  let again = await follow(id);
  while (again.response.statusCode === 503) again = await follow(id);
  assert.equal(again.response.statusCode, 200);
  for (const stream of [...streams, again]) stream.close();
});

test('a server that shuts down ends its streams', async () => {
  times = { ...patient, lookMs: 10 };
  const own = await listen(
    createPartialEngine(database, { now: () => new Date(), forward: () => undefined }, {}, { orderWatch: watch }),
  );
  const stream = await follow(await makeOrder(), `http://127.0.0.1:${(own.server.address() as AddressInfo).port}`);
  await stream.next();
  const closed = own.close();
  assert.equal(await stream.next(), undefined);
  await closed;
});
