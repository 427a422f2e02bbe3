import { randomBytes } from 'node:crypto';
import { insertGoods, insertShop } from '../test/insert-goods.ts';
import { openTestEngine } from '../test/open-test-engine.ts';
import type { BatchLimits } from '../src/batch/open-batchers.ts';
import { createTestDatabase } from '../src/database/test-database.ts';
import { buyFor, restock } from './buy-codes.ts';
import { median, printLine, round, type Rate } from './measure.ts';
import { openFloor } from './order-floor.ts';

const seconds = 3;
const rounds = 3;

/**
 * Full orders on one hot product through the verb (balance locked, code claimed, order, item, event, three transfers, outbox
 * and idempotency rows), against the same rows bulk-inserted with nothing claimed (the floor) and against one transaction an
 * order. The three are measured in turn, so that a change of the machine's mood meets all of them.
 */
async function benchOrder(): Promise<void> {
  const database = await createTestDatabase({ poolMax: 24 });
  const secret = randomBytes(32).toString('hex');
  const open = (limits: Partial<BatchLimits>) => openTestEngine({ shared: { url: database.url, secret }, limits });
  const batched = await open({});
  const single = await open({ batchMax: 1, concurrency: 10 });
  const goods = await insertGoods(batched, { codes: 0 });
  const shop = await insertShop(batched, 1e14);
  const floor = await openFloor(database.url, goods, shop);
  for (const buyers of [64, 512]) {
    const rates: Record<'batched' | 'floor' | 'single', Rate[]> = { batched: [], floor: [], single: [] };
    for (let round = 0; round < rounds; round += 1) {
      await restock(batched, goods, 120_000);
      rates.batched.push(await buyFor(batched, goods, shop, buyers, seconds));
      rates.floor.push(await floor.measure(seconds));
      rates.single.push(await buyFor(single, goods, shop, buyers, seconds));
    }
    const [own, bound, one] = [median(rates.batched), median(rates.floor), median(rates.single)];
    printLine({
      bench: 'order',
      case: `${buyers} buyers`,
      ...own,
      floor_per_s: bound.per_s,
      single_per_s: one.per_s,
      single_p99_ms: one.p99_ms,
      ratio_floor: round(own.per_s / bound.per_s),
      ratio_single: round(own.per_s / one.per_s),
      rss_mb: Math.round(process.memoryUsage.rss() / 1e6),
    });
  }
  await single.close();
  await batched.close();
  await floor.close();
  await database.drop();
}

await benchOrder();
