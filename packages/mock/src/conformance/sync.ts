import assert from 'node:assert/strict';
import type { Problem } from '@kameng/contract/error';
import { demoIds } from '../demo-ids.ts';
import { ask, checkAnswer, refused, send, until, type Harness, type Scenario } from './ask.ts';
import { buy, newBuyer } from './buy.ts';

const mostPages = 50;
const mostEndpoints = 100;

/** What keeps a shop in step: the change feed, events, webhook endpoints, and the way back to a lost order. */
export function syncScenarios(harness: Harness): Scenario[] {
  const bearer = harness.shopKey;
  return [
    {
      name: 'the change feed tells every product once, then only what changed',
      async run() {
        const seen: string[] = [];
        let since: string | undefined;
        for (let page = 0; page < mostPages; page += 1) {
          const { body } = await ask(harness, 'listCatalogChanges', {
            bearer,
            query: { limit: 4, ...(since !== undefined && { since }) },
          });
          seen.push(...body.data.map((change) => change.product_id));
          since = body.next_cursor;
          if (!body.has_more) break;
        }
        const { body: catalog } = await ask(harness, 'listProducts', { query: { limit: 100 } });
        const missing = catalog.data.filter((product) => !seen.includes(product.id));
        assert.deepEqual(missing, []);
        const { body: quiet } = await ask(harness, 'listCatalogChanges', { bearer, query: { since: since ?? '' } });
        assert.equal(quiet.has_more, false);
      },
    },
    {
      name: 'an order of the shop is told as events, and an event can be sent again',
      async run() {
        const body = {
          product_id: demoIds.starfall,
          client_reference: `event-${crypto.randomUUID()}`,
          max_amount: { amount_minor: 100_000, currency: 'CNY' },
        };
        const { body: order } = await ask(harness, 'createOrder', { bearer, body });
        const read = async () =>
          (await ask(harness, 'listEvents', { bearer, query: { limit: 50 } })).body.data.filter(
            (event) => event.data.object === order.id,
          );
        const events = await until(read, (found) => found.some((event) => event.type === 'order.delivered'));
        const [event] = events;
        assert.equal(event?.data.client_reference, body.client_reference);
        const { body: again } = await ask(harness, 'redeliverEvent', { id: event?.id ?? '', bearer });
        assert.equal(again.status, 'queued');
        await refused(harness, 'redeliverEvent', 'event_not_found', { id: 'evt_00000000000000000000000000', bearer });
      },
    },
    {
      name: 'a webhook endpoint shows its secret once, stays inside the public internet, and can be removed',
      async run() {
        const { body: made } = await ask(harness, 'createWebhookEndpoint', {
          bearer,
          body: { url: 'https://hooks.example.com/kameng', events: ['order.delivered'] },
        });
        assert.match(made.secret ?? '', /^whsec_/);
        const list = async () => (await ask(harness, 'listWebhookEndpoints', { bearer })).body.data;
        const listed = (await list()).find((endpoint) => endpoint.id === made.id);
        assert.deepEqual([listed?.url, listed?.events, listed?.secret], [made.url, made.events, undefined]);
        for (const url of [
          'http://hooks.example.com/',
          'https://127.0.0.1/',
          'https://169.254.169.254/',
          'https://[::1]/',
          'https://10.0.0.8/',
        ])
          await refused(harness, 'createWebhookEndpoint', 'endpoint_refused', { bearer, body: { url } });
        await ask(harness, 'deleteWebhookEndpoint', { id: made.id, bearer });
        await refused(harness, 'rotateWebhookSecret', 'endpoint_not_found', { id: made.id, bearer });
        await refused(harness, 'deleteWebhookEndpoint', 'endpoint_not_found', { id: made.id, bearer });
        assert.ok((await list()).every((endpoint) => endpoint.id !== made.id));
      },
    },
    {
      name: 'a site has a bounded number of webhook endpoints',
      async run() {
        const ids: string[] = [];
        let problem: Problem | undefined;
        for (let count = 0; count < mostEndpoints && !problem; count += 1) {
          const response = await send(harness, 'createWebhookEndpoint', {
            bearer,
            body: { url: `https://hooks.example.com/${count}` },
          });
          const body = await checkAnswer('createWebhookEndpoint', response);
          if (response.status === 201) ids.push((body as { id: string }).id);
          else problem = body as Problem;
        }
        for (const id of ids) await ask(harness, 'deleteWebhookEndpoint', { id, bearer });
        assert.equal(problem?.code, 'endpoint_limit');
      },
    },
    {
      name: 'looking for an order says the same whether it exists or not',
      async run() {
        const { order } = await buy(harness);
        const known = await ask(harness, 'lookupOrder', { body: { order_id: order.id, contact: newBuyer() } });
        const unknown = await ask(harness, 'lookupOrder', {
          body: { order_id: 'ord_00000000000000000000000000', contact: newBuyer() },
        });
        assert.deepEqual(known, unknown);
      },
    },
  ];
}
