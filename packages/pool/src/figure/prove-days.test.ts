import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createId } from '@kameng/contract/id';
import { foldAllDays } from '../../test/fold-all-days.ts';
import { insertShop } from '../../test/insert-goods.ts';
import { openTestEngine, type TestEngine } from '../../test/open-test-engine.ts';
import { assertFigures } from '../../test/plain-figures.ts';
import { proveDaily } from '../ledger/prove-daily.ts';
import { readLedgerProofs } from '../ledger/read-ledger-proofs.ts';
import { dayOf } from './span-of.ts';

const dayS = 86_400;
/** More than one proof compares. */
const daysSold = 30;
let engine: TestEngine;
before(async () => void (engine = await openTestEngine()));
after(() => engine.close());

const ago = (days: number) => new Date(engine.now().getTime() - days * dayS * 1000);

async function sell(siteId: string, at: Date): Promise<void> {
  await engine.db.pool.query(
    `INSERT INTO orders (id, site_id, status, channel, currency, amount_minor, commission_bps, created_at, paid_at, delivered_at)
     VALUES ($1, $2, 'delivered', 'balance', 'CNY', 500, 0, $3, $3, $3)`,
    [createId('order', at.getTime()), siteId, at],
  );
}

/** What is found the next day, when all is folded that can be. */
async function proveNext(): Promise<string[]> {
  engine.wait(dayS);
  await foldAllDays(engine);
  assert.equal(await proveDaily(engine), 1);
  const [proof] = await readLedgerProofs(engine.db.pool, { limit: 1 });
  assert.equal(proof!.faultless, proof!.faults.miscounted.length === 0);
  return proof!.faults.miscounted;
}

test('a folded day that is not what its orders say is named, however old it is, and is not read any more', async () => {
  const site = await insertShop(engine);
  for (let days = 1; days <= daysSold; days += 1) await sell(site.id, ago(days));
  const [old, gone, made] = [dayOf(ago(20)), dayOf(ago(12)), dayOf(ago(9))];
  assert.deepEqual(await proveNext(), []);

  const { pool } = engine.db;
  const ofDay = [site.id, old];
  await pool.query('UPDATE day_figure SET amount_minor = amount_minor + 1 WHERE party_id = $1 AND day = $2', ofDay);
  await pool.query('DELETE FROM day_figure WHERE party_id = $1 AND day = $2', [site.id, gone]);
  await pool.query(
    "INSERT INTO day_figure (party_id, figure, day, part, currency, orders, units, amount_minor) VALUES ($1, 'site_sales', $2, '', 'USD', 1, 0, 1)",
    [site.id, made],
  );
  await assert.rejects(assertFigures(pool, engine.now(), [site.id]));
  const found: string[] = [];
  // No proof looks at all of them, and in these turns each has had its turn.
  for (let turn = 0; turn < 6; turn += 1) {
    const named = await proveNext();
    assert.ok(named.length < 3);
    found.push(...named);
  }
  assert.deepEqual(found.toSorted(), [old, gone, made].map((day) => `site_sales ${site.id} ${day}`).toSorted());
  await assertFigures(pool, engine.now(), [site.id]);
});

test('the newest days are compared every time, and a day that waits to be folded again is no fault', async () => {
  const site = await insertShop(engine);
  await sell(site.id, engine.now());
  const today = dayOf(engine.now());
  assert.deepEqual(await proveNext(), []);
  await sell(site.id, ago(1));
  await engine.db.pool.query('UPDATE day_figure SET orders = orders + 1 WHERE party_id = $1', [site.id]);
  engine.wait(dayS);
  assert.equal(await proveDaily(engine), 1);
  assert.deepEqual((await readLedgerProofs(engine.db.pool, { limit: 1 }))[0]!.faults.miscounted, []);
  await foldAllDays(engine);
  await engine.db.pool.query('UPDATE day_figure SET orders = orders + 1 WHERE party_id = $1', [site.id]);
  engine.wait(dayS);
  assert.equal(await proveDaily(engine), 1);
  const [proof] = await readLedgerProofs(engine.db.pool, { limit: 1 });
  assert.deepEqual(proof!.faults.miscounted, [`site_sales ${site.id} ${today}`]);
});
