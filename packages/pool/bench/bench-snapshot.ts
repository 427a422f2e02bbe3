import { createTestDatabase } from '../src/database/test-database.ts';
import { insertGoods, insertShop } from '../test/insert-goods.ts';
import { openTestEngine } from '../test/open-test-engine.ts';
import { buyFor, buyOff, restock } from './buy-codes.ts';
import { median, printLine, round, type Rate } from './measure.ts';

const buyers = 64;
const seconds = 2;
const rounds = 5;
/** Sold while the snapshot is open, before it is measured: none of them can be cleared from the shelf. */
const soldBefore = 12_000;

/**
 * Purchases of one hot product while another connection keeps a snapshot open, as a report or a backup does, against purchases
 * without. With and without take turns, so that a change of the machine's mood meets both.
 */
async function benchSnapshot(): Promise<void> {
  const database = await createTestDatabase({ poolMax: 24 });
  const engine = await openTestEngine({ shared: { url: database.url, secret: '07'.repeat(32) } });
  const shop = await insertShop(engine, 1e14);
  const goods = await insertGoods(engine, { codes: 0 });
  const rates: Record<'without' | 'with', Rate[]> = { without: [], with: [] };
  for (let turn = 0; turn < rounds; turn += 1) {
    await restock(engine, goods, 100_000);
    await buyOff(engine, goods, shop, soldBefore);
    rates.without.push(await buyFor(engine, goods, shop, buyers, seconds));
    await restock(engine, goods, 100_000);
    const snapshot = await database.pool.connect();
    await snapshot.query('BEGIN ISOLATION LEVEL REPEATABLE READ');
    await snapshot.query('SELECT count(*) FROM shelf');
    await buyOff(engine, goods, shop, soldBefore);
    rates.with.push(await buyFor(engine, goods, shop, buyers, seconds));
    await snapshot.query('COMMIT');
    snapshot.release();
  }
  const [free, held] = [median(rates.without), median(rates.with)];
  printLine({
    bench: 'snapshot',
    case: `${buyers} buyers, ${soldBefore} sold under the snapshot`,
    ...held,
    without_per_s: free.per_s,
    ratio_without: round(held.per_s / free.per_s),
    rss_mb: Math.round(process.memoryUsage.rss() / 1e6),
  });
  await engine.close();
  await database.drop();
}

await benchSnapshot();
