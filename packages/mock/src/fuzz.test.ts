import { after, test } from 'node:test';
import { payAtSandbox } from './conformance.ts';
import { fuzzScenarios } from './fuzz.ts';
import { serveMock } from './node.ts';

const mock = await serveMock();
after(() => mock.close());

const scenarios = fuzzScenarios({
  url: mock.url,
  siteKey: 'pk_test_demo',
  shopKey: 'sk_test_demo',
  ref: 'DEMO01',
  pay: payAtSandbox,
  holdS: 900,
  checkoutS: 1800,
});

for (const { name, run } of scenarios) test(name, run);
