import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Engine } from '../engine.ts';
import { createCache } from './create-cache.ts';
import { shareReads } from './share-reads.ts';

test('a cache remembers for its time, keeps what was asked last and never remembers nothing', async () => {
  let at = 0;
  let reads = 0;
  const cache = createCache<string>({ ttlMs: 100, entriesMax: 2, now: () => new Date(at) });
  const ask = (key: string, value?: string) => cache.get(key, async () => ((reads += 1), value));
  await Promise.all([ask('a', '1'), ask('a', '1')]);
  assert.equal(reads, 1, 'askers of one key share one read');
  at = 100;
  await ask('a', '1');
  assert.equal(reads, 2);
  await ask('b', '1');
  await ask('c', '1');
  await ask('a', '1');
  assert.equal(reads, 5, 'the oldest made room');
  await ask('none');
  await ask('none');
  assert.equal(reads, 7);
  await assert.rejects(cache.get('broken', () => Promise.reject(new Error('down'))));
  assert.equal(await cache.get('broken', async () => 'up'), 'up');
});

test('reads under way are shared, a later one starts anew, and a failure is everybody’s only once', async () => {
  const share = shareReads<number>();
  const engine = { db: { pool: {} } } as Engine;
  let reads = 0;
  const ask = () => share(engine, 'key', async () => (reads += 1));
  assert.deepEqual(await Promise.all([ask(), ask(), ask()]), [1, 1, 1]);
  assert.equal(await ask(), 2);
  const fail = () => share(engine, 'other', () => Promise.reject(new Error('down')));
  const failed = await Promise.allSettled([fail(), fail()]);
  assert.deepEqual(
    failed.map(({ status }) => status),
    ['rejected', 'rejected'],
  );
  assert.equal(await share(engine, 'other', async () => 7), 7);
});
