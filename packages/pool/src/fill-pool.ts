import type { Engine } from './engine.ts';
import { refuseDemoKeys } from './refuse-demo-keys.ts';
import { seedDemo } from './seed-demo.ts';
import { seedTrade } from './seed-trade.ts';

/** What an empty pool is filled with. */
export interface Filling {
  /** Parties, goods and codes; by default in development. */
  demo?: boolean;
  /** On top of them, 90 days of purchases. */
  trade?: boolean;
}

/**
 * What a pool has to hold before anybody may come in: in production no demo, else by default the demo unless there are goods
 * already. Throws ConfigError.
 */
export async function fillPool(
  engine: Engine,
  { demo = engine.config.environment === 'development', trade = false }: Filling,
): Promise<void> {
  if (engine.config.environment === 'production') await refuseDemoKeys(engine.db.pool);
  if (!demo) return;
  const { rows } = await engine.db.pool.query<{ own: boolean }>(
    "SELECT EXISTS (SELECT FROM product WHERE id NOT LIKE 'prd_01k0dem0%') AS own",
  );
  // With the demo in it, it may be a demo whose making was cut off; seeding adds what is missing.
  if (rows[0]?.own) return;
  await seedDemo(engine);
  if (trade) await seedTrade(engine);
}
