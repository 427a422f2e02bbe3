import { createTestDatabase } from '../src/database/test-database.ts';
import { insertGoods, insertShop } from '../test/insert-goods.ts';
import { openTestEngine } from '../test/open-test-engine.ts';
import { buyFor, buyOff, restock } from './buy-codes.ts';
import { median, printLine, round, type Rate } from './measure.ts';

const buyers = 64;
const seconds = 1;
const rounds = 5;
const sizes = [10_000, 100_000, 1_000_000] as const;
const soldInAll = 500_000;

/**
 * Purchases from shelves of 10,000, 100,000 and 1,000,000 codes, and from the last one again after 500,000 of it were sold, when
 * orders, transfers and sold codes have grown by as much. Each takes turns with a pool of its own that stays young and small.
 */
async function benchGrowth(): Promise<void> {
  const [old, young] = [await open(), await open()];
  const small = await insertGoods(young.engine, { codes: 0 });

  for (const size of sizes) {
    const goods = await insertGoods(old.engine, { codes: 0 });
    await compare(`${size} codes in stock`, goods, size);
    if (size !== sizes.at(-1)) continue;
    await buyOff(old.engine, goods, old.shop, soldInAll);
    await old.database.pool.query('VACUUM ANALYZE');
    await compare(`after ${soldInAll} sold`, goods, 0);
  }
  for (const { engine, database } of [old, young]) {
    await engine.close();
    await database.drop();
  }

  async function compare(title: string, goods: typeof small, stock: number): Promise<void> {
    const rates: Record<'grown' | 'small', Rate[]> = { grown: [], small: [] };
    // The first turn warms both up.
    for (let turn = 0; turn <= rounds; turn += 1) {
      await restock(young.engine, small, 10_000);
      await restock(old.engine, goods, stock);
      const rate = await buyFor(young.engine, small, young.shop, buyers, seconds);
      const grown = await buyFor(old.engine, goods, old.shop, buyers, seconds);
      if (turn === 0) continue;
      rates.small.push(rate);
      rates.grown.push(grown);
    }
    const [grown, reference] = [median(rates.grown), median(rates.small)];
    printLine({
      bench: 'growth',
      case: title,
      ...grown,
      small_per_s: reference.per_s,
      ratio_small: round(grown.per_s / reference.per_s),
      rss_mb: Math.round(process.memoryUsage.rss() / 1e6),
    });
  }
}

async function open() {
  const statementTimeoutMs = 300_000;
  const database = await createTestDatabase({ statementTimeoutMs });
  const engine = await openTestEngine({
    shared: { url: database.url, secret: '07'.repeat(32) },
    statementTimeoutMs,
  });
  return { database, engine, shop: await insertShop(engine, 1e14) };
}

await benchGrowth();
