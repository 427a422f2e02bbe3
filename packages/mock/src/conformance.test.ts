import { after, test } from 'node:test';
import { conformance, payAtSandbox } from './conformance.ts';
import { serveMock } from './node.ts';

let ahead = 0;
const mock = await serveMock({ now: () => Date.now() + ahead });
after(() => mock.close());

const scenarios = conformance({
  url: mock.url,
  siteKey: 'pk_test_demo',
  shopKey: 'sk_test_demo',
  poorShopKey: 'sk_test_poor',
  ref: 'DEMO01',
  pay: payAtSandbox,
  advance: async (seconds) => void (ahead += seconds * 1000),
  holdS: 900,
  checkoutS: 1800,
});

for (const { name, run } of scenarios) test(name, run);
