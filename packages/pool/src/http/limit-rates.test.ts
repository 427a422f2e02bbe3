import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openTestPool, type TestPool } from '../../test/open-test-pool.ts';

let pool: TestPool;
before(async () => {
  pool = await openTestPool({ KAMENG_WRITES_PER_MINUTE: '36', KAMENG_READS_PER_MINUTE: '5' });
});
after(() => pool.close());

const look = (headers: Record<string, string> = {}) => fetch(`${pool.url}/v1/products?limit=1`, { headers });
const find = () =>
  fetch(`${pool.url}/v1/orders/lookup`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ order_id: 'ord_00000000000000000000000000', contact: 'a@example.com' }),
  });

test('whoever asks too often is told when to come back, and made-up keys do not help; a real secret key has its own allowance', async () => {
  const answers: Response[] = [];
  for (let turn = 0; turn < 7; turn += 1)
    answers.push(await look(turn % 2 ? { authorization: `Bearer sk_test_made_up_${turn}` } : {}));
  assert.deepEqual(
    answers.map(({ status }) => status === 429),
    [false, false, false, false, false, true, true],
  );
  const refused = answers.at(-1)!;
  assert.equal(((await refused.json()) as { code: string }).code, 'rate_limited');
  assert.ok(Number(refused.headers.get('retry-after')) > 0 && refused.headers.has('ratelimit-limit'));
  assert.equal((await look({ authorization: `Bearer ${pool.shopKey}` })).status, 200);
});

test('orders are looked up a few times a minute, not as often as the rest', async () => {
  const statuses: number[] = [];
  for (let turn = 0; turn < 4; turn += 1) statuses.push((await find()).status);
  assert.deepEqual(statuses, [202, 202, 202, 429]);
});
