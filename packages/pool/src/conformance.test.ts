import { after, test } from 'node:test';
import { conformance, payAtSandbox } from '@kameng/mock/conformance';
import { checkoutS, holdS, openTestPool } from '../test/open-test-pool.ts';

const pool = await openTestPool();
after(() => pool.close());

for (const { name, run } of conformance({ ...pool, ref: 'DEMO01', pay: payAtSandbox, holdS, checkoutS }))
  test(name, run);
