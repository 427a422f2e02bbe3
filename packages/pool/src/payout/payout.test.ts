import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { OrganisationKind } from '@kameng/contract/desk-roles';
import { createId } from '@kameng/contract/id';
import { buyAtCheckout } from '../../test/buy-at-checkout.ts';
import { balanceOf, insertAgent, insertGoods } from '../../test/insert-goods.ts';
import { openOperatorSeat } from '../../test/operator-seat.ts';
import { openTestEngine, type TestEngine } from '../../test/open-test-engine.ts';
import { createPretendChannel } from '../../test/pretend-channel.ts';
import { whileLocked } from '../../test/while-locked.ts';
import { createOrganisation } from '../account/create-organisation.ts';
import { decideAdjustment } from '../adjustment/decide-adjustment.ts';
import { proposeAdjustment } from '../adjustment/propose-adjustment.ts';
import { transact } from '../database/transact.ts';
import type { MemberContext } from '../http/serve-desk.ts';
import { availableOf, owedOf, payoutOf } from '../ledger/accounts.ts';
import { matureShares } from '../ledger/mature-shares.ts';
import { isFaultless, proveLedger } from '../ledger/prove-ledger.ts';
import { refundOrder } from '../order/refund-order.ts';
import { decidePayout } from './decide-payout.ts';
import { getMoney } from './get-money.ts';
import { sealDetails } from './payout-account-row.ts';
import { requestPayout } from './request-payout.ts';

const dayS = 86_400;
const gateway = createPretendChannel();
let engine: TestEngine;
let operator: MemberContext;
before(async () => {
  engine = await openTestEngine({ channels: [gateway.channel] });
  operator = await openOperatorSeat(engine);
});
after(() => engine.close());

const cny = (amount_minor: number) => ({ amount_minor, currency: 'CNY' });

/** Somebody at the desk of a verified supplier or agent with an account that money may go to. */
async function openDesk(
  kind: 'supplier' | 'agent',
  ownerId: string,
): Promise<{ desk: MemberContext; accountId: string }> {
  const { db, keys, now } = engine;
  const at = new Date(now().getTime() - dayS * 1000);
  const id = await transact(db.pool, (client) => createOrganisation(client, at, { kind, name: kind }));
  await db.pool.query(`UPDATE ${kind} SET organisation_id = $2 WHERE id = $1`, [ownerId, id]);
  await db.pool.query(
    `INSERT INTO verification (id, organisation_id, subject, country, status, provider, number_fingerprint, created_at, decided_at)
     VALUES ($1, $2, 'person', 'CN', 'verified', 'manual', $3, $4, $4)`,
    [createId('verification'), id, Buffer.from(id), at],
  );
  const accountId = createId('payoutAccount');
  await db.pool.query(
    "INSERT INTO payout_account (id, organisation_id, kind, currency, hint, details_secret, usable_from, created_at) VALUES ($1, $2, 'bank', 'CNY', '····1234', $3, $4, $4)",
    [accountId, id, sealDetails(keys, accountId, { holder: 'Somebody', number: '1234', bank: null }), at],
  );
  const organisation = { id, kind: kind as OrganisationKind, name: kind, createdAt: at, siteIds: [] };
  const own = { supplierId: undefined, agentId: undefined, [`${kind}Id`]: ownerId };
  const by = { kind: 'person', id: createId('person'), name: 'Owner' } as const;
  const actor = { kind: 'member', organisation: { ...organisation, ...own }, role: 'owner', by } as const;
  return { desk: engine.as(actor) as MemberContext, accountId };
}

const request = (desk: MemberContext, account_id: string, amount_minor: number) =>
  requestPayout(desk, { params: undefined, query: undefined, body: { account_id, amount: cny(amount_minor) } });
const decide = (id: string, decision: 'approve' | 'refuse' | 'pay') =>
  decidePayout(operator, {
    params: { id },
    query: undefined,
    body: { decision, reference: 'R-1', message: 'So it is' },
  });
const refund = (id: string) =>
  refundOrder(operator, { params: { id }, query: undefined, body: { reason: 'Asked for' } });
async function moneyOf(desk: MemberContext) {
  const [{ available, owed, payable, in_payout }] = (await getMoney(desk)).data as [
    Awaited<ReturnType<typeof getMoney>>['data'][number],
  ];
  return [available, owed, payable, in_payout].map(({ amount_minor }) => amount_minor);
}

test('money that comes back from a payout, or is given, pays what its owner owes first', async () => {
  const goods = await insertGoods(engine);
  const { desk, accountId } = await openDesk('supplier', goods.supplierId);
  const orders = [];
  for (let nth = 0; nth < 3; nth += 1) orders.push(await buyAtCheckout(engine, gateway, goods));
  engine.wait(8 * dayS);
  while (await matureShares(engine));
  assert.deepEqual(await moneyOf(desk), [21_000, 0, 18_900, 0]);
  const { id } = await request(desk, accountId, 18_900);
  for (const order of orders.slice(0, 2)) await refund(order);
  assert.deepEqual(await moneyOf(desk), [0, 11_900, 0, 18_900]);

  const bo = await openOperatorSeat(engine, 'Bo');
  const given = await proposeAdjustment(operator, {
    params: undefined,
    query: undefined,
    body: { from: 'platform', to: goods.supplierId, amount: cny(900), reason: 'Wrong price on 3 May' },
  });
  await decideAdjustment(bo, { params: { id: given.id }, query: undefined, body: { decision: 'approve' } });
  assert.deepEqual(await moneyOf(desk), [0, 11_000, 0, 18_900]);

  await decide(id, 'refuse');
  assert.deepEqual(await moneyOf(desk), [7900, 0, 7200, 0]);
  assert.equal(await balanceOf(engine, payoutOf(goods.supplierId, 'CNY')), 0);
  assert.equal(await balanceOf(engine, owedOf(goods.supplierId, 'CNY')), 0);
  assert.ok(isFaultless(await proveLedger(engine.db.pool)));
});

test('of two payouts paid at once, each counts the other for the sales they cover', async () => {
  const agentId = await insertAgent(engine, 'PAYOUT');
  const { desk, accountId } = await openDesk('agent', agentId);
  const goods = await insertGoods(engine);
  for (let nth = 0; nth < 3; nth += 1) await buyAtCheckout(engine, gateway, { ...goods, ref: 'PAYOUT' });
  engine.wait(8 * dayS);
  while (await matureShares(engine));
  const part = (await balanceOf(engine, availableOf(agentId, 'CNY'))) / 3;
  const [first, ...others] = [
    await request(desk, accountId, part),
    await request(desk, accountId, part),
    await request(desk, accountId, part),
  ];
  assert.deepEqual(
    [first, ...others].map(({ status }) => status),
    ['approved', 'approved', 'approved'],
  );
  await decide(first.id, 'pay');

  const lock = { text: 'SELECT FROM share WHERE owner_id = $1 FOR UPDATE', values: [agentId] };
  await whileLocked(
    engine.db.pool,
    lock,
    (waiting) => waiting === 2,
    () => Promise.all(others.map(({ id }) => decide(id, 'pay'))),
  );
  const { rows } = await engine.db.pool.query('SELECT paid_at IS NOT NULL AS paid FROM share WHERE owner_id = $1', [
    agentId,
  ]);
  assert.deepEqual(rows, [{ paid: true }, { paid: true }, { paid: true }]);
});
