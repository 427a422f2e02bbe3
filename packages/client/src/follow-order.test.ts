import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import { test } from 'node:test';
import { json, problem, serve } from '../test/serve.ts';
import { followOrder } from './follow-order.ts';

const order = (sequence: number, status: string) => ({ id: 'ord_1', sequence, status });
const event = (sequence: number, status: string) =>
  `event: order\ndata: ${JSON.stringify(order(sequence, status))}\n\n`;
const open = (response: ServerResponse) => response.writeHead(200, { 'Content-Type': 'text/event-stream' });
const wait = async () => {};

function follow(pool: string, more = {}) {
  const statuses: string[] = [];
  const onOrder = (order: { status: string }) => void statuses.push(order.status);
  return { ...followOrder({ pool, key: 'ort_1', wait, ...more }, 'ord_1', { onOrder }), statuses };
}

test('a stream brings every change once, in order, with the token in a header', async (t) => {
  const { pool, seen } = await serve(t, (response, { url }) => {
    if (!url.endsWith('/events')) return json(response, 200, order(1, 'held'));
    open(response).write(': hello\n\n');
    response.write(event(1, 'held') + event(2, 'paid').slice(0, 20));
    response.write(event(2, 'paid').slice(20) + event(1, 'held') + event(3, 'delivered'));
  });
  const { done, statuses } = follow(pool);
  assert.equal((await done).status, 'delivered');
  assert.deepEqual(statuses, ['held', 'paid', 'delivered']);
  assert.ok(seen.every(({ headers }) => headers.authorization === 'Bearer ort_1'));
});

const brokenStreams: Record<string, (response: ServerResponse) => void> = {
  refused: (response: ServerResponse) => problem(response, 503, 'overloaded', 'after'),
  'swallowed by a proxy': () => {},
  'buffered by a proxy': (response: ServerResponse) => void open(response).flushHeaders(),
  'cut off at once': (response: ServerResponse) => void open(response).end(': hello\n\n'),
  'broken in the middle': (response: ServerResponse) => {
    open(response).write('event: order\ndata: {"id"');
    response.destroy();
  },
  'full of rubbish': (response: ServerResponse) => void open(response).write('event: order\ndata: <html>\n\n'),
};

for (const [what, stream] of Object.entries(brokenStreams)) {
  test(`polling gets there when the stream is ${what}`, async (t) => {
    let polls = 0;
    const { pool } = await serve(t, (response, { url }) => {
      if (url.endsWith('/events')) return stream(response);
      polls += 1;
      if (polls === 2) return response.destroy();
      if (polls === 3) return problem(response, 500, 'internal', 'same_key');
      return json(response, 200, polls < 6 ? order(1, 'held') : order(2, 'delivered'));
    });
    const { done, statuses } = follow(pool);
    await done;
    assert.deepEqual(statuses, ['held', 'delivered']);
  });
}

test('waits grow to twenty seconds, start again small after a change, and are never the end', async (t) => {
  let polls = 0;
  const waits: number[] = [];
  const { pool } = await serve(t, (response, { url }) => {
    if (url.endsWith('/events')) return problem(response, 503, 'overloaded', 'after');
    polls += 1;
    if (polls < 40) return json(response, 200, order(1, 'held'));
    return json(response, 200, polls < 41 ? order(2, 'expired') : order(3, 'refunded'));
  });
  const { done, statuses } = follow(pool, { wait: async (ms: number) => void waits.push(ms) });
  await done;
  assert.deepEqual(statuses, ['held', 'expired', 'refunded']);
  assert.ok(waits[0]! <= 1600 && Math.max(...waits) === 20_000);
  assert.ok(waits[39]! <= 1600);
});

test('check looks at once instead of waiting', async (t) => {
  let paid = false;
  const { pool } = await serve(t, (response, { url }) => {
    if (url.endsWith('/events')) return problem(response, 503, 'overloaded', 'after');
    return json(response, 200, paid ? order(2, 'delivered') : order(1, 'held'));
  });
  const asleep = Promise.withResolvers<void>();
  const sleep = (_: number, signal?: AbortSignal) =>
    new Promise<void>((_resolve, reject) => {
      signal?.addEventListener('abort', () => reject(signal.reason));
      if (signal?.aborted) reject(signal.reason);
      asleep.resolve();
    });
  const { done, check } = follow(pool, { wait: sleep });
  await asleep.promise;
  paid = true;
  check();
  assert.equal((await done).status, 'delivered');
});

test('a token that opens nothing ends it with the reason', async (t) => {
  const { pool } = await serve(t, (response) => problem(response, 404, 'order_not_found', 'no'));
  await assert.rejects(follow(pool).done, { code: 'order_not_found' });
});

test('the caller can stop it', async (t) => {
  const stop = new AbortController();
  const { pool } = await serve(t, (response, { url }) =>
    url.endsWith('/events') ? open(response).flushHeaders() : json(response, 200, order(1, 'held')),
  );
  const { done } = followOrder({ pool }, 'ord_1', {
    onOrder: () => stop.abort(new Error('left')),
    signal: stop.signal,
  });
  await assert.rejects(done, { message: 'left' });
});
