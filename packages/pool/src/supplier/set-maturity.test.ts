import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createId } from '@kameng/contract/id';
import { openTestEngine, type TestEngine } from '../../test/open-test-engine.ts';
import { whileLocked } from '../../test/while-locked.ts';
import { createOrganisation } from '../account/create-organisation.ts';
import { transact } from '../database/transact.ts';
import { insertSupplier } from './insert-supplier.ts';
import { setMaturity } from './set-maturity.ts';

let engine: TestEngine;
before(async () => {
  engine = await openTestEngine();
});
after(() => engine.close());

/** An active supplier; verified as a company, a person, or not at all. */
async function open(subject?: 'company' | 'person'): Promise<string> {
  const { pool } = engine.db;
  const at = engine.now();
  return transact(pool, async (client) => {
    const organisationId = await createOrganisation(client, at, { kind: 'supplier', name: 'Supplier' });
    const id = await insertSupplier(client, at, { organisationId, name: 'Supplier', language: 'en' });
    await client.query("UPDATE supplier SET status = 'active' WHERE id = $1", [id]);
    if (subject)
      await client.query(
        `INSERT INTO verification (id, organisation_id, subject, country, status, provider, number_fingerprint, created_at, decided_at)
         VALUES ($1, $2, $3, 'CN', 'verified', 'manual', $4, $5, $5)`,
        [createId('verification'), organisationId, subject, Buffer.from(organisationId), at],
      );
    return id;
  });
}

/** Orders whose share has matured; of a refunded one something was taken back. */
async function sell(supplierId: string, orders: number, { refunded = false } = {}): Promise<void> {
  for (let order = 0; order < orders; order += 1) {
    engine.wait(1);
    await engine.db.pool.query(
      `INSERT INTO share (order_id, owner_id, kind, currency, amount_minor, clawed_minor, matures_at, matured_at)
       VALUES ($1, $2, 'supplier_share', 'CNY', 100, $3, $4, $4)`,
      [createId('order'), supplierId, refunded ? 40 : 0, engine.now()],
    );
  }
}

async function daysOf(supplierId: string): Promise<number> {
  while ((await setMaturity(engine)) > 0);
  const { rows } = await engine.db.pool.query<{ maturity_days: number }>(
    'SELECT maturity_days FROM supplier WHERE id = $1',
    [supplierId],
  );
  return rows[0]!.maturity_days;
}

test('money comes sooner after fifty clean orders, soonest to a verified company, and late again after a refund', async () => {
  const [company, person] = [await open('company'), await open('person')];
  for (const id of [company, person]) await sell(id, 49);
  assert.deepEqual([await daysOf(company), await daysOf(person)], [7, 7]);
  for (const id of [company, person]) await sell(id, 1);
  assert.deepEqual([await daysOf(company), await daysOf(person)], [1, 3]);
  await sell(company, 1, { refunded: true });
  assert.deepEqual([await daysOf(company), await daysOf(person)], [7, 3]);
  await sell(company, 49);
  assert.equal(await daysOf(company), 7, 'the refund is still among the newest fifty');
  await sell(company, 1);
  assert.equal(await daysOf(company), 1);
});

test('every change says in the log what it was before; who is frozen keeps what they have', async () => {
  const id = await open();
  await sell(id, 50);
  assert.equal(await daysOf(id), 3);
  const { rows } = await engine.db.pool.query(
    "SELECT actor_kind, before, after FROM audit_entry WHERE object_id = $1 AND action = 'supplier.maturity_changed'",
    [id],
  );
  assert.deepEqual(rows, [{ actor_kind: 'job', before: { maturity_days: 7 }, after: { maturity_days: 3 } }]);
  await engine.db.pool.query("UPDATE supplier SET status = 'frozen' WHERE id = $1", [id]);
  await sell(id, 1, { refunded: true });
  assert.equal(await daysOf(id), 3);
});

test('two processes that settle the same supplier at once change it, and say so, once', async () => {
  const other = await openTestEngine({ shared: { url: engine.url, secret: engine.keys.master.key.toString('hex') } });
  try {
    const id = await open('person');
    await sell(id, 50);
    const lock = { text: 'SELECT FROM supplier WHERE id = $1 FOR UPDATE', values: [id] };
    await whileLocked(
      engine.db.pool,
      lock,
      (waiting) => waiting === 2,
      () => Promise.all([setMaturity(engine), setMaturity(other)]),
    );
    const said = await engine.db.pool.query('SELECT FROM audit_entry WHERE object_id = $1', [id]);
    assert.equal(said.rowCount, 1);
  } finally {
    await other.close();
  }
});
