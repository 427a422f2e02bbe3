import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { OrganisationKind } from '@kameng/contract/desk-roles';
import type { DeskAnswer, DeskRouteName } from '@kameng/contract/desk-routes';
import { createId } from '@kameng/contract/id';
import { deskSamples } from '../../test/desk-samples.ts';
import { insertDispute } from '../../test/insert-dispute.ts';
import { insertGoods } from '../../test/insert-goods.ts';
import { askDesk, openOrganisation, openSeat, type Seat } from '../../test/open-seat.ts';
import { openTestPool, type TestPool } from '../../test/open-test-pool.ts';

let pool: TestPool;
before(async () => {
  pool = await openTestPool();
});
after(() => pool.close());

const write = (text: string, values: unknown[]) => pool.engine.db.pool.query(text, values);

async function read<Name extends DeskRouteName>(seat: Seat, name: Name, query: Record<string, string>, id?: string) {
  const response = await askDesk(pool, seat, name, { query, ...(id && { id }) });
  const text = await response.text();
  assert.ok(response.ok, `${name} ${JSON.stringify(query)}: ${response.status} ${text}`);
  return JSON.parse(text) as DeskAnswer<Name> as Extract<DeskAnswer<Name>, { data: unknown }>;
}

/** An owner at a desk of that kind. */
const open = async (kind: OrganisationKind) => openSeat(pool, await openOrganisation(pool, kind), 'owner');

/** A supplier with two offers: of Starfall, on sale, and of 星海_100%, paused; and a file for each. */
async function openSupplier() {
  const seat = await open('supplier');
  const [sold, paused] = [await insertGoods(pool.engine, { codes: 1 }), await insertGoods(pool.engine, { codes: 1 })];
  await write('UPDATE supplier SET organisation_id = $2 WHERE id = $1', [sold.supplierId, seat.organisationId]);
  await write("UPDATE offer SET supplier_id = $2, status = 'paused' WHERE id = $1", [paused.offerId, sold.supplierId]);
  await write(
    `UPDATE product SET brand = 'Harbour', names = '{"en":"Sea of stars","zh-CN":"星海_100%"}' WHERE id = $1`,
    [paused.productId],
  );
  for (const [{ offerId }, file, status] of [
    [sold, 'march.csv', 'done'],
    [paused, 'april.csv', 'failed'],
  ] as const)
    await write(
      'INSERT INTO upload (id, supplier_id, offer_id, file_name, status, bytes, created_at, updated_at) VALUES ($1, $2, $3, $4, $5, 1, $6, $6)',
      [createId('upload'), sold.supplierId, offerId, file, status, pool.engine.now()],
    );
  return { seat, sold: sold.offerId, paused: paused.offerId };
}

test('a supplier finds offers by product, brand and state, and only their own', async () => {
  const [{ seat, sold, paused }, other] = [await openSupplier(), await openSupplier()];
  const offers = async (query: Record<string, string>) =>
    (await read(seat, 'listOffers', query)).data.map(({ id }) => id);
  assert.deepEqual(await offers({}), [paused, sold]);
  assert.deepEqual(await offers({ q: 'STARF' }), [sold]);
  assert.deepEqual(await offers({ q: '星海' }), [paused], 'in every language that the product has');
  assert.deepEqual(await offers({ q: 'stars  harbour' }), [paused], 'words of name and brand, in any order');
  assert.deepEqual(await offers({ q: '_100%' }), [paused]);
  assert.deepEqual(await offers({ q: 's_a' }), [], 'no character stands for another');
  assert.deepEqual(await offers({ status: 'paused' }), [paused]);
  assert.deepEqual(await offers({ status: 'active', q: 'harbour' }), []);
  assert.deepEqual(await offers({ q: other.sold }), []);
  assert.equal((await askDesk(pool, seat, 'listOffers', { query: { status: 'sold' } })).status, 400);
  const page = await read(seat, 'listOffers', { q: 'a', limit: '1' });
  assert.deepEqual([page.data[0]!.id, (await offers({ q: 'a', cursor: page.next_cursor! }))[0]], [paused, sold]);
});

test('a supplier finds uploads by file, product and state; an offer of somebody else finds none', async () => {
  const [{ seat, sold }, other] = [await openSupplier(), await openSupplier()];
  const files = async (query: Record<string, string>) =>
    (await read(seat, 'listUploads', query)).data.map(({ file_name }) => file_name);
  assert.deepEqual(await files({}), ['april.csv', 'march.csv']);
  assert.deepEqual(await files({ q: 'march' }), ['march.csv']);
  assert.deepEqual(await files({ q: 'csv harbour' }), ['april.csv']);
  assert.deepEqual(await files({ status: 'done' }), ['march.csv']);
  assert.deepEqual(await files({ status: 'done', q: 'april' }), []);
  assert.deepEqual(await files({ offer_id: sold }), ['march.csv']);
  assert.deepEqual(await files({ offer_id: other.sold }), []);
});

test('an agent finds those brought in by name, and nobody whom another brought in', async () => {
  const [mine, theirs] = [createId('agent'), createId('agent')];
  const seat = await open('agent');
  const add = (id: string, name: string, parent: string | null, organisation: string | null) =>
    write(
      'INSERT INTO agent (id, ref, name, level, parent_id, organisation_id, created_at) VALUES ($1, $2, $3, 1, $4, $5, now())',
      [id, id.slice(-8).toUpperCase(), name, parent, organisation],
    );
  await add(mine, 'Mine', null, seat.organisationId);
  await add(theirs, 'Theirs', null, null);
  for (const [name, parent] of [
    ['Corner shop', mine],
    ['Night market', mine],
    ['Corner stall', theirs],
  ] as const)
    await add(createId('agent'), name, parent, null);
  const names = async (q: string) => (await read(seat, 'listDownline', { q })).data.map(({ name }) => name);
  assert.deepEqual(await names(''), ['Night market', 'Corner shop']);
  assert.deepEqual(await names('corner'), ['Corner shop']);
  assert.deepEqual(await names('stall'), []);
});

test('the operator finds coupons by what is in their code, and by whether they can be used now', async () => {
  const seat = await open('operator');
  const day = (days: number) => new Date(pool.engine.now().getTime() + days * 86_400_000);
  for (const [code, from, to] of [
    ['SPRING-OVER', -2, -1],
    ['SPRING-NOW', -1, 1],
    ['AUTUMN', 1, 2],
  ] as const)
    await write(
      'INSERT INTO coupon (id, code, percent_bps, starts_at, ends_at, uses_max, uses_per_buyer, created_at) VALUES ($1, $2, 100, $3, $4, 9, 1, $5)',
      [createId('coupon'), code, day(from), day(to), pool.engine.now()],
    );
  const codes = async (query: Record<string, string>) =>
    (await read(seat, 'listCoupons', query)).data.map(({ code }) => code).filter((code) => /SPRING|AUTUMN/.test(code));
  assert.deepEqual(await codes({ q: 'spring' }), ['SPRING-NOW', 'SPRING-OVER']);
  assert.deepEqual(await codes({ state: 'soon' }), ['AUTUMN']);
  assert.deepEqual(await codes({ state: 'valid' }), ['SPRING-NOW']);
  assert.deepEqual(await codes({ state: 'over', q: 'spring' }), ['SPRING-OVER']);
});

test('an order is found at its supplier’s and at the operator’s desk, whenever it was, and at nobody else’s', async () => {
  const [seat, rival, operator, agent] = [
    await open('supplier'),
    await open('supplier'),
    await open('operator'),
    await open('agent'),
  ];
  const first = await insertDispute(pool, seat.organisationId);
  const second = await insertDispute(pool, seat.organisationId);
  const theirs = await insertDispute(pool, rival.organisationId);
  const disputes = async (at: Seat, name: 'listSupplierDisputes' | 'listAdminDisputes', order_id: string) =>
    (await read(at, name, { order_id })).data.map(({ id }) => id);
  assert.deepEqual(await disputes(seat, 'listSupplierDisputes', first.orderId), [first.disputeId]);
  assert.deepEqual(await disputes(seat, 'listSupplierDisputes', theirs.orderId), []);
  assert.deepEqual(await disputes(operator, 'listAdminDisputes', theirs.orderId), [theirs.disputeId]);

  const sales = async (query: Record<string, string>) =>
    (await read(seat, 'listSales', { from: '2020-01-01', to: '2020-01-31', ...query })).data.map(
      (sale) => sale.order_id,
    );
  assert.deepEqual(await sales({}), []);
  assert.deepEqual(await sales({ order_id: second.orderId }), [second.orderId]);
  assert.deepEqual(await sales({ order_id: second.orderId, status: 'delivered' }), [], 'it is in dispute');
  assert.deepEqual(await sales({ order_id: theirs.orderId }), []);
  assert.deepEqual(await sales({ order_id: 'ord_' }), [], 'no part of an id stands for all that begin with it');
  const agentId = createId('agent');
  await write(
    "INSERT INTO agent (id, ref, name, level, organisation_id, created_at) VALUES ($1, 'NARROW1', 'Corner', 1, $2, now())",
    [agentId, agent.organisationId],
  );
  for (const [{ orderId }, owner] of [
    [first, agentId],
    [second, agentId],
    [theirs, createId('agent')],
  ] as const)
    await write(
      "INSERT INTO share (order_id, owner_id, kind, currency, amount_minor, matures_at) VALUES ($1, $2, 'commission', 'CNY', 5, now())",
      [orderId, owner],
    );
  const commissions = async (query: Record<string, string>) =>
    (await read(agent, 'listCommissions', query)).data.map(({ order }) => order.id);
  assert.deepEqual(await commissions({}), [second.orderId, first.orderId]);
  assert.deepEqual(await commissions({ order_id: first.orderId }), [first.orderId]);
  assert.deepEqual(await commissions({ order_id: theirs.orderId }), []);
});

test('the operator finds in each queue what a party by that name waits for', async () => {
  const operator = await open('operator');
  const waiting = { submission: [] as string[], payout: [] as string[], verification: [] as string[] };
  for (const name of ['Lantern Trade', '灯塔商贸']) {
    const seat = await open('supplier');
    waiting.submission.push(await deskSamples.reviewSubmission.id(pool, seat));
    waiting.payout.push(await deskSamples.decidePayout.id(pool, seat));
    waiting.verification.push(await deskSamples.decideVerification.id(pool, seat));
    await write('UPDATE organisation SET name = $2 WHERE id = $1', [seat.organisationId, name]);
    await write('UPDATE supplier SET name = $2 WHERE organisation_id = $1', [seat.organisationId, name]);
    const own = async (q: string) => (await read(seat, 'listSubmissions', { q })).data.map(({ id }) => id);
    const { data } = await read(seat, 'listSubmissions', {});
    assert.deepEqual(await own(data[0]!.goods!.names.en), [waiting.submission.at(-1)]);
    assert.deepEqual(await own('nothing like it'), []);
  }
  const ids = async (name: 'listSubmissionQueue' | 'listPayoutQueue' | 'listVerificationQueue', q: string) =>
    (await read(operator, name, { q })).data.map(({ id }) => id);
  for (const [q, at] of [
    ['trade lantern', 0],
    ['灯塔', 1],
  ] as const) {
    assert.deepEqual(await ids('listSubmissionQueue', q), [waiting.submission[at]]);
    assert.deepEqual(await ids('listPayoutQueue', q), [waiting.payout[at]]);
    assert.deepEqual(await ids('listVerificationQueue', q), [waiting.verification[at]]);
  }
  const frozen = async (query: Record<string, string>) => (await read(operator, 'listFreezes', query)).data.length;
  await deskSamples.liftFreeze.id(pool, operator);
  assert.deepEqual([await frozen({ kind: 'supplier' }), await frozen({ kind: 'agent' })], [1, 0]);
});

test('a shop finds what it was told about an order, and nothing of another shop’s', async () => {
  const [seat, rival] = [await open('shop'), await open('shop')];
  const [order, other] = [createId('order'), createId('order')];
  const openSite = async ({ organisationId }: Seat, orders: readonly string[]) => {
    const [site, endpoint] = [createId('site'), createId('webhookEndpoint')];
    await write(
      "INSERT INTO site (id, name, kind, environment, organisation_id, created_at) VALUES ($1, 'Shop', 'shop', 'test', $2, now())",
      [site, organisationId],
    );
    await write(
      "INSERT INTO webhook_endpoint (id, site_id, url, events, created_at) VALUES ($1, $2, 'https://shop.example/hook', '{order.paid}', now())",
      [endpoint, site],
    );
    for (const object of orders) {
      const event = createId('event');
      await write(
        "INSERT INTO event (id, site_id, type, object_id, sequence, created_at, dispatched_at) VALUES ($1, $2, 'order.paid', $3, 1, now(), now())",
        [event, site, object],
      );
      await write(
        'INSERT INTO webhook_delivery (event_id, endpoint_id, object_id, queued_at, delivered_at) VALUES ($1, $2, $3, now(), now())',
        [event, endpoint, object],
      );
    }
    return site;
  };
  const site = await openSite(seat, [order, createId('order')]);
  await openSite(rival, [other]);
  const told = async (query: Record<string, string>) =>
    (await read(seat, 'listSiteDeliveries', query, site)).data.map(({ object_id }) => object_id);
  assert.equal((await told({})).length, 2);
  assert.deepEqual(await told({ object_id: order }), [order]);
  assert.deepEqual(await told({ object_id: order, state: 'waiting' }), []);
  assert.deepEqual(await told({ object_id: other }), []);
});

test('an owner finds what somebody did, and of another organisation nothing', async () => {
  const seats = [await open('shop'), await open('shop')] as const;
  for (const { organisationId, personId } of seats)
    for (const actor of [personId, createId('person')])
      await write(
        "INSERT INTO audit_entry (id, organisation_id, actor_kind, actor_id, actor_name, action, object_id, created_at) VALUES ($1, $2, 'person', $3, 'Somebody', 'site.changed', 'sit_x', now())",
        [createId('auditEntry'), organisationId, actor],
      );
  const [mine, theirs] = seats;
  const actors = async (query: Record<string, string>) =>
    (await read(mine, 'listAudit', { action: 'site.changed', ...query })).data.map(({ by }) => by.id);
  assert.equal((await actors({})).length, 2);
  assert.deepEqual(await actors({ actor_id: mine.personId }), [mine.personId]);
  assert.deepEqual(await actors({ actor_id: theirs.personId }), []);
});
