import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { openSupplySite, give, type SupplySite } from '../../test/open-supply-site.ts';
import { createId } from '@kameng/contract/id';
import { makeCodes } from '../../test/insert-goods.ts';
import { addMember, createOrganisation } from '../account/create-organisation.ts';
import { ApiError } from '../api-error.ts';
import { transact } from '../database/transact.ts';
import { askSuppliers } from './ask-suppliers.ts';
import { failuresMax } from './record-result.ts';
import { watchSupply } from './watch-supply.ts';
let site: SupplySite;

before(async () => {
  site = await openSupplySite();
});
afterEach(() => site.endTest());
after(() => site.close());

test('failures in a row pause the offer: it is sold out, and sells again when a buyer who waits gets codes', async () => {
  let works = false;
  const goods = await site.supply(({ id, quantity }) =>
    works ? { status: 200, body: give(id, makeCodes(quantity)) } : { status: 503 },
  );
  const orderId = await site.buy(goods);
  for (let attempt = 1; attempt <= failuresMax; attempt += 1) {
    assert.equal((await site.supplyOf(goods)).status, 'live');
    await askSuppliers(site.engine);
    site.engine.wait(75);
  }
  assert.equal((await site.supplyOf(goods)).status, 'paused');
  await assert.rejects(site.buy(goods), new ApiError('sold_out'));
  works = true;
  await askSuppliers(site.engine);
  assert.equal((await site.read(orderId)).status, 'delivered');
  assert.deepEqual(await site.supplyOf(goods), { status: 'live', failures: 0 });
  await site.buy(goods);
});

test('probes in vain are ever further apart, until one finds the server working', async () => {
  let works = false;
  const goods = await site.supply(({ id, quantity }) =>
    works ? { status: 200, body: give(id, makeCodes(quantity)) } : { status: 503 },
  );
  await site.engine.db.pool.query(
    "UPDATE supplied_offer SET status = 'paused', paused_at = $2, paused_for = 'bad_status', pauses = 1, probe_at = $2 WHERE offer_id = $1",
    [goods.offerId, site.engine.now()],
  );
  for (const pauseS of [1200, 2400, 4800, 9600, 9600]) {
    await watchSupply(site.engine);
    const { rows } = await site.engine.db.pool.query<{ probe_at: Date }>(
      'SELECT probe_at FROM supplied_offer WHERE offer_id = $1',
      [goods.offerId],
    );
    assert.equal(Math.round((rows[0]!.probe_at.getTime() - site.engine.now().getTime()) / 1000), pauseS);
    assert.equal((await site.supplyOf(goods)).status, 'paused');
    site.engine.wait(pauseS);
  }
  works = true;
  await watchSupply(site.engine);
  assert.equal((await site.supplyOf(goods)).status, 'live');
});

test('a pause and its end are told once each to those at the supplier who look after it', async () => {
  const { engine } = site;
  let works = false;
  const goods = await site.supply(({ id, quantity }) =>
    works ? { status: 200, body: give(id, makeCodes(quantity)) } : { status: 503 },
  );
  await transact(engine.db.pool, async (client) => {
    const organisationId = await createOrganisation(client, engine.now(), { kind: 'supplier', name: 'Cards' });
    for (const role of ['owner', 'finance'] as const) {
      const personId = createId('person');
      await client.query('INSERT INTO person (id, name, email, email_verified) VALUES ($1, $2, $3, true)', [
        personId,
        role,
        `${role}@cards.example`,
      ]);
      await addMember(client, engine.now(), { organisationId, personId, role });
    }
    await client.query('UPDATE supplier SET organisation_id = $2 WHERE id = $1', [goods.supplierId, organisationId]);
  });
  // One of the two: who looks after money only is not told.
  const mails = async () => {
    const { rows } = await engine.db.pool.query<{ template: string }>(
      "SELECT template FROM mail WHERE template LIKE 'supply%' ORDER BY id",
    );
    return rows.map(({ template }) => template);
  };
  await site.buy(goods);
  for (let attempt = 1; attempt <= failuresMax; attempt += 1) {
    await askSuppliers(engine);
    engine.wait(75);
  }
  await watchSupply(engine);
  await watchSupply(engine);
  assert.deepEqual(await mails(), ['supply_paused']);
  works = true;
  await askSuppliers(engine);
  await watchSupply(engine);
  await watchSupply(engine);
  assert.deepEqual(await mails(), ['supply_paused', 'supply_resumed']);
});
