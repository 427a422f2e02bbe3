import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Performance, Sale, SupplierFigures } from '@kameng/contract/desk/sale';
import type { DeskRouteName } from '@kameng/contract/desk-routes';
import { insertDispute } from '../../test/insert-dispute.ts';
import { insertGoods, makeCodes } from '../../test/insert-goods.ts';
import { askDesk, openOrganisation, openSeat, signIn, type DeskCall, type Seat } from '../../test/open-seat.ts';
import { openTestPool, type TestPool } from '../../test/open-test-pool.ts';
import { uploadCodes } from '../stock/upload-codes.ts';
import { takeExpired } from '../stock/take-expired.ts';

const dayS = 86_400;
let pool: TestPool;
let seat: Seat;
let operator: Seat;
let rival: Seat;
before(async () => {
  pool = await openTestPool();
  const open = async (kind: 'supplier' | 'operator') =>
    openSeat(pool, await openOrganisation(pool, kind), kind === 'operator' ? 'owner' : 'viewer');
  [seat, rival, operator] = [await open('supplier'), await open('supplier'), await open('operator')];
});
after(() => pool.close());

async function ask<Answer>(at: Seat, name: DeskRouteName, call: DeskCall = {}): Promise<Answer> {
  const response = await askDesk(pool, at, name, call);
  const text = await response.text();
  assert.ok(response.ok, `${name}: ${response.status} ${text}`);
  return JSON.parse(text) as Answer;
}
const day = (ahead = 0) => new Date(pool.engine.now().getTime() + ahead * dayS * 1000).toISOString().slice(0, 10);
const period = (days: number) => ({ from: day(1 - days), to: day() });

test('a supplier sees what sold and what came back, and nothing of who bought', async () => {
  const first = await insertDispute(pool, seat.organisationId);
  await insertDispute(pool, rival.organisationId);
  await pool.advance(10 * dayS);
  for (const each of [seat, rival, operator]) each.cookie = await signIn(pool, each.email);
  // Its dispute waited too long: silence gave the money back.
  const closed = async () =>
    (await pool.engine.db.pool.query("SELECT FROM dispute WHERE id = $1 AND status = 'closed'", [first.disputeId]))
      .rowCount === 1;
  while (!(await closed())) await new Promise(setImmediate);
  const second = await insertDispute(pool, seat.organisationId);
  const query = period(7);
  const { data } = await ask<{ data: Sale[] }>(seat, 'listSales', { query });
  assert.deepEqual(
    data.map(({ order_id, status, frozen }) => [order_id, status, frozen]),
    [[second.orderId, 'disputed', true]],
  );
  const [sale] = data;
  assert.deepEqual([sale!.earned.amount_minor, sale!.items[0]!.codes, sale!.matured], [7000, 1, false]);
  const both = await ask<{ data: Sale[] }>(seat, 'listSales', { query: period(14) });
  assert.deepEqual(
    both.data.map(({ order_id, taken_back }) => [order_id, taken_back.amount_minor]),
    [
      [second.orderId, 0],
      [first.orderId, 7000],
    ],
  );
  const text = JSON.stringify(both);
  for (const word of ['contact', 'email', 'masked', '"code"', 'token', 'site_id'])
    assert.ok(!text.includes(word), word);
  const figures = await ask<SupplierFigures>(seat, 'getSupplierFigures', { query });
  assert.deepEqual([figures.orders, figures.orders_before, figures.codes, figures.codes_before], [1, 1, 1, 1]);
  assert.deepEqual([figures.disputes, figures.disputes_before], [1, 1]);
  assert.deepEqual(figures.amounts, [
    { amount: { amount_minor: 7000, currency: 'CNY' }, before: { amount_minor: 0, currency: 'CNY' } },
  ]);
  assert.deepEqual(figures.days, [{ day: day(), currency: 'CNY', orders: 1, amount_minor: 7000 }]);
});

test('each offer is seen with its defects, and with its place among what buyers can get now', async () => {
  const { data } = await ask<{ data: Performance[] }>(seat, 'listPerformance', { query: period(14) });
  assert.deepEqual(
    data.map(({ orders, codes, disputed_codes, defective_codes }) => [orders, codes, disputed_codes, defective_codes]),
    [
      [1, 1, 1, 0],
      [1, 1, 1, 1],
    ],
  );
  const [mine] = data;
  assert.deepEqual([mine!.position, mine!.rivals, mine!.lowest_price?.amount_minor], [1, 0, 7600]);
  const cheaper = await insertGoods(pool.engine, { codes: 1, price_minor: 7200 });
  await pool.engine.db.pool.query('UPDATE offer SET product_id = $2 WHERE id = $1', [
    cheaper.offerId,
    mine!.product.id,
  ]);
  const place = async () => {
    const again = await ask<{ data: Performance[] }>(seat, 'listPerformance', { query: period(14) });
    const [{ position, rivals, lowest_price }] = again.data as [Performance];
    return [position, rivals, lowest_price?.amount_minor];
  };
  assert.deepEqual(await place(), [2, 1, 7200]);
  await pool.engine.db.pool.query('DELETE FROM shelf WHERE offer_id = $1', [cheaper.offerId]);
  assert.deepEqual(await place(), [1, 0, 7600], 'what is sold out is no rival');
});

test('codes that expire are announced for a month and leave the shelf before anybody pays for a dead one', async () => {
  const { data } = await ask<{ data: { id: string; low_stock: number }[] }>(seat, 'listOffers');
  const offerId = data[0]!.id;
  const codes = makeCodes(3).map((code, at) => ({ ...code, expires_at: day([2, 20, 60][at]) }));
  await uploadCodes(pool.engine, { offerId, codes });
  const expiring = async () => {
    const found = await ask<{ data: { stock: { codes: number; expiring: number } }[] }>(seat, 'listOffers', {
      query: { stock: 'expiring' },
    });
    return found.data.map(({ stock }) => [stock.codes, stock.expiring]);
  };
  assert.deepEqual(await expiring(), [[4, 2]]);
  assert.equal(await takeExpired(pool.engine), 0);
  await pool.advance(3 * dayS - 3600);
  seat.cookie = await signIn(pool, seat.email);
  // The job itself may have been quicker than this test.
  await takeExpired(pool.engine);
  assert.deepEqual(await expiring(), [[3, 1]]);
  const low = await ask<{ data: { id: string }[] }>(seat, 'listOffers', { query: { stock: 'low' } });
  assert.deepEqual(low.data, [], 'no limit was set and nothing is sold out');
});
