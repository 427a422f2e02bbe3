import assert from 'node:assert/strict';
import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import { after, before, test } from 'node:test';
import fastify, { type FastifyInstance } from 'fastify';
import { limitHandlers } from './limit-handlers.ts';
import { sendProblem } from './send-problem.ts';

let app: FastifyInstance;
let base: string;
/** What the handlers wait for. */
const late = new PassThrough();

before(async () => {
  app = fastify({ forceCloseConnections: true });
  app.setErrorHandler(sendProblem);
  limitHandlers(app, 50);
  app.get('/stuck', async () => {
    await once(late, 'data');
    return 'too late';
  });
  app.get('/stream', (_request, reply) => {
    reply.hijack();
    reply.raw.writeHead(200).write('begun');
    late.once('data', () => reply.raw.end(' and ended'));
  });
  base = await app.listen({ port: 0, host: '127.0.0.1' });
});
after(() => app.close());

test('a handler that takes too long is answered for, and a stream that has begun goes on', async () => {
  const stream = await fetch(`${base}/stream`);
  const stuck = await fetch(`${base}/stuck`);
  assert.equal(stuck.status, 503);
  assert.equal(((await stuck.json()) as { code: string }).code, 'timeout');

  late.write('now');
  assert.equal(await stream.text(), 'begun and ended');
});
