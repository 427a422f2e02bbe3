import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { shareConnections } from './share-connections.ts';

test('workers and the successor of one of them never need more connections than the server has', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 256 }),
      fc.integer({ min: 2, max: 1000 }),
      fc.integer({ min: 20, max: 5000 }),
      (workers, poolMax, serverMax) => {
        const share = shareConnections({ workers, poolMax }, serverMax);
        assert.ok((share.workers + 1) * (share.poolMax + 1) <= serverMax - 3, JSON.stringify(share));
        assert.ok(share.workers >= 1 && share.workers <= workers);
        assert.ok(share.poolMax >= 3 && share.poolMax <= Math.max(3, poolMax));
      },
    ),
  );
  assert.deepEqual(shareConnections({ workers: 2, poolMax: 16 }, 100), { workers: 2, poolMax: 16 });
  assert.deepEqual(shareConnections({ workers: 8, poolMax: 16 }, 100), { workers: 8, poolMax: 9 });
  assert.deepEqual(shareConnections({ workers: 256, poolMax: 16 }, 100), { workers: 21, poolMax: 3 });
});
