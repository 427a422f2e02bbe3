import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { DisputeRace, DisputeRaceOutcomes } from '../../test/dispute-worker.ts';
import { openDisputeSite, type DisputeSite } from '../../test/open-dispute-site.ts';
import { createTestDatabase, type TestDatabase } from '../database/test-database.ts';
import { endTurns } from './end-turns.ts';

const secret = randomBytes(32).toString('hex');
const count = 10;
let database: TestDatabase;
let site: DisputeSite;

before(async () => {
  database = await createTestDatabase();
  site = await openDisputeSite({ shared: { url: database.url, secret } });
});
after(async () => {
  await site.close();
  await database.drop();
});

function startProcess(race: Omit<DisputeRace, 'url' | 'secret'>): Promise<DisputeRaceOutcomes> {
  return new Promise((resolve, reject) => {
    const child = fork(join(import.meta.dirname, '..', '..', 'test', 'dispute-worker.ts'));
    child.once('message', resolve);
    child.once('error', reject);
    child.once('exit', (code) => code !== 0 && reject(new Error(`a process of the race ended with ${code}`)));
    child.send({ ...race, url: database.url, secret });
  });
}

test('two processes decide the same disputes in opposite ways: each is decided once, then carried out once by whichever looks first', async () => {
  const orders: string[] = [];
  const ids: string[] = [];
  for (let made = 0; made < count; made += 1) {
    const orderId = await site.sell();
    const { id } = await site.open(orderId);
    await site.supplier(id, { action: 'contest', text: 'It was new.' });
    orders.push(orderId);
    ids.push(id);
  }
  const evidenceS = 72 * 3600 + 1;
  site.engine.wait(evidenceS);
  assert.equal(await endTurns(site.engine), count);
  const outcomes = await Promise.all(
    (['refund', 'none'] as const).map((kind) => startProcess({ decide: { ids, kind }, aheadS: evidenceS })),
  );
  const sum = (code: string) => outcomes.reduce((all, each) => all + (each[code] ?? 0), 0);
  assert.deepEqual([sum('decided'), sum('dispute_turn')], [count, count]);

  const appealS = evidenceS + 7 * 24 * 3600 + 1;
  const ended = await Promise.all([1, 2].map(() => startProcess({ decide: undefined, aheadS: appealS })));
  assert.equal(
    ended.reduce((all, each) => all + each['ended']!, 0),
    count,
  );
  // The refunds are due by the clock of the processes that made them.
  site.engine.wait(appealS - evidenceS);
  await site.prove();
  const { rows } = await database.pool.query<{ closed: number; decisions: number; refunds: number; owed: number }>(
    `SELECT (SELECT count(*) FROM dispute WHERE status = 'closed') AS closed,
       (SELECT count(*) FROM dispute_event WHERE action = 'decide') AS decisions,
       (SELECT count(*) FROM refund WHERE reason = 'dispute') AS refunds,
       (SELECT count(*) FROM dispute WHERE outcome_kind = 'refund') AS owed`,
  );
  const [{ closed, decisions, refunds, owed } = { closed: 0, decisions: 0, refunds: 0, owed: -1 }] = rows;
  assert.deepEqual([closed, decisions], [count, count]);
  assert.equal(refunds, owed);
  for (const orderId of orders) {
    const refunded = (await site.read(orderId)).outcome?.kind === 'refund';
    assert.equal(await site.statusOf(orderId), refunded ? 'refunded' : 'delivered');
  }
});
