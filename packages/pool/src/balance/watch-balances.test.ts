import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { DeskAnswer } from '@kameng/contract/desk-routes';
import { askDesk, openOrganisation, openSeat, refusalOf } from '../../test/open-seat.ts';
import { openTestPool, type TestPool } from '../../test/open-test-pool.ts';
import { transact } from '../database/transact.ts';
import { availableOf, channelFunds } from '../ledger/accounts.ts';
import { postTransfers } from '../ledger/post-transfers.ts';
import { openLetter } from '../mail/queue-letters.ts';
import { createSite } from '../site/create-site.ts';
import { watchBalances } from './watch-balances.ts';

let pool: TestPool;
before(async () => {
  pool = await openTestPool();
});
after(() => pool.close());

/** Tops a shop up, or spends. */
async function move(siteId: string, amount: number): Promise<void> {
  const [bank, shop] = [channelFunds('sandbox', 'CNY'), availableOf(siteId, 'CNY')];
  const [from, to] = amount > 0 ? [bank, shop] : [shop, bank];
  const transfer = {
    kind: 'adjustment',
    from,
    to,
    currency: 'CNY',
    amount_minor: Math.abs(amount),
    order_id: null,
  } as const;
  await transact(pool.engine.db.pool, (client) => postTransfers(client, pool.engine.now(), [transfer]));
}

test('a shop is told once when its balance falls below what it set, and again only after it was topped up', async () => {
  const { engine } = pool;
  const organisationId = await openOrganisation(pool, 'shop');
  const finance = await openSeat(pool, organisationId, 'finance');
  await openSeat(pool, organisationId, 'clerk');
  const { id } = await createSite(engine, { name: 'Corner', kind: 'shop', environment: 'test', origins: [] });
  await engine.db.pool.query('UPDATE site SET organisation_id = $2 WHERE id = $1', [id, organisationId]);
  const set = async (amount_minor: number) => {
    const body = { below: { amount_minor, currency: 'CNY' } };
    return (await (
      await askDesk(pool, finance, 'setBalanceAlert', { id, body })
    ).json()) as DeskAnswer<'setBalanceAlert'>;
  };
  const events = async () => {
    const { rows } = await engine.db.pool.query<{ object_id: string; sequence: number }>(
      "SELECT object_id, sequence FROM event WHERE site_id = $1 AND type = 'balance.low' ORDER BY id",
      [id],
    );
    return rows;
  };

  assert.deepEqual((await set(1000)).data, [{ below: { amount_minor: 1000, currency: 'CNY' }, low_since: null }]);
  assert.equal(await watchBalances(engine), 0, 'nothing was ever there');
  await move(id, 1000);
  assert.equal(await watchBalances(engine), 0, 'exactly enough');
  await move(id, -1);
  const told = await Promise.all([watchBalances(engine), watchBalances(engine)]);
  assert.deepEqual(told.toSorted(), [0, 1], 'two processes tell it once');
  await move(id, -500);
  assert.equal(await watchBalances(engine), 0);
  assert.deepEqual(await events(), [{ object_id: id, sequence: 1 }]);

  const { rows } = await engine.db.pool.query<{ id: string; letter_secret: Buffer }>(
    "SELECT id, letter_secret FROM mail WHERE template = 'low_balance'",
  );
  const letters = rows.map((row) => openLetter(engine.keys, row.id, row.letter_secret));
  assert.deepEqual(
    letters.map(({ recipient }) => recipient),
    [finance.email],
    'whoever may see money',
  );
  assert.deepEqual(letters[0]!.values, { site: 'Corner', balance: '¥9.99', below: '¥10.00' });

  await move(id, 600);
  assert.equal(await watchBalances(engine), 0, 'topped up');
  await move(id, -100);
  assert.equal(await watchBalances(engine), 1);
  assert.deepEqual(
    await events(),
    [1, 2].map((sequence) => ({ object_id: id, sequence })),
  );
  assert.deepEqual((await set(0)).data, []);
  await move(id, -100);
  assert.equal(await watchBalances(engine), 0);

  const stranger = await openSeat(pool, await openOrganisation(pool, 'shop'), 'owner');
  assert.equal(await refusalOf(await askDesk(pool, stranger, 'listBalanceAlerts', { id })), 'not_found');
});
