import { seedDemo } from './seed-demo.ts';
import { startPool } from './start-pool.ts';

// `pnpm seed`: adds what is missing of the demo to the pool that the settings name, also beside goods of one's own.
const pool = await startPool({ port: 0, demo: false });
try {
  const { products, codes } = await seedDemo(pool.engine);
  console.log(`The demo is there: ${products} products, ${codes} codes added.`);
} finally {
  await pool.close();
}
