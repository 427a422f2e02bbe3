import assert from 'node:assert/strict';
import { routes, type Route, type RouteName } from '@kameng/contract/routes';
import fc from 'fast-check';
import { nearlyValid, validValue } from './arbitrary.ts';
import { checkAnswer, ask, hostOrigin, type Harness, type Scenario } from './conformance/ask.ts';
import { buy, confirm, openCheckout } from './conformance/buy.ts';
import { demoIds } from './demo-ids.ts';

interface Shot {
  id: string;
  query: Record<string, unknown>;
  body: string | undefined;
  bearer: string | undefined;
  headers: Record<string, string>;
}

/** Ids and credentials that exist, so that requests get past the first door. */
interface Known {
  ids: Record<string, string[]>;
  bearers: string[];
}

const printable = fc.stringMatching(/^[\x21-\x7e]{1,60}$/);

/** For each route: whatever is sent, no unexpected 5xx comes back, and every answer fits the contract. */
export function fuzzScenarios(harness: Harness, runs = 60): Scenario[] {
  let known: Promise<Known> | undefined;
  return (Object.keys(routes) as RouteName[]).map((name) => ({
    name: `${name} answers anything in the contract's words`,
    async run() {
      known ??= gather(harness);
      const shots = shotsAt(name, await known);
      await fc.assert(
        fc.asyncProperty(shots, (shot) => fire(harness, name, shot)),
        { numRuns: runs },
      );
    },
  }));
}

async function gather(harness: Harness): Promise<Known> {
  const open = await openCheckout(harness);
  const held = await confirm(harness, await openCheckout(harness));
  const bought = await buy(harness);
  const endpoint = await ask(harness, 'createWebhookEndpoint', {
    bearer: harness.shopKey,
    body: { url: 'https://hooks.example.com/fuzz' },
  });
  const body = {
    product_id: demoIds.starfall,
    client_reference: crypto.randomUUID(),
    max_amount: { amount_minor: 1_000_000, currency: 'CNY' },
  };
  const shop = await ask(harness, 'createOrder', { bearer: harness.shopKey, body });
  const events = await ask(harness, 'listEvents', { bearer: harness.shopKey });
  return {
    ids: {
      prd: Object.values(demoIds),
      chk: [open.id],
      ord: [held.order.id, bought.order.id, shop.body.id],
      whe: [endpoint.body.id],
      evt: events.body.data.slice(0, 3).map((event) => event.id),
      cks: [open.secret],
    },
    bearers: [harness.siteKey, harness.shopKey, open.secret, held.order_token, bought.order_token],
  };
}

function shotsAt(name: RouteName, { ids, bearers }: Known): fc.Arbitrary<Shot> {
  const route: Route = routes[name];
  const part = (schema: Route['query']) =>
    schema ? fc.oneof(validValue(schema, ids), nearlyValid(schema, ids)) : fc.constant({});
  const bodies = route.body
    ? fc.oneof(
        { weight: 6, arbitrary: validValue(route.body, ids).map((value) => JSON.stringify(value)) },
        { weight: 4, arbitrary: nearlyValid(route.body, ids).map((value) => JSON.stringify(value)) },
        fc.string(),
      )
    : fc.constant(undefined);
  const params = route.params
    ? validValue(route.params, ids).map((value) => (value as { id: string }).id)
    : fc.constant('');
  return fc.record({
    id: fc.oneof({ weight: 8, arbitrary: params }, printable),
    query: part(route.query).map((value) =>
      typeof value === 'object' && value !== null ? { ...value } : { limit: value },
    ),
    body: bodies,
    bearer: fc.oneof({ weight: 8, arbitrary: fc.constantFrom(undefined, ...bearers) }, printable),
    headers: fc.record(
      {
        'idempotency-key': fc.oneof(fc.uuid(), printable),
        'kameng-ref': fc.oneof(fc.constant('DEMO01'), printable),
        'accept-language': printable,
        'content-type': fc.oneof({ weight: 8, arbitrary: fc.constant('application/json') }, printable),
      },
      { requiredKeys: [] },
    ),
  });
}

async function fire(harness: Harness, name: RouteName, shot: Shot): Promise<void> {
  const route: Route = routes[name];
  // An id of dots would be resolved away as a path before it is sent.
  const id = encodeURIComponent(shot.id).replaceAll('.', '%2E');
  const url = new URL(harness.url);
  url.pathname = route.path.replace('{id}', id);
  if (route.path.includes('{id}') && /^(%2E)+$/.test(id)) return;
  for (const [key, value] of Object.entries(shot.query))
    url.searchParams.set(key, typeof value === 'string' ? value : (JSON.stringify(value) ?? ''));
  const headers: Record<string, string> = {
    ...(!shot.bearer?.startsWith('sk_') && { origin: hostOrigin }),
    ...(shot.body !== undefined && { 'content-type': 'application/json' }),
    ...shot.headers,
  };
  if (shot.body === undefined) delete headers['content-type'];
  if (shot.bearer !== undefined) headers.authorization = `Bearer ${shot.bearer}`;
  const leave = new AbortController();
  const response = await fetch(url, {
    method: route.method,
    headers,
    signal: leave.signal,
    ...(shot.body !== undefined && { body: shot.body }),
  });
  try {
    await checkAnswer(name, response);
    assert.ok(response.status < 500 || response.status === 503, `${name} answered ${response.status}`);
  } finally {
    leave.abort();
  }
}
