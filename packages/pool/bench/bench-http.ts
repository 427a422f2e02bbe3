import { availableParallelism } from 'node:os';
import { createId } from '@kameng/contract/id';
import autocannon from 'autocannon';
import { type Goods, insertGoods, insertShop } from '../test/insert-goods.ts';
import { openTestEngine } from '../test/open-test-engine.ts';
import { createTestDatabase } from '../src/database/test-database.ts';
import { storeApiKey } from '../src/site/create-api-key.ts';
import { printLine, round } from './measure.ts';
import { type Server, startServers, usageOf } from './start-servers.ts';

const processes = availableParallelism();
const shopKey = 'sk_test_benchmark';
/** Purchases are fewer than the shelf holds, so that each finds a code. */
const cases = [
  { codes: 2_000, buyers: 64, purchases: 1600 },
  { codes: 20_000, buyers: 64, purchases: 8000 },
  { codes: 200_000, buyers: 64, purchases: 8000 },
  { codes: 200_000, buyers: 16, purchases: 4000 },
  { codes: 200_000, buyers: 1, purchases: 1000 },
];
/** Until then the processes compile what they run most. */
const warmPurchases = 12_000;

/**
 * One `POST /v1/orders` a purchase, paid from balance, over HTTP with the driver on the same cores, against two floors with as many
 * processes under the same driver: an empty Node server, and one that inserts the rows of an order and does nothing else. Shelves of
 * 2,000, 20,000 and 200,000 codes; 1, 16 and 64 buyers.
 */
async function benchHttp(): Promise<void> {
  const database = await createTestDatabase();
  const engine = await openTestEngine({ shared: { url: database.url, secret: '07'.repeat(32) } });
  const shop = await insertShop(engine, 1e13);
  await storeApiKey(engine, { siteId: shop.id, kind: 'secret', key: shopKey });
  const warm = await insertGoods(engine, { codes: warmPurchases + 1000 });
  const shelves = new Map<number, Goods>();
  for (const codes of [2_000, 20_000, 200_000]) shelves.set(codes, await insertGoods(engine, { codes }));
  const pools = await startServers(processes, { kind: 'pool', databaseUrl: database.url });
  const empty = await startServers(processes, { kind: 'empty' });
  const rows = await startServers(processes, { kind: 'rows', databaseUrl: database.url, goods: warm, shop });
  await drive(pools, warm.productId, 64, warmPurchases);
  await drive(empty, warm.productId, 64, 3000);
  await drive(rows, warm.productId, 64, 3000);

  for (const { codes, buyers, purchases } of cases) {
    const { productId } = shelves.get(codes)!;
    const floor = await drive(empty, productId, buyers, Math.max(purchases, 6400));
    const bound = await drive(rows, productId, buyers, purchases);
    const own = await drive(pools, productId, buyers, purchases);
    printLine({
      bench: 'http',
      case: `${codes} codes, ${buyers} buyers`,
      ...own,
      empty_per_s: floor.per_s,
      ratio_empty: round(own.per_s / floor.per_s),
      rows_per_s: bound.per_s,
      ratio_rows: round(own.per_s / bound.per_s),
    });
  }
  for (const { child } of [...pools, ...empty, ...rows]) child.disconnect();
  await engine.close();
  await database.drop();
}

/** Buyers are spread over the processes; each buys again as soon as it has its answer. */
async function drive(servers: readonly Server[], productId: string, buyers: number, amount: number) {
  const used = servers.slice(0, Math.min(servers.length, buyers));
  const before = await Promise.all(used.map(usageOf));
  const body = {
    product_id: productId,
    client_reference: `${createId('event')} [<id>]`,
    max_amount: { amount_minor: 7600, currency: 'CNY' },
  };
  const begin = performance.now();
  const results = await Promise.all(
    used.map(({ url }) =>
      autocannon({
        url: `${url}/v1/orders`,
        method: 'POST',
        headers: { authorization: `Bearer ${shopKey}`, 'content-type': 'application/json' },
        body: JSON.stringify(body),
        idReplacement: true,
        connections: Math.ceil(buyers / used.length),
        amount: Math.ceil(amount / used.length),
        // It ends with a sample; the default of a second would be part of what is measured.
        sampleInt: 20,
      }),
    ),
  );
  const seconds = (performance.now() - begin) / 1000;
  const after = await Promise.all(used.map(usageOf));
  const done = results.reduce((sum, result) => sum + result['2xx'], 0);
  if (done < amount) throw new Error(`${amount - done} of ${amount} purchases were refused`);
  return {
    per_s: Math.round(done / seconds),
    p50_ms: Math.max(...results.map(({ latency }) => latency.p50)),
    p99_ms: Math.max(...results.map(({ latency }) => latency.p99)),
    cpu_us: Math.round(after.reduce((sum, { cpu_us }, index) => sum + cpu_us - before[index]!.cpu_us, 0) / done),
    rss_mb: Math.max(...after.map(({ rss_mb }) => rss_mb)),
  };
}

await benchHttp();
