import assert from 'node:assert/strict';
import { test } from 'node:test';
import { routes } from '@kameng/contract/routes';
import type { Route } from '@kameng/contract/routes';
import * as browser from './browser.ts';
import type { Client } from './request.ts';
import * as server from './server.ts';

type Verb = (client: Client, ...rest: unknown[]) => unknown;
const verbs = { ...browser, ...server } as unknown as Record<string, Verb>;

for (const [name, route] of Object.entries(routes as Record<string, Route>)) {
  test(`${name} is a function that calls ${route.method} ${route.path}`, async () => {
    const verb = verbs[name];
    assert.ok(verb, `${name} is missing`);
    let called = '';
    const client: Client = {
      pool: 'https://pool.example',
      key: 'sk_1',
      lang: 'ja',
      fetch: async (url, init) => {
        called ||= `${init?.method ?? 'GET'} ${new URL(String(url)).pathname}`;
        return new Response('{"code":"key_invalid","retry":"no","status":401}', { status: 401 });
      },
    };
    const hasId = route.path.includes('{id}');
    const answer = hasId ? verb(client, 'x_1', name === 'followOrder' ? { onOrder() {} } : {}) : verb(client, {});
    await assert.rejects(Promise.resolve((answer as { done?: Promise<unknown> }).done ?? answer), {
      code: 'key_invalid',
    });
    assert.equal(called, `${route.method} ${route.path.replace('{id}', 'x_1')}`);
  });
}

test('no call of the browser entry needs a secret key', () => {
  const secret = Object.entries(routes as Record<string, Route>).filter(([, { auth }]) => auth === 'secret');
  assert.deepEqual(
    secret.map(([name]) => name).filter((name) => name in browser),
    [],
  );
});
