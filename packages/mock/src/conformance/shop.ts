import assert from 'node:assert/strict';
import { demoIds } from '../demo-ids.ts';
import { ask, refused, until, type Harness, type Scenario } from './ask.ts';

const mostPages = 100;

/** A shop buys from its balance. */
export function shopScenarios(harness: Harness): Scenario[] {
  const bearer = harness.shopKey;
  const wish = (rest: object = {}) => ({
    product_id: demoIds.starfall,
    quantity: 2,
    client_reference: `shop-${crypto.randomUUID()}`,
    max_amount: { amount_minor: 100_000, currency: 'CNY' },
    ...rest,
  });
  return [
    {
      name: 'one reference is one purchase: 201, then 200 with the first order, and a conflict for another body',
      async run() {
        const body = wish();
        const before = await balance(harness);
        const first = await ask(harness, 'createOrder', { bearer, body });
        assert.equal(first.status, 201);
        assert.equal(first.body.status, 'delivered');
        assert.equal(first.body.client_reference, body.client_reference);
        assert.equal(await balance(harness), before - first.body.amount.amount_minor);
        const again = await ask(harness, 'createOrder', { bearer, body });
        assert.deepEqual([again.status, again.body.id], [200, first.body.id]);
        await refused(harness, 'createOrder', 'reference_conflict', { bearer, body: { ...body, quantity: 1 } });
        assert.equal(await balance(harness), before - first.body.amount.amount_minor);
        const { body: list } = await ask(harness, 'listOrders', {
          bearer,
          query: { client_reference: body.client_reference },
        });
        assert.deepEqual(
          list.data.map((order) => order.id),
          [first.body.id],
        );
        const { body: revealed } = await ask(harness, 'revealOrder', { id: first.body.id, bearer, body: {} });
        assert.equal(revealed.codes.length, 2);
      },
    },
    {
      name: 'ten of the same request at once are one order',
      async run() {
        const body = wish({ quantity: 1 });
        const before = await balance(harness);
        const answers = await Promise.all(
          Array.from({ length: 10 }, () => ask(harness, 'createOrder', { bearer, body })),
        );
        assert.equal(new Set(answers.map((answer) => answer.body.id)).size, 1);
        assert.equal(answers.filter((answer) => answer.status === 201).length, 1);
        assert.equal(await balance(harness), before - answers[0]!.body.amount.amount_minor);
      },
    },
    {
      name: 'a shop does not pay more than it said, nor for what is not there',
      async run() {
        const max_amount = { amount_minor: 1, currency: 'CNY' };
        await refused(harness, 'createOrder', 'price_moved', { bearer, body: wish({ max_amount }) });
        await refused(harness, 'createOrder', 'sold_out', {
          bearer,
          body: wish({ product_id: demoIds.soldOut, quantity: 1 }),
        });
        await refused(harness, 'createOrder', 'product_not_found', {
          bearer,
          body: wish({ product_id: 'prd_00000000000000000000000000' }),
        });
        await refused(harness, 'createOrder', 'offer_not_found', {
          bearer,
          body: wish({ product_id: undefined, offer_id: 'ofr_00000000000000000000000000' }),
        });
        await refused(harness, 'createOrder', 'quantity_out_of_range', { bearer, body: wish({ quantity: 10_000 }) });
      },
    },
    {
      name: 'held codes are the shop’s until it buys them at the price of then, releases them, or time is up',
      async run() {
        const what = { product_id: demoIds.starfall, quantity: 2, max_amount: wish().max_amount };
        const before = await balance(harness);
        const hold = await ask(harness, 'createHold', { bearer, body: what });
        assert.equal(hold.status, 201);
        assert.match(hold.body.id, /^hld_/);
        assert.equal(await balance(harness), before, 'nothing is charged for a hold');
        const body = wish({ hold_id: hold.body.id });
        const bought = await ask(harness, 'createOrder', { bearer, body });
        assert.deepEqual([bought.status, bought.body.amount], [201, hold.body.amount]);
        const again = await ask(harness, 'createOrder', { bearer, body: { ...body, hold_id: undefined } });
        assert.deepEqual([again.status, again.body.id], [200, bought.body.id], 'the hold is no part of what is bought');
        const other = await ask(harness, 'createOrder', { bearer, body: wish({ hold_id: hold.body.id }) });
        assert.equal(other.status, 201, 'a hold that has ended is as none');
        const released = await ask(harness, 'createHold', { bearer, body: what });
        for (let times = 0; times < 2; times += 1)
          assert.equal((await ask(harness, 'releaseHold', { bearer, id: released.body.id })).status, 204);
        await refused(harness, 'createHold', 'price_moved', {
          bearer,
          body: { ...what, max_amount: { amount_minor: 1, currency: 'CNY' } },
        });
        await refused(harness, 'createHold', 'sold_out', {
          bearer,
          body: { ...what, product_id: demoIds.soldOut, quantity: 1 },
        });
        await refused(harness, 'createHold', 'quantity_out_of_range', { bearer, body: { ...what, quantity: 10_000 } });
        await refused(harness, 'createHold', 'product_not_found', {
          bearer,
          body: { ...what, product_id: 'prd_00000000000000000000000000' },
        });
        await refused(harness, 'createHold', 'key_wrong_kind', { bearer: harness.siteKey, body: what });
        if (harness.poorShopKey !== undefined)
          await refused(harness, 'createHold', 'balance_too_low', { bearer: harness.poorShopKey, body: what });
      },
    },
    ...(harness.poorShopKey === undefined ? [] : [poorShop(harness, harness.poorShopKey, wish)]),
    {
      name: 'the entries of a balance add up to it, newest first',
      async run() {
        let sum = 0;
        const times: string[] = [];
        let cursor: string | undefined;
        for (let page = 0; page < mostPages; page += 1) {
          const { body } = await ask(harness, 'listLedgerEntries', {
            bearer,
            query: { limit: 2, ...(cursor !== undefined && { cursor }) },
          });
          for (const entry of body.data) {
            sum += entry.amount.currency === 'CNY' ? entry.amount.amount_minor : 0;
            times.push(entry.created_at);
          }
          if (body.next_cursor === null) break;
          cursor = body.next_cursor;
        }
        assert.equal(sum, await balance(harness));
        assert.deepEqual(times, times.toSorted().toReversed());
      },
    },
    {
      name: 'a shop’s orders are listed newest first, page by page',
      async run() {
        const references: string[] = [];
        for (let count = 0; count < 3; count += 1) {
          const body = wish({ quantity: 1 });
          references.unshift(body.client_reference);
          await ask(harness, 'createOrder', { bearer, body });
        }
        const first = await ask(harness, 'listOrders', { bearer, query: { limit: 2 } });
        const second = await ask(harness, 'listOrders', {
          bearer,
          query: { limit: 1, cursor: first.body.next_cursor ?? '' },
        });
        assert.deepEqual(
          [...first.body.data, ...second.body.data].map((order) => order.client_reference),
          references,
        );
      },
    },
    {
      name: 'an order with a slow supplier is accepted, and delivered later',
      async run() {
        const { status, body } = await ask(harness, 'createOrder', {
          bearer,
          body: wish({ product_id: demoIds.slowSupplier, quantity: 1 }),
        });
        assert.equal(status, 202);
        await harness.advance?.(10);
        await until(
          async () => (await ask(harness, 'getOrder', { id: body.id, bearer })).body,
          (order) => order.status === 'delivered',
          60,
        );
      },
    },
    {
      name: 'each kind of key opens its own doors',
      async run() {
        for (const name of [
          'getBalance',
          'listOrders',
          'listLedgerEntries',
          'listCatalogChanges',
          'listEvents',
          'listWebhookEndpoints',
        ] as const) {
          await refused(harness, name, 'key_missing');
          await refused(harness, name, 'key_wrong_kind', { bearer: harness.siteKey });
          await refused(harness, name, 'key_invalid', { bearer: 'sk_test_nobody' });
        }
        await refused(harness, 'createOrder', 'key_wrong_kind', { bearer: harness.siteKey, body: wish() });
      },
    },
  ];
}

function poorShop(harness: Harness, bearer: string, wish: () => { client_reference: string }): Scenario {
  return {
    name: 'an empty balance buys nothing, and the reference stays free',
    async run() {
      const body = {
        product_id: demoIds.starfall,
        max_amount: { amount_minor: 100_000, currency: 'CNY' },
        client_reference: wish().client_reference,
      };
      await refused(harness, 'createOrder', 'balance_too_low', { bearer, body });
      const { body: list } = await ask(harness, 'listOrders', {
        bearer,
        query: { client_reference: body.client_reference },
      });
      assert.deepEqual(list.data, []);
    },
  };
}

async function balance(harness: Harness): Promise<number> {
  const { body } = await ask(harness, 'getBalance', { bearer: harness.shopKey });
  return body.data.find((each) => each.currency === 'CNY')?.amount_minor ?? 0;
}
