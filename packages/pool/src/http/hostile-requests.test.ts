import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { after, before, test } from 'node:test';
import { createId } from '@kameng/contract/id';
import { errors, problem, type ErrorCode } from '@kameng/contract/error';
import { routes, type Route } from '@kameng/contract/routes';
import { validValue } from '@kameng/mock/arbitrary';
import { demoIds } from '@kameng/mock/demo-ids';
import fc from 'fast-check';
import { openTestPool, type TestPool } from '../../test/open-test-pool.ts';
import { createServer } from './create-server.ts';

let pool: TestPool;
before(async () => {
  pool = await openTestPool();
});
after(() => pool.close());

/** Sends bytes as they are and reads until the other side hangs up. */
async function sendRaw(text: string, url = pool.url): Promise<string> {
  const { hostname, port } = new URL(url);
  const socket = connect({ host: hostname, port: Number(port) });
  let answer = '';
  socket.setEncoding('utf8').on('data', (chunk) => (answer += chunk));
  socket.on('error', () => socket.destroy());
  socket.write(text);
  await once(socket, 'close');
  return answer;
}

function assertProblem(status: number, body: string, what: string, code?: ErrorCode): void {
  const parsed = problem.safeParse(JSON.parse(body));
  assert.ok(parsed.success, `${what} was answered ${status} ${body.slice(0, 200)}`);
  assert.equal(status, errors[parsed.data.code].status, what);
  assert.ok(status < 500, `${what} was answered ${status}`);
  if (code) assert.equal(parsed.data.code, code, what);
}

async function refused(what: string, asked: Promise<Response>, code?: ErrorCode): Promise<void> {
  const response = await asked;
  assertProblem(response.status, await response.text(), what, code);
}

const all = Object.entries(routes as Record<string, Route>);
const keyOf = ({ auth }: Route) => (auth === 'secret' || auth === 'order' ? pool.shopKey : undefined);
const ids: Record<string, string[]> = { prd: [demoIds.starfall] };

const samples = new Map<unknown, unknown>();

/** A value that the schema accepts, always the same one. */
function sampleOf(schema: Route['body']): unknown {
  if (!samples.has(schema)) samples.set(schema, fc.sample(validValue(schema!, ids), { numRuns: 1, seed: 7 })[0]);
  return samples.get(schema);
}

function sendTo(route: Route, given: { query?: string; body?: unknown; id?: string } = {}): Promise<Response> {
  const id = given.id ?? (route.params ? encodeURIComponent((sampleOf(route.params) as { id: string }).id) : '');
  const bearer = keyOf(route);
  return fetch(new URL(`${route.path.replace('{id}', id)}${given.query ?? ''}`, pool.url), {
    method: route.method,
    headers: {
      ...(bearer && { authorization: `Bearer ${bearer}` }),
      ...(route.method === 'POST' && { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() }),
    },
    ...(route.method === 'POST' && {
      body:
        typeof given.body === 'string'
          ? given.body
          : JSON.stringify(given.body ?? (route.body ? sampleOf(route.body) : {})),
    }),
  });
}

/** The value with this text in place of each text in it, one at a time. */
function withText(value: unknown, text: string): unknown[] {
  if (typeof value === 'string') return [text];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    withText(inner, text).map((changed) =>
      Array.isArray(value) ? value.with(Number(name), changed) : { ...value, [name]: changed },
    ),
  );
}

const unspeakable = ['a\0b', '\udc00\ud800'];

test('text that no table can hold is refused in every field, never an error of ours', async () => {
  for (const [name, route] of all) {
    for (const text of unspeakable) {
      const bodies = route.body
        ? fc.sample(validValue(route.body, ids), { numRuns: 2, seed: 11 }).flatMap((body) => withText(body, text))
        : [];
      for (const body of bodies.slice(0, 6))
        await refused(`${name} ${JSON.stringify(body)}`, sendTo(route, { body }), 'invalid_request');
      const fields = route.query ? Object.keys(route.query.shape) : [];
      const sent = text.includes('\0') ? encodeURIComponent(text) : '%00';
      for (const field of fields)
        await refused(`${name} ?${field}`, sendTo(route, { query: `?${field}=${sent}` }), 'invalid_request');
      if (route.params) await refused(`${name} path`, sendTo(route, { id: sent }), 'invalid_request');
    }
  }
});

test('a parameter given twice, unknown fields and prototypes are refused or mean nothing', async () => {
  for (const [name, route] of all) {
    for (const field of Object.keys(route.query?.shape ?? {}))
      await refused(`${name} ?${field} twice`, sendTo(route, { query: `?${field}=1&${field}=2` }), 'invalid_request');
    if (!route.body) continue;
    const [valid] = fc.sample(validValue(route.body, ids), { numRuns: 1, seed: 3 });
    await refused(name, sendTo(route, { body: { ...(valid as object), is_admin: true } }), 'invalid_request');
    const text = JSON.stringify(valid).slice(0, -1);
    const more = text === '{' ? text : `${text},`;
    for (const poison of ['"__proto__":{"price":1}', '"constructor":{"prototype":{"price":1}}', '"\\u005f_proto__":{}'])
      await refused(`${name} ${poison}`, sendTo(route, { body: `${more}${poison}}` }));
    for (const whole of ['[]', '"text"', '1', 'null', '[[[[]]]]', '{"__proto__":null}'])
      if (whole !== 'null') await refused(`${name} ${whole}`, sendTo(route, { body: whole }));
  }
  assert.equal(({} as { price?: number }).price, undefined);
  const list = await fetch(new URL('/v1/products?limit[]=1&limit[$gt]=1&__proto__[limit]=1&constructor=x', pool.url));
  assert.equal(list.status, 200);
});

test('what a form on another page can send is refused by every route', async () => {
  const types = [
    'application/x-www-form-urlencoded',
    'text/plain',
    'multipart/form-data; boundary=x',
    'application/jsonp',
  ];
  for (const [name, route] of all.filter(([, { method }]) => method === 'POST')) {
    const url = new URL(route.path.replace('{id}', createId('order')), pool.url);
    for (const type of types) {
      const headers = { 'content-type': type, authorization: `Bearer ${pool.shopKey}` };
      const body = `product_id=${demoIds.starfall}`;
      await refused(`${name} ${type}`, fetch(url, { method: 'POST', headers, body }), 'unsupported_media_type');
    }
  }
});

test('nesting without end is refused wherever a schema would let it pass', async () => {
  const { createCheckout, confirmCheckout } = routes;
  for (const depth of [17, 1000, 50_000]) {
    const deep = `${'['.repeat(depth)}${']'.repeat(depth)}`;
    const embed = `{"product_id":"${demoIds.starfall}","embed":{"origin":"http://localhost:1","mode":"overlay","x":${deep}}}`;
    await refused(`embed ${depth}`, sendTo(createCheckout, { body: embed }), 'invalid_request');
    await refused(
      `consent ${depth}`,
      sendTo(confirmCheckout, { body: `{"consent":{"text_version":"1","x":${deep}}}` }),
      'invalid_request',
    );
    await refused(`whole ${depth}`, sendTo(createCheckout, { body: deep }), 'invalid_request');
  }
});

test('long paths, queries, headers and bodies are refused in words', async () => {
  const at = (path: string, init?: RequestInit) => fetch(new URL(path, pool.url), init);
  await refused('a long id', at(`/v1/products/${'x'.repeat(300)}`), 'invalid_request');
  await refused('a long path', at(`/v1/${'x/'.repeat(3000)}`), 'route_not_found');
  await refused('a long query', at(`/v1/products?q=${'x'.repeat(8000)}`), 'invalid_request');
  await refused('a long cursor', at(`/v1/products?cursor=${'x'.repeat(8000)}`), 'invalid_request');
  await refused('many parameters', at(`/v1/products?limit=0&${'a=1&'.repeat(3000)}`), 'invalid_request');
  for (const path of ['/v1/products/%', '/v1/products/%ff', '/v1/%c0%af', '/%', '/buy/%e0%a4'])
    await refused(path, at(path, { headers: { accept: 'application/json' } }));
  const headers = { authorization: `Bearer ${'x'.repeat(600)}` };
  await refused('a long key', at('/v1/balance', { headers }), 'key_invalid');
  await refused('a long ref', at('/v1/products', { headers: { 'kameng-ref': 'A'.repeat(5000) } }), 'ref_unknown');
  await refused(
    'a large body',
    at('/v1/checkouts', { method: 'POST', headers: { 'content-type': 'application/json' }, body: 'x'.repeat(300_000) }),
    'body_too_large',
  );
  const large = await sendRaw(`GET /v1/products HTTP/1.1\r\nhost: x\r\nx-long: ${'x'.repeat(20_000)}\r\n\r\n`);
  assertProblem(431, large.slice(large.indexOf('{')), 'a head without end', 'head_too_large');
  const garbled = await sendRaw('GARBLED\r\n\r\n');
  assertProblem(400, garbled.slice(garbled.indexOf('{')), 'no HTTP', 'invalid_request');
  const smuggled = await sendRaw(
    'POST /v1/checkouts HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\nGET / HTTP/1.1\r\n\r\n',
  );
  assert.match(smuggled, /^HTTP\/1\.1 400 /);
  assert.equal(smuggled.match(/HTTP\/1\.1 /g)?.length, 1);
});

test('pages and the sandbox take no text that a table cannot hold', async () => {
  for (const path of [
    '/dev/mail/%00',
    '/dev/mail.json?recipient=%00',
    '/dev/mail.json?recipient=a&recipient=b',
    '/sandbox/pay/%00',
    '/r/%00',
    '/r/DEMO01/%00',
    '/buy/%00',
    '/o/%00',
    '/checkout/%00',
    '/checkout/frame?site=%00&origin=%00',
    '/v1/callbacks/%00',
  ]) {
    for (const accept of ['text/html', 'application/json']) {
      const { status } = await fetch(new URL(path, pool.url), { headers: { accept }, redirect: 'manual' });
      assert.ok(status < 500, `${path} was answered ${status}`);
    }
  }
  const { status } = await fetch(new URL('/sandbox/pay/%00', pool.url), { method: 'POST', body: 'outcome=paid' });
  assert.ok(status < 500);
});

test('a request that does not arrive in time is answered and hung up on', async () => {
  const app = await createServer(pool.engine, { requestTimeout: 200 });
  app.post('/', (_request, reply) => reply.send('never'));
  const url = await app.listen({ port: 0, host: '127.0.0.1' });
  const halves = [
    'POST / HTTP/1.1\r\nhost: x\r\ncontent-ty',
    'POST / HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{"half":',
    'POST / HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n5\r\n{"hal',
  ];
  const answers = await Promise.all(halves.map((half) => sendRaw(half, url)));
  for (const answer of answers)
    assertProblem(408, answer.slice(answer.indexOf('{')), 'half a request', 'request_too_slow');
  await app.close();
});
