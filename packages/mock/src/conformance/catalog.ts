import assert from 'node:assert/strict';
import type { Product } from '@kameng/contract/product';
import { demoIds } from '../demo-ids.ts';
import { ask, refused, type Harness, type Scenario } from './ask.ts';

const mostPages = 50;

/** Reading the catalogue. */
export function catalogScenarios(harness: Harness): Scenario[] {
  const bearer = harness.siteKey;
  return [
    {
      name: 'pages of the catalogue follow each other without a gap or a repeat',
      async run() {
        const seen: string[] = [];
        let cursor: string | undefined;
        for (let page = 0; page < mostPages; page += 1) {
          const { body } = await ask(harness, 'listProducts', {
            bearer,
            query: { limit: 5, ...(cursor !== undefined && { cursor }) },
          });
          assert.ok(body.data.length <= 5);
          seen.push(...body.data.map((product) => product.id));
          if (body.next_cursor === null) break;
          cursor = body.next_cursor;
        }
        const { body: whole } = await ask(harness, 'listProducts', { bearer, query: { limit: 100 } });
        assert.deepEqual(
          seen,
          whole.data.map((product) => product.id),
        );
        assert.equal(new Set(seen).size, seen.length);
        for (const product of whole.data) checkProduct(product);
      },
    },
    {
      name: 'filters keep what fits and nothing else',
      async run() {
        const list = async (query: object) =>
          (await ask(harness, 'listProducts', { bearer, query: { limit: 100, ...query } })).body.data;
        const games = await list({ category: 'games' });
        assert.ok(games.length > 0 && games.every((product) => product.category === 'games'));
        const videos = await list({ kind: 'video' });
        assert.ok(videos.length > 0 && videos.every((product) => product.kind === 'video'));
        const [first] = games;
        const brand = first?.brand ?? '';
        assert.ok((await list({ brand })).every((product) => product.brand === brand));
        assert.ok((await list({ q: '星坠', lang: 'zh-CN' })).some((product) => product.id === demoIds.starfall));
        assert.deepEqual(await list({ q: 'no such thing at all' }), []);
      },
    },
    {
      name: 'texts come in the language asked for, by query or by header',
      async run() {
        const read = async (query: object, headers = {}) =>
          (await ask(harness, 'getProduct', { id: demoIds.starfall, bearer, query, headers })).body;
        const english = await read({ lang: 'en' });
        const chinese = await read({ lang: 'zh-CN' });
        assert.match(chinese.name, /星坠/);
        assert.notEqual(english.name, chinese.name);
        assert.equal((await read({}, { 'accept-language': 'en-GB,en;q=0.8' })).name, english.name);
        assert.deepEqual(english.price, chinese.price);
      },
    },
    {
      name: 'the public sees a band of stock, and anyone may look',
      async run() {
        const band = async (id: string) => (await ask(harness, 'getProduct', { id })).body.stock;
        assert.equal(await band(demoIds.soldOut), 'sold_out');
        assert.equal(await band(demoIds.starfall), 'in_stock');
      },
    },
    {
      name: 'an unknown product, referral or key is refused, and so is a page that is not on the list',
      async run() {
        await refused(harness, 'getProduct', 'product_not_found', { id: 'prd_00000000000000000000000000', bearer });
        await refused(harness, 'listProducts', 'ref_unknown', { headers: { 'kameng-ref': 'NOBODY99' } });
        await ask(harness, 'listProducts', { headers: { 'kameng-ref': harness.ref } });
        await refused(harness, 'listProducts', 'key_invalid', { bearer: 'pk_test_nobody' });
        await refused(harness, 'listProducts', 'origin_not_allowed', {
          bearer,
          headers: { origin: 'https://evil.example' },
        });
      },
    },
  ];
}

function checkProduct(product: Product): void {
  assert.ok(
    product.price.amount_minor <= product.list_price.amount_minor,
    `${product.name} costs more than its list price`,
  );
  assert.equal(product.price.currency, product.list_price.currency);
  const saving =
    ((product.list_price.amount_minor - product.price.amount_minor) * 10_000) / product.list_price.amount_minor;
  assert.ok(Math.abs(product.saving_bps - saving) <= 1, `${product.name}: saving_bps`);
  assert.ok(product.limits.min <= product.limits.max);
  const steps = product.quantity_prices;
  assert.deepEqual(
    steps,
    steps.toSorted((left, right) => left.from - right.from),
  );
}
