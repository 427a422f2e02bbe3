import assert from 'node:assert/strict';
import { errors, problem, type ErrorCode, type Problem } from '@kameng/contract/error';
import { demoIds } from '../demo-ids.ts';
import { hostOrigin, refused, type Harness, type Scenario } from './ask.ts';

/** Requests that are wrong before anybody looks at what they want. */
export function problemScenarios(harness: Harness): Scenario[] {
  const bearer = harness.siteKey;
  const json = { 'content-type': 'application/json', authorization: `Bearer ${bearer}`, origin: hostOrigin };
  const post = (body: string, headers: Record<string, string> = json) =>
    fetch(new URL('/v1/checkouts', harness.url), { method: 'POST', headers, body });
  return [
    {
      name: 'a body that is not JSON, or not called JSON, is refused',
      async run() {
        await expectProblem(post('{"product_id":'), 'not_json');
        await expectProblem(post('<xml/>', { ...json, 'content-type': 'text/xml' }), 'unsupported_media_type');
        await expectProblem(post(JSON.stringify({ product_id: 'x'.repeat(5_000_000) })), 'body_too_large');
      },
    },
    {
      name: 'fields of the wrong type or name are pointed at',
      async run() {
        const bodyOf = (rest: object) => JSON.stringify({ product_id: demoIds.starfall, ...rest });
        const wrong = await expectProblem(post(bodyOf({ quantity: 'two' })), 'invalid_request');
        assert.deepEqual(
          wrong.errors?.map((field) => field.pointer),
          ['/quantity'],
        );
        const nested = await expectProblem(
          post(bodyOf({ embed: { origin: 'nowhere', mode: 'overlay' } })),
          'invalid_request',
        );
        assert.deepEqual(
          nested.errors?.map((field) => field.pointer),
          ['/embed/origin'],
        );
        const unknown = await expectProblem(post(bodyOf({ price: 1 })), 'invalid_request');
        assert.deepEqual(
          unknown.errors?.map((field) => field.pointer),
          ['/price'],
        );
        await expectProblem(post('[]'), 'invalid_request');
        await refused(harness, 'listProducts', 'invalid_request', { query: { limit: 0 } });
        await refused(harness, 'listProducts', 'invalid_request', { query: { limit: 101 } });
        await refused(harness, 'createCheckout', 'invalid_request', {
          bearer,
          body: { product_id: demoIds.starfall },
          headers: { 'idempotency-key': 'short' },
        });
      },
    },
    {
      name: 'an unknown path and an unknown method are refused in the same words',
      async run() {
        await expectProblem(fetch(new URL('/v1/no_such_thing', harness.url)), 'route_not_found');
        const put = fetch(new URL('/v1/products', harness.url), { method: 'PUT' });
        await expectProblem(put, 'method_not_allowed');
        assert.match((await put).headers.get('allow') ?? '', /\bGET\b/);
      },
    },
  ];
}

async function expectProblem(asked: Promise<Response>, code: ErrorCode): Promise<Problem> {
  const response = await asked;
  const body = problem.parse(await response.clone().json());
  assert.deepEqual([body.code, response.status, body.retry], [code, errors[code].status, errors[code].retry]);
  assert.match(response.headers.get('content-type') ?? '', /^application\/problem\+json/);
  return body;
}
