import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { findWholeReads } from '../bench/explain-reads.ts';
import { deskReads, openDesks, type Desks } from '../bench/read-desks.ts';
import { seedDesk } from '../bench/seed-desk.ts';
import { openTestPool, type TestPool } from './open-test-pool.ts';

let pool: TestPool;
let desks: Desks;
before(async () => {
  pool = await openTestPool();
  desks = await openDesks(pool);
  await seedDesk(pool, 20_000, desks.parties);
});
after(() => pool.close());

/** Rows of one table that a page may look at: a few for each that it shows, and never a share of the table. */
const rowsMax = 1500;

test('every list and first page of every desk is answered from indexes, and looks at little more than it shows', async () => {
  const reads = deskReads(pool, desks);
  assert.ok(reads.length > 35);
  const whole: string[] = [];
  for (const { name, narrowed, kind, ask } of reads) {
    const read = async () => {
      const answer = await ask();
      assert.ok(answer.ok, `${name} ${narrowed}: ${answer.status} ${await answer.text()}`);
    };
    const found = await findWholeReads(pool.engine.db.pool, { rowsMax, read });
    whole.push(...found.map((plan) => `${kind} ${name} ${narrowed}: ${plan}`));
  }
  assert.deepEqual(whole, []);
});
