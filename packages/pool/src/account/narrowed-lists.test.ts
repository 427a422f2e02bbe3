import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { DeskAnswer, DeskRouteName } from '@kameng/contract/desk-routes';
import { createId } from '@kameng/contract/id';
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

/** A supplier with two offers: of Starfall, on sale, and of 星海_100%, paused; and a file for each. */
async function openSupplier() {
  const seat = await openSeat(pool, await openOrganisation(pool, 'supplier'), 'viewer');
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
  const seat = await openSeat(pool, await openOrganisation(pool, 'agent'), 'owner');
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
  const seat = await openSeat(pool, await openOrganisation(pool, 'operator'), 'owner');
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
