import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { DeskAnswer } from '@kameng/contract/desk-routes';
import type { TopUp } from '@kameng/contract/desk/top-up';
import { askDesk, openOrganisation, openSeat, refusalOf, type Seat } from '../../test/open-seat.ts';
import { openTestPool, type TestPool } from '../../test/open-test-pool.ts';
import { waitFor } from '../../test/wait-for.ts';
import { channelFees, platformFees } from '../ledger/accounts.ts';
import { isFaultless, proveLedger } from '../ledger/prove-ledger.ts';
import { readBalances } from '../ledger/read-balances.ts';
import type { Seen } from '../payment/channel.ts';
import { readReconciliation } from '../payment/read-reconciliation.ts';
import { reconcileDay } from '../payment/reconcile.ts';
import { excessMinor, paySandboxPayment } from '../sandbox/pay-sandbox-payment.ts';
import { createSite } from '../site/create-site.ts';

let pool: TestPool;
let finance: Seat;
before(async () => {
  pool = await openTestPool();
  finance = await openSeat(pool, await openOrganisation(pool, 'shop'), 'finance');
});
after(() => pool.close());

async function openShop(kind: 'shop' | 'site' = 'shop'): Promise<string> {
  const { id } = await createSite(pool.engine, { name: 'Corner', kind, environment: 'test', origins: [] });
  await pool.engine.db.pool.query('UPDATE site SET organisation_id = $2 WHERE id = $1', [id, finance.organisationId]);
  return id;
}
const ask = (id: string, amount_minor: number, channel = 'sandbox') =>
  askDesk(pool, finance, 'createTopUp', { id, body: { amount: { amount_minor, currency: 'CNY' }, channel } });
async function begin(id: string, amount_minor: number): Promise<TopUp> {
  const response = await ask(id, amount_minor);
  assert.equal(response.status, 201);
  return (await response.json()) as TopUp;
}
const list = async (id: string, query = {}) =>
  (await (await askDesk(pool, finance, 'listTopUps', { id, query })).json()) as DeskAnswer<'listTopUps'>;
async function balanceOf(id: string): Promise<number> {
  const { data } = (await (
    await askDesk(pool, finance, 'getSiteBalance', { id })
  ).json()) as DeskAnswer<'getSiteBalance'>;
  return data.find(({ currency }) => currency === 'CNY')?.amount_minor ?? 0;
}
async function paymentOf(topUp: TopUp): Promise<string> {
  const { rows } = await pool.engine.db.pool.query<{ payment_id: string }>(
    'SELECT payment_id FROM top_up WHERE id = $1',
    [topUp.id],
  );
  return rows[0]!.payment_id;
}
const apply = (seen: Partial<Seen> & Pick<Seen, 'paymentId' | 'state'>, channel = 'sandbox') =>
  pool.engine.batchers.applySeen({
    channel,
    seen: { eventKey: `${Math.random()}`, paid: undefined, providerReference: undefined, ...seen },
    stored: false,
  });
const cny = (amount_minor: number) => ({ amount_minor, currency: 'CNY' });
const settled = (id: string, topUp: TopUp) =>
  waitFor(async () => (await list(id)).data.find((each) => each.id === topUp.id)!.status !== 'waiting');
async function booksAreEven(): Promise<void> {
  const proof = await proveLedger(pool.engine.db.pool);
  assert.ok(isFaultless(proof), JSON.stringify(proof));
}

test('a shop pays at the gateway, once or as often as it is told, and its balance has what came in', async () => {
  const id = await openShop();
  const once = await begin(id, 50_000);
  assert.deepEqual(
    [once.status, once.amount, once.received, once.action!.kind],
    ['waiting', cny(50_000), cny(0), 'redirect'],
  );
  for (const outcome of ['paid', 'twice', 'more', 'less', 'lost'] as const) {
    const topUp = outcome === 'paid' ? once : await begin(id, 50_000);
    const { url } = topUp.action as { url: string };
    await fetch(url, { method: 'POST', body: new URLSearchParams({ outcome }), redirect: 'manual' });
    // Where the callback was lost, the look at the list asks the gateway.
    if (outcome === 'lost') await pool.advance(6);
    await settled(id, topUp);
  }
  assert.equal(await balanceOf(id), 50_000 + 50_000 + (50_000 + excessMinor) + 25_000 + 50_000);
  const { data, channels, next_cursor } = await list(id, { limit: '2' });
  assert.deepEqual([data.length, channels.map((each) => each.id)], [2, ['sandbox']]);
  assert.ok(data.every(({ status, action, paid_at }) => status === 'paid' && action === null && paid_at !== null));
  assert.equal((await list(id, { cursor: next_cursor! })).data.at(-1)!.id, once.id);
  const entries = (await (
    await askDesk(pool, finance, 'listSiteEntries', { id })
  ).json()) as DeskAnswer<'listSiteEntries'>;
  assert.ok(entries.data.every(({ kind, order_id }) => kind === 'top_up' && order_id === null));
  await booksAreEven();
});

test('messages in any order and all at once book the most that was ever told, once', async () => {
  const id = await openShop();
  const paymentId = await paymentOf(await begin(id, 9000));
  await apply({ paymentId, state: 'failed' });
  const told = [1000, 9000, 3000, 9000, 8999, 10_000, 1].map((amount) =>
    apply({ paymentId, state: 'paid', paid: cny(amount) }),
  );
  await Promise.all([...told, apply({ paymentId, state: 'closed' }), apply({ paymentId, state: 'pending' })]);
  assert.equal(await balanceOf(id), 10_000);
  assert.equal((await list(id)).data[0]!.status, 'paid');
  await booksAreEven();
});

test('what cannot be believed is for people to look at, and moves nothing', async () => {
  const id = await openShop();
  const paymentId = await paymentOf(await begin(id, 9000));
  const doubtful: [Partial<Seen> & Pick<Seen, 'state'>, string?][] = [
    [{ state: 'paid' }],
    [{ state: 'paid', paid: { amount_minor: 9000, currency: 'USD' } }],
    [{ state: 'paid', paid: cny(0) }],
    [{ state: 'paid', paid: cny(9000) }, 'another'],
  ];
  for (const [seen, channel] of doubtful) assert.equal(await apply({ paymentId, ...seen }, channel), 'quarantined');
  assert.equal(await balanceOf(id), 0);
  await apply({ paymentId, state: 'paid', paid: cny(9000) });
  assert.equal(
    await apply({ paymentId, state: 'refunded', paid: cny(9000) }),
    'quarantined',
    'the shop may have spent it',
  );
  assert.equal(await balanceOf(id), 9000);
});

test('the bill of the gateway matches, and its fee is the operator’s', async () => {
  const id = await openShop();
  const paymentId = await paymentOf(await begin(id, 100_000));
  const accounts = [platformFees('CNY'), channelFees('sandbox', 'CNY')] as const;
  const before = await readBalances(pool.engine.db.pool, [...accounts]);
  const day = pool.engine.now().toISOString().slice(0, 10);
  await paySandboxPayment(pool.engine, paymentId, 'more');
  await waitFor(async () => (await balanceOf(id)) > 0);
  const now = await readBalances(pool.engine.db.pool, [...accounts]);
  const fee = Math.floor((101_000 * 60) / 10_000);
  assert.deepEqual(
    accounts.map((account) => (now.get(account) ?? 0) - (before.get(account) ?? 0)),
    [-fee, fee],
  );
  await pool.advance(86_400);
  const channel = pool.engine.channels.get('sandbox')!;
  await reconcileDay(pool.engine, channel, day);
  const matched = await readReconciliation(pool.engine.db.pool, { outcome: 'matched' }, { limit: 500 });
  assert.deepEqual(
    matched
      .filter(({ payment_id }) => payment_id === paymentId)
      .map(({ kind, booked_minor }) => [kind, booked_minor])
      .toSorted(),
    [
      ['fee', fee],
      ['pay', 101_000],
    ],
  );
});

test('a page has no balance, an unknown channel takes nothing, and a shop waits for no more than it can pay', async () => {
  assert.equal(await refusalOf(await ask(await openShop('site'), 100)), 'not_found');
  const id = await openShop();
  assert.equal(await refusalOf(await ask(id, 100, 'nobody')), 'channel_unknown');
  const answers = await Promise.all(Array.from({ length: 23 }, () => ask(id, 100)));
  assert.deepEqual(
    answers
      .map(({ status }) => status)
      .toSorted()
      .slice(0, 21),
    [...Array<number>(20).fill(201), 409].toSorted(),
  );
  const stranger = await openSeat(pool, await openOrganisation(pool, 'shop'), 'owner');
  assert.equal(await refusalOf(await askDesk(pool, stranger, 'listTopUps', { id })), 'not_found');
});
