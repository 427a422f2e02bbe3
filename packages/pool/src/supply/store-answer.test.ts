import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { openSupplySite, give, type SupplySite } from '../../test/open-supply-site.ts';
import type { CodeFields } from '@kameng/contract/order';
import type { SupplyAnswer } from '@kameng/contract/supply';
import fc from 'fast-check';
import { balanceOf, makeCodes } from '../../test/insert-goods.ts';
import { ApiError } from '../api-error.ts';
import { availableOf, escrow, pendingOf } from '../ledger/accounts.ts';
import { deliverWaiting } from '../order/deliver-waiting.ts';
import { refundPayments } from '../payment/refund-payments.ts';
import { askSuppliers } from './ask-suppliers.ts';
import { storeAnswer } from './store-answer.ts';
let site: SupplySite;

before(async () => {
  site = await openSupplySite();
});
afterEach(() => site.endTest());
after(() => site.close());

const cases: {
  name: string;
  answer: (id: string, codes: CodeFields[]) => SupplyAnswer;
  status: string;
  delivered: number;
  shelved?: number;
  refused?: number;
}[] = [
  { name: 'all', answer: (id, codes) => give(id, codes), status: 'filled', delivered: 3 },
  {
    name: 'too many: the rest stands on the shelf',
    answer: (id, codes) => give(id, [...codes, ...makeCodes(2)]),
    status: 'filled',
    delivered: 3,
    shelved: 2,
  },
  { name: 'fewer than all', answer: (id, codes) => give(id, codes.slice(0, 2)), status: 'partial', delivered: 2 },
  {
    name: 'a part, said so',
    answer: (id, codes) => give(id, codes.slice(0, 1), 'partial'),
    status: 'partial',
    delivered: 1,
  },
  {
    name: 'one code twice',
    answer: (id, [one, two]) => give(id, [one!, two!, two!]),
    status: 'partial',
    delivered: 2,
    refused: 1,
  },
  {
    name: 'a code without its field',
    answer: (id, codes) => give(id, [codes[0]!, { pin: '1' }, codes[2]!]),
    status: 'partial',
    delivered: 2,
    refused: 1,
  },
  {
    name: 'a code that has expired',
    answer: (id, codes) => give(id, [{ ...codes[0]!, expires_at: '2020-01-01' }, codes[1]!, codes[2]!]),
    status: 'partial',
    delivered: 2,
    refused: 1,
  },
  {
    name: 'a code no upload could hold',
    answer: (id, codes) => give(id, [codes[0]!, { code: '=HYPERLINK("x")' }, { code: 'x'.repeat(513) }]),
    status: 'partial',
    delivered: 1,
    refused: 2,
  },
  {
    name: 'a refusal',
    answer: (id) => ({ id, outcome: 'refused', codes: [], reason: 'Out of stock' }),
    status: 'refused',
    delivered: 0,
  },
];
for (const { name, answer, status, delivered, shelved = 0, refused = 0 } of cases) {
  test(`an answer with ${name} delivers ${delivered} of 3 and refunds the rest`, async () => {
    const before = await balanceOf(site.engine, availableOf(site.shopId, 'CNY'));
    const goods = await site.insert();
    const orderId = await site.buy(goods, 3);
    const { id } = await site.requestOf(orderId);
    const given = answer(id, makeCodes(3));
    const receipt = await storeAnswer(site.engine, given);
    assert.deepEqual(receipt, { id, status, taken: delivered, shelved, refused });
    assert.deepEqual(await storeAnswer(site.engine, given), receipt, 'the same answer again changes nothing');
    await refundPayments(site.engine);
    assert.equal((await site.read(orderId)).status, delivered > 0 ? 'delivered' : 'refunded');
    assert.equal((await site.read(orderId)).codes, delivered);
    assert.equal(await site.shelfOf(goods), shelved);
    assert.equal(await balanceOf(site.engine, availableOf(site.shopId, 'CNY')), before - delivered * 7600);
    assert.equal(await balanceOf(site.engine, pendingOf(goods.supplierId, 'CNY')), delivered * 7000);
    assert.equal(await balanceOf(site.engine, escrow('CNY')), 0);
  });
}

test('a code is never sold twice, whoever sends it again', async () => {
  const codes = makeCodes(2);
  const goods = await site.insert();
  const [first, second] = [await site.buy(goods), await site.buy(goods)];
  await storeAnswer(site.engine, give((await site.requestOf(first)).id, codes));
  const receipt = await storeAnswer(site.engine, give((await site.requestOf(second)).id, codes));
  assert.deepEqual([receipt.status, receipt.refused], ['refused', 2]);
  assert.equal((await site.read(second)).codes, 0);
});

test('silence until the deadline refunds the buyer; what comes later stands on the shelf and sells', async () => {
  const goods = await site.insert();
  const orderId = await site.buy(goods);
  const { id } = await site.requestOf(orderId);
  site.engine.wait(601);
  await deliverWaiting(site.engine);
  await refundPayments(site.engine);
  assert.equal((await site.read(orderId)).status, 'refunded');
  assert.equal((await site.requestOf(orderId)).status, 'expired');
  assert.equal(await askSuppliers(site.engine), 0, 'nobody is asked for an order that does not wait');
  const late = give(id, makeCodes(2));
  assert.deepEqual(await storeAnswer(site.engine, late), { id, status: 'late', taken: 0, shelved: 2, refused: 0 });
  assert.deepEqual(await storeAnswer(site.engine, late), { id, status: 'late', taken: 0, shelved: 2, refused: 0 });
  assert.equal((await site.read(orderId)).codes, 0, 'a refunded order stays without codes');
  assert.equal(await site.shelfOf(goods), 2);
  assert.equal((await site.read(await site.buy(goods))).status, 'delivered');
});

test('codes that come more than a day late stay with the supplier', async () => {
  const goods = await site.insert();
  const orderId = await site.buy(goods);
  const { id } = await site.requestOf(orderId);
  site.engine.wait(601);
  await deliverWaiting(site.engine);
  site.engine.wait(86_400);
  await assert.rejects(storeAnswer(site.engine, give(id, makeCodes(2))), new ApiError('supply_closed'));
  assert.equal(await site.shelfOf(goods), 0);
});

test('blanks around a field are no part of it', async () => {
  const [one] = makeCodes(1);
  const goods = await site.insert();
  const orderId = await site.buy(goods, 1);
  await storeAnswer(site.engine, give((await site.requestOf(orderId)).id, [{ code: ` ${one!.code}\n`, pin: ' ' }]));
  assert.deepEqual(await site.codesOf(orderId), [one!.code]);
});

test('a late answer is taken once, also when none of its codes is good', async () => {
  const codes = makeCodes(2);
  const goods = await site.insert();
  const [first, second] = [await site.buy(goods), await site.buy(goods)];
  await storeAnswer(site.engine, give((await site.requestOf(first)).id, codes));
  const { id } = await site.requestOf(second);
  site.engine.wait(601);
  await deliverWaiting(site.engine);
  const answers = [codes, codes, makeCodes(2)].map((each) => give(id, each));
  for (const answer of answers)
    assert.deepEqual(await storeAnswer(site.engine, answer), { id, status: 'late', taken: 0, shelved: 0, refused: 2 });
  const { rowCount } = await site.engine.db.pool.query(
    'SELECT FROM supply_attempt WHERE request_id = $1 AND result = $2',
    [id, 'late'],
  );
  assert.equal(rowCount, 1, 'asking again leaves nothing behind');
});

/** What can happen to three orders of one offer, in any order. */
const happening = fc.oneof(
  fc.record({
    kind: fc.constant('answer' as const),
    order: fc.nat({ max: 2 }),
    outcome: fc.constantFrom('codes' as const, 'partial' as const, 'refused' as const),
    // Codes of a small store, so that orders are given the same ones.
    codes: fc.uniqueArray(fc.nat({ max: 7 }), { minLength: 1, maxLength: 4 }),
  }),
  fc.record({ kind: fc.constant('wait' as const), seconds: fc.constantFrom(1, 300, 400) }),
  fc.record({ kind: fc.constant('deliver' as const) }),
  fc.record({ kind: fc.constant('refund' as const) }),
);

test('answers in any order, twice, late and with the same codes: every code once, every cent accounted for', async () => {
  // What the tests before left waiting.
  site.engine.wait(700);
  while ((await deliverWaiting(site.engine)) > 0);
  while ((await refundPayments(site.engine)) > 0);
  await fc.assert(
    fc.asyncProperty(fc.array(happening, { maxLength: 14 }), async (happenings) => {
      const start = await balanceOf(site.engine, availableOf(site.shopId, 'CNY'));
      const goods = await site.insert();
      const store = makeCodes(8);
      const orders = [await site.buy(goods), await site.buy(goods), await site.buy(goods)];
      const ids = await Promise.all(orders.map(async (orderId) => (await site.requestOf(orderId)).id));
      for (const it of happenings) {
        if (it.kind === 'wait') site.engine.wait(it.seconds);
        if (it.kind === 'deliver') await deliverWaiting(site.engine);
        if (it.kind === 'refund') await refundPayments(site.engine);
        if (it.kind === 'answer') {
          const codes = it.outcome === 'refused' ? [] : it.codes.map((place) => store[place]!);
          const answer = give(ids[it.order]!, codes, it.outcome);
          // Reply and callback at the same moment.
          const [one, other] = await Promise.all([storeAnswer(site.engine, answer), storeAnswer(site.engine, answer)]);
          assert.deepEqual(one, other);
        }
      }
      site.engine.wait(700);
      while ((await deliverWaiting(site.engine)) > 0);
      while ((await refundPayments(site.engine)) > 0);
      let delivered = 0;
      const sold: (string | undefined)[] = [];
      for (const orderId of orders) {
        const { status, codes } = await site.read(orderId);
        assert.ok(status === 'delivered' || status === 'refunded', status);
        delivered += codes;
        if (codes > 0) sold.push(...(await site.codesOf(orderId)));
      }
      assert.equal(new Set(sold).size, delivered, 'no code twice');
      assert.equal(await balanceOf(site.engine, availableOf(site.shopId, 'CNY')), start - delivered * 7600);
      assert.equal(await balanceOf(site.engine, pendingOf(goods.supplierId, 'CNY')), delivered * 7000);
      assert.equal(await balanceOf(site.engine, escrow('CNY')), 0);
    }),
    { numRuns: 40 },
  );
});
