import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { DeskAnswer, DeskRouteName } from '@kameng/contract/desk-routes';
import { createId } from '@kameng/contract/id';
import { askDesk, openOrganisation, openSeat, refusalOf, type DeskCall, type Seat } from '../../test/open-seat.ts';
import { openTestPool, type TestPool } from '../../test/open-test-pool.ts';
import { transact } from '../database/transact.ts';
import { channelFunds, pendingOf } from '../ledger/accounts.ts';
import { matureShares } from '../ledger/mature-shares.ts';
import { postTransfers } from '../ledger/post-transfers.ts';
import { sealDetails } from '../payout/payout-account-row.ts';
import { fingerprintNumber } from '../verification/verification-row.ts';
import { writeViews } from '../referral/count-views.ts';

let pool: TestPool;
before(async () => {
  pool = await openTestPool();
});
after(() => pool.close());

async function ask<Name extends DeskRouteName>(seat: Seat, name: Name, call?: DeskCall): Promise<DeskAnswer<Name>> {
  const response = await askDesk(pool, seat, name, call);
  const text = await response.text();
  assert.ok(response.ok, `${name} ${response.status} ${text}`);
  return (text === '' ? undefined : JSON.parse(text)) as DeskAnswer<Name>;
}

/** Somebody who belongs to nothing yet, and then is an agent. */
async function join(invitedBy?: string) {
  const stranger = await openSeat(pool, await openOrganisation(pool, 'shop'), 'owner');
  const { id } = await ask(stranger, 'createOrganisation', {
    body: { kind: 'agent', name: 'Corner', language: 'en', ...(invitedBy && { invited_by: invitedBy }) },
  });
  const seat = { ...stranger, organisationId: id };
  return { agent: await ask(seat, 'getAgent'), seat };
}

const product = async () =>
  (
    await pool.engine.db.pool.query<{ id: string }>(
      "SELECT id FROM product WHERE slug = 'starfall-60' OR rank = (SELECT min(rank) FROM product) ORDER BY rank LIMIT 1",
    )
  ).rows[0]!.id;

test('somebody becomes an agent and has a link that sells at once; who brought them in has a downline', async () => {
  const parent = await join();
  const { agent, seat } = await join(parent.agent.ref);
  assert.match(agent.ref, /^[A-Z2-9]{7}$/);
  assert.deepEqual([agent.level, agent.verification, agent.invited_by], [1, null, 'Corner']);
  const led = await fetch(agent.url, { redirect: 'manual' });
  assert.equal(led.headers.get('location'), `/playground/shelf.html?ref=${agent.ref}`);
  const downline = await ask(parent.seat, 'listDownline');
  assert.deepEqual(
    downline.data.map(({ name, sales, earned }) => [name, sales, earned]),
    [['Corner', 0, []]],
  );
  assert.deepEqual(
    (await ask(seat, 'listLevels')).data.map(({ commission_bps }) => commission_bps),
    [300, 400, 500],
  );
  const operator = await openSeat(pool, await openOrganisation(pool, 'operator'), 'owner');
  const live_from = new Date(pool.engine.now().getTime() + 86_400_000).toISOString();
  const terms = { kind: 'children', rates: { 1: 60, 2: 90, 3: 120 } };
  const rule = await ask(operator, 'publishRule', { body: { terms, live_from, reason: 'Next month' } });
  const { upcoming } = await ask(seat, 'listLevels');
  assert.deepEqual(
    upcoming.map((next) => [next.live_from, next.data.map(({ child_bps }) => child_bps)]),
    [[live_from, [60, 90, 120]]],
  );
  await ask(operator, 'withdrawRule', { id: rule.id, body: { reason: 'Not now' } });
  const again = (invited_by: string) => ({ body: { kind: 'agent', name: 'Me again', language: 'en', invited_by } });
  const { id } = await ask(seat, 'createOrganisation', again(agent.ref));
  assert.equal((await ask({ ...seat, organisationId: id }, 'getAgent')).invited_by, null);
  const refused = await askDesk(pool, seat, 'createOrganisation', again('NOBODY'));
  assert.equal(await refusalOf(refused), 'ref_unknown');
});

test('a further link has its own referral ID; its views and checkouts are counted, machines and reloads are not', async () => {
  const { agent, seat } = await join();
  const link = await ask(seat, 'createAgentLink', { body: { label: 'Videos' } });
  const look = (url: string, agentName: string) =>
    fetch(url, { redirect: 'manual', headers: { 'user-agent': agentName } });
  for (const name of ['Firefox', 'Firefox', 'Safari', 'Googlebot', 'WhatsApp/2']) await look(link.url, name);
  await look(agent.url, 'Firefox');
  const bought = await fetch(`${pool.url}/v1/checkouts`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ product_id: await product(), ref: link.ref }),
  });
  assert.equal(bought.status, 201, await bought.text());
  await writeViews(pool.engine);
  const today = new Date().toISOString().slice(0, 10);
  const figures = await ask(seat, 'getAgentFigures', { query: { from: today, to: today } });
  assert.deepEqual(figures.total, { views: 3, checkouts: 1, paid: 0 });
  assert.deepEqual(figures.links, [
    { ref: link.ref, label: 'Videos', views: 2, checkouts: 1, paid: 0 },
    { ref: agent.ref, label: null, views: 1, checkouts: 0, paid: 0 },
  ]);
  await ask(seat, 'removeAgentLink', { id: link.id! });
  assert.deepEqual(
    (await ask(seat, 'listAgentLinks')).data.map(({ ref }) => ref),
    [agent.ref],
  );
});

test('whoever buys signed in, or later in the same browser, is seen to be the agent', async () => {
  const { agent, seat } = await join();
  const device = /kameng_device=[\w-]+/.exec(seat.cookie)?.[0];
  assert.ok(device);
  const session = seat.cookie.replace(device, '');
  for (const [cookie, by] of [
    [session, 'account'],
    [device, 'device'],
    ['', null],
  ] as const) {
    const send = async (path: string, body: object) => {
      const response = await fetch(`${pool.url}${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', cookie },
        body: JSON.stringify(body),
      });
      return (await response.json()) as { id: string; secret: string; consent: object; order: { id: string } };
    };
    const { id, secret, consent } = await send('/v1/checkouts', { product_id: await product(), ref: agent.ref });
    const { order } = await send(`/v1/checkouts/${id}/confirm`, {
      secret,
      contact: { email: 'x@buyer.example' },
      channel: 'sandbox',
      consent: { text_version: (consent as { text_version: string }).text_version },
    });
    const { rows } = await pool.engine.db.pool.query('SELECT self_sale FROM orders WHERE id = $1', [order.id]);
    assert.deepEqual(rows, [{ self_sale: by }]);
  }
});

test('the markup is shown with its price and what a unit earns, and never above the list price', async () => {
  const { agent, seat } = await join();
  const id = await product();
  await ask(seat, 'setMarkups', { body: { markup_bps: 500, products: [{ product_id: id, markup_bps: 10_000 }] } });
  const { markup_bps, data } = await ask(seat, 'listMarkups', { query: { limit: '100' } });
  assert.equal(markup_bps, 500);
  const own = data.find(({ product_id }) => product_id === id)!;
  assert.deepEqual([own.markup_bps, own.price], [10_000, own.list_price]);
  for (const { price, list_price, pool_price, commission } of data) {
    assert.ok(price.amount_minor <= list_price.amount_minor && price.amount_minor >= pool_price.amount_minor);
    const added = price.amount_minor - pool_price.amount_minor;
    assert.equal(commission.amount_minor, added + Math.floor((pool_price.amount_minor * 300) / 10_000));
  }
  const seen = (await (
    await fetch(`${pool.url}/v1/products/${id}`, { headers: { 'kameng-ref': agent.ref } })
  ).json()) as { price: object };
  assert.deepEqual(seen.price, own.price);
  await ask(seat, 'setMarkups', { body: { products: [{ product_id: id, markup_bps: null }] } });
  assert.equal((await ask(seat, 'listMarkups')).data.find(({ product_id }) => product_id === id)!.markup_bps, null);
});

/** Money that came from an order. */
async function earn(agentId: string, amount_minor: number): Promise<void> {
  const { engine } = pool;
  const order_id = createId('order', engine.now().getTime());
  const { pool: db } = engine.db;
  const { rows } = await db.query<{ id: string; offer: string }>(
    'SELECT p.id, o.id AS offer FROM product p JOIN offer o ON o.product_id = p.id LIMIT 1',
  );
  await db.query(
    `INSERT INTO orders (id, agent_id, status, channel, currency, amount_minor, commission_bps, created_at, paid_at, delivered_at)
     VALUES ($1, $2, 'delivered', 'sandbox', 'CNY', $3, 300, $4, $4, $4)`,
    [order_id, agentId, amount_minor * 10, engine.now()],
  );
  await db.query(
    `INSERT INTO order_item (id, order_id, product_id, offer_id, quantity, unit_price_minor, unit_supply_minor, status)
     VALUES ($1, $2, $3, $4, 1, $5, 0, 'delivered')`,
    [createId('orderItem'), order_id, rows[0]!.id, rows[0]!.offer, amount_minor * 10],
  );
  await transact(db, (client) =>
    postTransfers(client, engine.now(), [
      {
        kind: 'commission',
        from: channelFunds('sandbox', 'CNY'),
        to: pendingOf(agentId, 'CNY'),
        currency: 'CNY',
        amount_minor,
        order_id,
      },
    ]),
  );
}

test('commissions go from pending to matured to paid; small withdrawals need no approval, and none goes unverified', async () => {
  const { agent, seat } = await join();
  const operator = await openSeat(pool, await openOrganisation(pool, 'operator'), 'owner');
  for (const amount of [30_000, 20_000, 40_000]) await earn(agent.id, amount);
  const states = async () => (await ask(seat, 'listCommissions')).data.map(({ status }) => status);
  assert.deepEqual(await states(), ['pending', 'pending', 'pending']);
  await pool.advance(8 * 86_400);
  await matureShares(pool.engine);
  assert.deepEqual(await states(), ['matured', 'matured', 'matured']);

  const { engine } = pool;
  const account = createId('payoutAccount');
  await engine.db.pool.query(
    `INSERT INTO payout_account (id, organisation_id, kind, currency, hint, details_secret, usable_from, created_at)
     VALUES ($1, $2, 'alipay', 'CNY', '····1234', $3, $4, $4)`,
    [
      account,
      seat.organisationId,
      sealDetails(engine.keys, account, { holder: 'A', number: '1234', bank: null }),
      engine.now(),
    ],
  );
  const fresh = { ...seat, ...(await openSeat(pool, seat.organisationId, 'finance')) };
  const withdraw = (amount_minor: number) =>
    askDesk(pool, fresh, 'requestPayout', {
      body: { account_id: account, amount: { amount_minor, currency: 'CNY' } },
      headers: { 'idempotency-key': createId('event') },
    });
  assert.equal(await refusalOf(await withdraw(30_000)), 'not_verified');
  await engine.db.pool.query(
    `INSERT INTO verification (id, organisation_id, subject, country, status, provider, number_fingerprint, created_at, decided_at)
     VALUES ($1, $2, 'person', 'CN', 'verified', 'manual', $3, $4, $4)`,
    [createId('verification'), seat.organisationId, fingerprintNumber(engine.keys, 'CN', agent.id), engine.now()],
  );
  const first = (await (await withdraw(30_000)).json()) as DeskAnswer<'requestPayout'>;
  assert.equal(first.status, 'approved');
  const second = (await (await withdraw(25_000)).json()) as DeskAnswer<'requestPayout'>;
  assert.equal(second.status, 'pending', 'together they are more than a day’s limit');
  const desk = { ...operator, ...(await openSeat(pool, operator.organisationId, 'owner')) };
  const limit = (kind: string, amount: number) => ({ terms: { kind, rates: { CNY: amount } } });
  const tried = await ask(desk, 'simulateRule', { body: limit('payout_daily', 55_000) });
  assert.deepEqual(tried.payouts, {
    counted: 2,
    before: { below_minimum: 0, to_approve: 1 },
    after: { below_minimum: 0, to_approve: 0 },
  });
  const publish = (terms: object) => ask(desk, 'publishRule', { body: { ...terms, reason: 'New limits' } });
  await publish(limit('payout_minimum', 1000));
  assert.equal((await ask(fresh, 'getMoney')).data[0]!.minimum.amount_minor, 1000);
  assert.equal(await refusalOf(await withdraw(999)), 'payout_refused');
  await publish({ terms: { kind: 'payout_minimum', rates: {} } });
  const paid = await askDesk(pool, desk, 'decidePayout', {
    id: first.id,
    body: { decision: 'pay', reference: 'B1' },
  });
  assert.equal(paid.status, 200, await paid.text());
  assert.deepEqual(await states(), ['matured', 'matured', 'paid']);
  assert.equal((await ask({ ...seat, ...fresh }, 'getMoney')).data[0]!.in_payout.amount_minor, 25_000);
});

test('a storefront has one address, and goods that are there', async () => {
  const [one, two] = [await join(), await join()];
  const proposal = await ask(one.seat, 'getStorefront');
  assert.deepEqual([proposal.published, proposal.updated_at], [false, null]);
  const body = { slug: 'corner', title: 'Corner', words: '', product_ids: [await product()], published: true };
  assert.equal((await ask(one.seat, 'saveStorefront', { body })).url.endsWith('/s/corner'), true);
  assert.equal(await refusalOf(await askDesk(pool, two.seat, 'saveStorefront', { body })), 'slug_taken');
  const unknown = { ...body, slug: 'other', product_ids: [createId('product')] };
  assert.equal(
    await refusalOf(await askDesk(pool, two.seat, 'saveStorefront', { body: unknown })),
    'product_not_found',
  );
});
