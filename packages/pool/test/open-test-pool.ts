import { createTestDatabase } from '../src/database/test-database.ts';
import type { Engine } from '../src/engine.ts';
import { createSite } from '../src/site/create-site.ts';
import { storeApiKey } from '../src/site/create-api-key.ts';
import { startPool, type StartOptions } from '../src/start-pool.ts';

export interface TestPool {
  url: string;
  engine: Engine;
  /** Keys of the demo pool, and of a shop without money. */
  siteKey: string;
  shopKey: string;
  poorShopKey: string;
  /** Moves the pool's clock. */
  advance(seconds: number): Promise<void>;
  close(): Promise<void>;
}

/** Seconds that codes are held and that a checkout lives, in test pools. */
export const holdS = 900;
export const checkoutS = 1800;

/** A whole pool with demo goods, speaking HTTP on a free port, on a database of its own. */
export async function openTestPool(
  env: Record<string, string> = {},
  options: Pick<StartOptions, 'log'> = {},
): Promise<TestPool> {
  const database = await createTestDatabase();
  let aheadMs = 0;
  const pool = await startPool({
    ...options,
    databaseUrl: database.url,
    port: 0,
    now: () => new Date(Date.now() + aheadMs),
    env: {
      KAMENG_LOG_LEVEL: 'silent',
      KAMENG_MASTER_KEY: Buffer.alloc(32, 7).toString('base64'),
      KAMENG_HOLD_S: String(holdS),
      KAMENG_CHECKOUT_S: String(checkoutS),
      KAMENG_READS_PER_MINUTE: '1000000',
      KAMENG_WRITES_PER_MINUTE: '1000000',
      KAMENG_ATTEMPTS_PER_MINUTE: '1000000',
      KAMENG_HOLDS_PER_CONTACT: '100000',
      KAMENG_HOLDS_PER_ADDRESS: '100000',
      KAMENG_WEBHOOKS_TO_PRIVATE: 'no',
      ...env,
    },
  });
  const poor = await createSite(pool.engine, { name: 'Poor shop', kind: 'shop', environment: 'test', origins: [] });
  await storeApiKey(pool.engine, { siteId: poor.id, kind: 'secret', key: 'sk_test_poor' });
  return {
    url: pool.url,
    engine: pool.engine,
    siteKey: 'pk_test_demo',
    shopKey: 'sk_test_demo',
    poorShopKey: 'sk_test_poor',
    advance: async (seconds) => void (aheadMs += seconds * 1000),
    async close() {
      await pool.close();
      await database.drop();
    },
  };
}
