import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { buyAtCheckout } from '../../test/buy-at-checkout.ts';
import { insertGoods, type Goods } from '../../test/insert-goods.ts';
import { openOperatorSeat } from '../../test/operator-seat.ts';
import { openTestEngine, type TestEngine } from '../../test/open-test-engine.ts';
import { createPretendChannel } from '../../test/pretend-channel.ts';
import { isFaultless, proveLedger } from '../ledger/prove-ledger.ts';
import { exportRecords } from './export-records.ts';
import { forgetPeople } from './forget-people.ts';
import { openRecordRequest } from './open-record-request.ts';

const gateway = createPretendChannel();
const dayS = 86_400;
let engine: TestEngine;
let goods: Goods;
before(async () => {
  engine = await openTestEngine({ channels: [gateway.channel] });
  goods = await insertGoods(engine, { codes: 20 });
});
after(() => engine.close());

const buy = () => buyAtCheckout(engine, gateway, { productId: goods.productId, email: 'old@buyer.example' });
const keptOf = async (id: string) =>
  (await engine.db.pool.query('SELECT contact_fingerprint IS NOT NULL AS kept FROM orders WHERE id = $1', [id]))
    .rows[0]!.kept as boolean;

test('after three years what is personal is gone, money stays, and what is frozen waits', async () => {
  const [old, frozen] = [await buy(), await buy()];
  await engine.db.pool.query('UPDATE orders SET frozen_at = now() WHERE id = $1', [frozen]);
  const seat = await openOperatorSeat(engine);
  const body = { kind: 'export', contact: 'old@buyer.example', reason: 'Asked by mail.' } as const;
  const { id } = await openRecordRequest(seat, { params: undefined, query: undefined, body });
  await exportRecords(seat, { params: { id }, query: undefined, body: undefined });
  engine.wait(1094 * dayS);
  assert.equal(await forgetPeople(engine), 1, 'whom the request was about');
  assert.equal(await forgetPeople(engine), 0);
  assert.deepEqual([await keptOf(old), await keptOf(frozen)], [true, true]);
  const young = await buy();
  engine.wait(3 * dayS);
  const before = (await engine.db.pool.query('SELECT * FROM transfer ORDER BY id')).rows;
  const both = await Promise.all([forgetPeople(engine), forgetPeople(engine)]);
  assert.equal(both[0] + both[1], 1, 'two processes forget it once');
  assert.deepEqual([await keptOf(old), await keptOf(frozen), await keptOf(young)], [false, true, true]);
  assert.deepEqual((await engine.db.pool.query('SELECT * FROM transfer ORDER BY id')).rows, before);
  assert.ok(isFaultless(await proveLedger(engine.db.pool)));
  await engine.db.pool.query('UPDATE orders SET frozen_at = NULL WHERE id = $1', [frozen]);
  assert.equal(await forgetPeople(engine), 1);
});
