import assert from 'node:assert/strict';
import { setImmediate as turn } from 'node:timers/promises';
import { test } from 'node:test';
import { ApiError } from '../api-error.ts';
import { createBatcher } from './create-batcher.ts';

/** A batcher whose batches end when they are let go. */
function openHeldBatcher({ concurrency = 2, batchMax = 256, queueMax = 1000 } = {}) {
  const sizes: number[] = [];
  const held: (() => void)[] = [];
  const batcher = createBatcher<number, number>({
    name: 'held',
    batchMax,
    concurrency,
    queueMax,
    async run(items) {
      sizes.push(items.length);
      await new Promise<void>((resolve) => held.push(resolve));
      return items.map((item) => item * 2);
    },
  });
  const letGo = async () => {
    for (const release of held.splice(0)) release();
    await turn();
  };
  return { batcher, sizes, letGo };
}

function addMany(batcher: { add(item: number): Promise<number> }, amount: number): Promise<number[]> {
  return Promise.all(Array.from({ length: amount }, (_, index) => batcher.add(index)));
}

test('what arrives together shares a batch, a rush fills two side by side, and each gets its own answer', async () => {
  const { batcher, sizes, letGo } = openHeldBatcher();
  const few = addMany(batcher, 40);
  await turn();
  assert.deepEqual(sizes, [40]);
  await letGo();
  assert.deepEqual((await few).slice(0, 3), [0, 2, 4]);

  const rush = addMany(batcher, 90);
  await turn();
  assert.deepEqual(sizes.slice(1), [45, 45]);
  await letGo();
  assert.equal((await rush).at(-1), 178);
});

test('while batches are under way the next one fills, up to its bound, and one item more than the queue holds is refused', async () => {
  const { batcher, sizes, letGo } = openHeldBatcher({ concurrency: 1, batchMax: 50, queueMax: 60 });
  const first = addMany(batcher, 1);
  await turn();
  const waiting = addMany(batcher, 60);
  await assert.rejects(batcher.add(61), (error) => error instanceof ApiError && error.code === 'overloaded');
  await letGo();
  await letGo();
  await letGo();
  await Promise.all([first, waiting, batcher.drain()]);
  assert.deepEqual(sizes, [1, 50, 10]);
});
