import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createId } from '@kameng/contract/id';
import { openOperatorSeat } from '../../test/operator-seat.ts';
import { openTestEngine, type TestEngine } from '../../test/open-test-engine.ts';
import { proveDaily } from '../ledger/prove-daily.ts';
import { getHealth } from './get-health.ts';

let engine: TestEngine;
before(async () => {
  engine = await openTestEngine();
});
after(() => engine.close());

test('what nobody does any more is late after a minute, and nothing else is', async () => {
  const operator = await openOperatorSeat(engine);
  const look = async () => {
    const { works, supply_paused } = await getHealth(operator);
    return { late: works.filter(({ ok }) => !ok).map(({ work, late_s }) => [work, late_s]), supply_paused };
  };
  assert.deepEqual(await look(), { late: [], supply_paused: 0 });
  await engine.db.pool.query(
    "INSERT INTO event (id, site_id, type, object_id, sequence, created_at) VALUES ($1, $2, 'order.paid', $3, 1, $4)",
    [createId('event'), createId('site'), createId('order'), engine.now()],
  );
  engine.wait(60);
  assert.deepEqual((await look()).late, []);
  engine.wait(30);
  assert.deepEqual((await look()).late, [['dispatch_events', 90]]);
});

test('what the last proof found is named', async () => {
  const operator = await openOperatorSeat(engine);
  const look = async () => (await getHealth(operator)).proof;
  assert.equal(await look(), null);
  await proveDaily(engine);
  const day = engine.now().toISOString().slice(0, 10);
  assert.deepEqual(await look(), { day, ok: true, faults: [] });
  engine.wait(86_400);
  assert.equal((await look())!.ok, true);
  engine.wait(86_400);
  assert.equal((await look())!.ok, false, 'nobody proves it any more');
  engine.wait(-2 * 86_400);
  await engine.db.pool.query('UPDATE ledger_proof SET faultless = false, faults = jsonb_set(faults, $1, $2)', [
    '{miscounted}',
    JSON.stringify([`site_sales ${createId('site')} ${day}`]),
  ]);
  assert.deepEqual(await look(), { day, ok: false, faults: ['miscounted'] });
});
