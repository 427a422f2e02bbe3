/** The shop's purchase, in plain PHP, against a real pool; no WooCommerce takes part here. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { openPool, type Pool } from './site/open-pool.ts';

const run = promisify(execFile);
const script = join(import.meta.dirname, 'php/buy.php');
const game = 'prd_01k0dem0game00000000000001';
const enough = 100_000_000;

let pool: Pool;
before(async () => void (pool = await openPool()));
after(() => pool?.close());

interface Line {
  origin?: string;
  key?: string;
  product?: string;
  quantity?: number;
  reference: string;
  most?: number;
}
async function buy({
  origin = pool.url,
  key = 'sk_test_demo',
  product = game,
  quantity = 1,
  reference,
  most = enough,
}: Line) {
  const { stdout } = await run('php', [script, origin, key, product, String(quantity), reference, String(most)]);
  return JSON.parse(stdout) as { state: string; order: string; reason: string };
}
async function ask<Answer>(path: string): Promise<Answer> {
  const answer = await fetch(`${pool.url}${path}`, { headers: { Authorization: 'Bearer sk_test_demo' } });
  return (await answer.json()) as Answer;
}
const balance = async () => (await ask<{ data: { amount_minor: number }[] }>('/v1/balance')).data[0]!.amount_minor;

test('twenty processes that buy the same line at once buy it once', async () => {
  const { price } = await ask<{ price: { amount_minor: number } }>(`/v1/products/${game}`);
  const started = await balance();
  const results = await Promise.all(Array.from({ length: 20 }, () => buy({ reference: 'woo-line-1' })));
  assert.deepEqual(new Set(results.map(({ state }) => state)), new Set(['delivered']));
  assert.equal(new Set(results.map(({ order }) => order)).size, 1);
  assert.equal(started - (await balance()), price.amount_minor);
});

test('twenty different lines are twenty orders', async () => {
  const results = await Promise.all(Array.from({ length: 20 }, (_, at) => buy({ reference: `woo-other-${at}` })));
  assert.equal(new Set(results.map(({ order }) => order)).size, 20);
});

test('a price that has moved and a key without rights hold the line, and it can be bought later by the same name', async () => {
  assert.deepEqual(await buy({ reference: 'woo-held', most: 1 }), { state: 'held', order: '', reason: 'price_moved' });
  assert.deepEqual(await buy({ reference: 'woo-held', key: 'pk_test_demo' }), {
    state: 'held',
    order: '',
    reason: 'key_wrong_kind',
  });
  assert.equal((await buy({ reference: 'woo-held' })).state, 'delivered');
});

test('a pool that does not answer means again, and another purchase by the same name stops', async () => {
  assert.deepEqual(await buy({ reference: 'woo-down', origin: 'http://127.0.0.1:9' }), {
    state: 'again',
    order: '',
    reason: 'unreachable',
  });
  assert.equal((await buy({ reference: 'woo-once' })).state, 'delivered');
  assert.deepEqual(await buy({ reference: 'woo-once', quantity: 2 }), {
    state: 'stopped',
    order: '',
    reason: 'reference_conflict',
  });
});
