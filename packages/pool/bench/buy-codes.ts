import { randomBytes } from 'node:crypto';
import { createId } from '@kameng/contract/id';
import type { Site } from '../src/engine.ts';
import { newPurchaseIds } from '../src/order/buy-orders.ts';
import { uploadCodes } from '../src/stock/upload-codes.ts';
import { makeCodes, type Goods } from '../test/insert-goods.ts';
import type { TestEngine } from '../test/open-test-engine.ts';
import { measure, type Rate } from './measure.ts';

const price = { amount_minor: 7600, currency: 'CNY' };

/** Buys one code from the shop's balance through the verb, as a request does. */
export async function buyCode(engine: TestEngine, { productId }: Goods, site: Site): Promise<void> {
  const client_reference = createId('event');
  const requestFingerprint = randomBytes(32);
  await engine.batchers.buyOrder({
    ...newPurchaseIds(engine.now()),
    site,
    body: { product_id: productId, quantity: 1, client_reference, max_amount: price },
    requestFingerprint,
    idempotency: { scope: `createOrder ${site.id}`, key: client_reference, requestFingerprint },
  });
}

/** So many buyers, each buying again and again for so many seconds. */
export function buyFor(engine: TestEngine, goods: Goods, site: Site, buyers: number, seconds: number): Promise<Rate> {
  return measure({ callers: buyers, seconds, call: () => buyCode(engine, goods, site) });
}

/** Buys so many codes as fast as it goes. */
export async function buyOff(engine: TestEngine, goods: Goods, site: Site, codes: number): Promise<void> {
  let left = codes;
  const buyer = async () => {
    while (left > 0) {
      left -= 1;
      await buyCode(engine, goods, site);
    }
  };
  await Promise.all(Array.from({ length: 512 }, buyer));
}

/** Fills the shelf of the goods up to so many codes and lets the database tidy, as it would between rushes. */
export async function restock(engine: TestEngine, { offerId }: Goods, codes: number): Promise<void> {
  const { rows } = await engine.db.pool.query<{ count: number }>('SELECT count(*) FROM shelf WHERE offer_id = $1', [
    offerId,
  ]);
  // What is sealed and written at once stays small, however large the shelf.
  for (let missing = codes - rows[0]!.count; missing > 0; missing -= 100_000)
    await uploadCodes(engine, { offerId, codes: makeCodes(Math.min(missing, 100_000)) });
  await engine.db.pool.query('VACUUM ANALYZE shelf');
}
