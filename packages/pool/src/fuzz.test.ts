import { after, test } from 'node:test';
import { payAtSandbox } from '@kameng/mock/conformance';
import { fuzzScenarios } from '@kameng/mock/fuzz';
import { checkoutS, holdS, openTestPool } from '../test/open-test-pool.ts';

const pool = await openTestPool();
after(() => pool.close());

for (const { name, run } of fuzzScenarios({ ...pool, ref: 'DEMO01', pay: payAtSandbox, holdS, checkoutS }))
  test(name, run);
