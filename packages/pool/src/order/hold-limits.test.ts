import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { after, before, test } from 'node:test';
import { insertAgent, insertGoods, type Goods } from '../../test/insert-goods.ts';
import { openTestEngine, type TestEngine } from '../../test/open-test-engine.ts';
import { createPretendChannel } from '../../test/pretend-channel.ts';
import { ApiError } from '../api-error.ts';
import { confirmCheckout } from '../checkout/confirm-checkout.ts';
import { createCheckout } from '../checkout/create-checkout.ts';
import { createTestDatabase, type TestDatabase } from '../database/test-database.ts';
import type { Site } from '../engine.ts';
import { createSite } from '../site/create-site.ts';

const holdLimits = { contact: 5, address: 8, site: 20, agent: 15 };
const gateway = createPretendChannel();
/** Two processes, each with two small batches under way at once. */
const engines: TestEngine[] = [];
const batchesAtOnce = 4;
let database: TestDatabase;

before(async () => {
  database = await createTestDatabase();
  const secret = randomBytes(32).toString('hex');
  for (let process = 0; process < 2; process += 1)
    engines.push(
      await openTestEngine({
        shared: { url: database.url, secret },
        config: { holdLimits },
        channels: [gateway.channel],
        limits: { batchMax: 3, concurrency: batchesAtOnce / 2 },
      }),
    );
});
after(async () => {
  for (const engine of engines) await engine.close();
  await database.drop();
});

interface Wish {
  email: string;
  address: string;
  quantity?: number;
  site?: Site;
  ref?: string;
}

/** Confirms a checkout; answers how that went. */
async function hold(goods: Goods, { email, address, quantity = 1, site, ref }: Wish, process = 0): Promise<string> {
  const ctx = engines[process]!.as(site ? { kind: 'site', site } : { kind: 'anonymous' }, {
    addressFingerprint: createHash('sha256').update(address).digest(),
  });
  try {
    const checkout = await createCheckout(ctx, {
      params: undefined,
      query: {},
      body: { product_id: goods.productId, quantity, ...(ref && { ref }) },
    });
    const { secret, consent } = checkout;
    const body = { secret, contact: { email }, channel: 'pretend', consent: { text_version: consent.text_version } };
    await confirmCheckout(ctx, { params: { id: checkout.id }, query: undefined, body });
    return 'held';
  } catch (error) {
    if (error instanceof ApiError) return error.code;
    throw error;
  }
}

async function race(goods: Goods, count: number, wishOf: (index: number) => Wish): Promise<number> {
  const outcomes = await Promise.all(
    Array.from({ length: count }, (_, index) => hold(goods, wishOf(index), index % 2)),
  );
  assert.deepEqual([...new Set(outcomes)].toSorted(), ['held', 'hold_limit']);
  return outcomes.filter((outcome) => outcome === 'held').length;
}

async function shelfOf(goods: Goods): Promise<number> {
  const { rows } = await database.pool.query<{ count: number }>('SELECT count(*) FROM shelf WHERE offer_id = $1', [
    goods.offerId,
  ]);
  return rows[0]!.count;
}

test('fifty confirmations at once by one buyer pass the limit by no more than the other batches under way', async () => {
  const goods = await insertGoods(engines[0]!, { codes: 100 });
  const held = await race(goods, 50, (index) => ({ email: 'One@Example.com', address: `buyer ${index}` }));
  assert.ok(held >= holdLimits.contact && held < holdLimits.contact + batchesAtOnce, `${held} were held`);
  assert.equal(await shelfOf(goods), 100 - held);
  assert.equal(await hold(goods, { email: 'one@example.com', address: 'later' }), 'hold_limit');
  assert.equal(await hold(goods, { email: 'two@example.com', address: 'later' }), 'held');
});

test('fifty confirmations at once from one address, all of different buyers, do not either', async () => {
  const goods = await insertGoods(engines[0]!, { codes: 100 });
  const held = await race(goods, 50, (index) => ({ email: `many-${index}@example.com`, address: 'one house' }));
  assert.ok(held >= holdLimits.address && held < holdLimits.address + batchesAtOnce, `${held} were held`);
  assert.equal(await shelfOf(goods), 100 - held);
});

test('a site passes its limit by no more than what the other batches hold', async () => {
  const goods = await insertGoods(engines[0]!, { codes: 100 });
  const site = await createSite(engines[0]!, { name: 'Blog', kind: 'site', environment: 'test', origins: [] });
  const held = await race(goods, 60, (index) => ({ email: `site-${index}@example.com`, address: `at ${index}`, site }));
  assert.ok(held >= holdLimits.site && held <= holdLimits.site + (batchesAtOnce - 1) * 3, `${held} were held`);
});

test('nor do the links of an agent, on all sites together, and a buyer without them is not kept waiting', async () => {
  const goods = await insertGoods(engines[0]!, { codes: 100 });
  await insertAgent(engines[0]!, 'HOARDER');
  const sites = await Promise.all(
    ['One', 'Two'].map((name) => createSite(engines[0]!, { name, kind: 'site', environment: 'test', origins: [] })),
  );
  const held = await race(goods, 50, (index) => ({
    email: `link-${index}@example.com`,
    address: `link ${index}`,
    site: sites[index % 2]!,
    ref: 'HOARDER',
  }));
  assert.ok(held >= holdLimits.agent && held <= holdLimits.agent + (batchesAtOnce - 1) * 3, `${held} were held`);
  assert.equal(await hold(goods, { email: 'direct@example.com', address: 'direct', site: sites[0]! }), 'held');
});

test('large unpaid orders empty no shelf: the first may be large, further ones share a bound', async () => {
  const goods = await insertGoods(engines[0]!, { codes: 100 });
  const greedy = (email: string, quantity: number) => hold(goods, { email, address: 'greedy', quantity });
  assert.equal(await greedy('a@example.com', 30), 'held');
  assert.equal(await greedy('b@example.com', 11), 'hold_limit');
  assert.equal(await greedy('c@example.com', 10), 'held');
  for (let more = 0; more < 10; more += 1) assert.equal(await greedy(`d${more}@example.com`, 1), 'hold_limit');
  assert.equal(await shelfOf(goods), 60);
  assert.equal(await hold(goods, { email: 'payer@example.com', address: 'elsewhere', quantity: 20 }), 'held');
});
