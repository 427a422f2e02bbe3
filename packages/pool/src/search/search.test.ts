import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Role } from '@kameng/contract/desk-roles';
import { buyAtCheckout } from '../../test/buy-at-checkout.ts';
import { insertAgent, insertGoods, type Goods } from '../../test/insert-goods.ts';
import { openOperatorSeat } from '../../test/operator-seat.ts';
import { openTestEngine, type TestEngine } from '../../test/open-test-engine.ts';
import { createPretendChannel } from '../../test/pretend-channel.ts';
import type { MemberContext } from '../http/serve-desk.ts';
import { revealOrder } from '../order/reveal-order.ts';
import { addressFingerprint } from '../order/order-contact.ts';
import { listViews, viewStatements } from './list-views.ts';
import { lookByCode, lookByContact, looksById, looksByWords } from './search-statements.ts';
import { search } from './search.ts';

const gateway = createPretendChannel();
let engine: TestEngine;
let operator: MemberContext;
let goods: Goods;
let orderId: string;
let code: string;
before(async () => {
  engine = await openTestEngine({ channels: [gateway.channel] });
  operator = await openOperatorSeat(engine);
  goods = await insertGoods(engine);
  await insertAgent(engine, 'SEEK01');
  orderId = await buyAtCheckout(engine, gateway, { ...goods, email: 'Ana@Example.com' });
  const buyer = engine.as({ kind: 'buyer', orderId });
  const revealed = await revealOrder(buyer, { params: { id: orderId }, query: {}, body: {} });
  code = revealed.codes[0]!.fields.code!;
  await engine.db.pool.query("UPDATE payment SET provider_reference = 'ALI-2026-77' WHERE order_id = $1", [orderId]);
});
after(() => engine.close());

const seek = async (q: string, role: Role = 'owner') => {
  const ctx = { ...operator, actor: { ...operator.actor, role } };
  const { data } = await search(ctx, { params: undefined, query: undefined, body: { q } });
  return data.map(({ kind, id, by }) => [kind, id, by]);
};

test('an order is found by its id, its buyer however the address is written, its code, and its payment', async () => {
  const payment = await engine.db.pool.query<{ id: string }>('SELECT id FROM payment WHERE order_id = $1', [orderId]);
  assert.deepEqual(await seek(orderId), [['order', orderId, 'id']]);
  assert.deepEqual(await seek('ana@example.COM'), [['order', orderId, 'contact']]);
  assert.deepEqual(await seek(code.toLowerCase()), [['order', orderId, 'code']]);
  assert.deepEqual(await seek('ALI-2026-77'), [['order', orderId, 'payment']]);
  assert.deepEqual(await seek(payment.rows[0]!.id), [['order', orderId, 'payment']]);
  assert.deepEqual(await seek('somebody@else.example'), []);
});

test('goods and parties are found by how their name begins, and an agent by the referral ID', async () => {
  assert.deepEqual(await seek('starf'), [['product', goods.productId, 'name']]);
  assert.deepEqual(await seek('SUPPLI'), [['supplier', goods.supplierId, 'name']]);
  assert.equal((await seek('seek01'))[0]![2], 'reference');
  for (const q of ['%%', "x' OR 1=1", 'star_', '\\\\']) assert.deepEqual(await seek(q), [], q);
});

test('a role finds what it may see: a clerk sees no payment references', async () => {
  assert.deepEqual(await seek('ALI-2026-77', 'clerk'), []);
  assert.deepEqual(await seek(orderId, 'clerk'), [['order', orderId, 'id']]);
});

test('who saw which codes, and who looked for whom, is listed; for whom they looked is not', async () => {
  const views = (kind: 'codes' | 'files', object_id?: string) =>
    listViews(operator, {
      params: undefined,
      query: { kind, limit: 10, ...(object_id && { object_id }) },
      body: undefined,
    });
  const [shown] = (await views('codes', orderId)).data;
  assert.deepEqual([shown?.what, shown?.object_id, shown?.by, shown?.codes], ['codes.shown', orderId, 'buyer', 1]);
  const looked = (await views('files')).data;
  assert.deepEqual(
    looked.map(({ what, object_id, by }) => [what, object_id, by]),
    [
      ['search.code', orderId, 'Lin Yue'],
      ['search.contact', orderId, 'Lin Yue'],
    ],
  );
  const rows = await engine.db.pool.query<{ row: string }>('SELECT audit_entry::text AS row FROM audit_entry');
  assert.ok(rows.rows.every(({ row }) => !/example\.com/i.test(row) && !row.includes(code)));
});

test('every look is answered from an index', async () => {
  const contact = addressFingerprint(engine.keys, 'ana@example.com');
  const looks = [
    ...looksById(orderId),
    ...looksById('pay_x'),
    lookByContact(contact),
    lookByCode([contact]),
    ...looksByWords('star'),
    { text: viewStatements.codes(false), values: [null, null, 10] },
    { text: viewStatements.codes(true), values: [null, orderId, 10] },
    { text: viewStatements.files(false), values: [null, null, 10] },
    { text: viewStatements.files(true), values: [null, orderId, 10] },
  ];
  const client = await engine.db.pool.connect();
  try {
    // Tables this small are read whole for a reason; what is asked is whether an index could answer.
    await client.query('SET enable_seqscan = off');
    for (const { text, values } of looks) {
      const { rows } = await client.query<{ 'QUERY PLAN': string }>(`EXPLAIN ${text}`, values);
      const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
      assert.doesNotMatch(plan, /Seq Scan/, `${text}\n${plan}`);
      assert.doesNotMatch(plan, /Disabled: true/, `${text}\n${plan}`);
    }
  } finally {
    await client.query('RESET enable_seqscan');
    client.release();
  }
});
