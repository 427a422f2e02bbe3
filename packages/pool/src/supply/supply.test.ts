import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, afterEach, before, test } from 'node:test';
import { verifyWebhook } from '@kameng/client/server';
import { createId } from '@kameng/contract/id';
import type { CodeFields } from '@kameng/contract/order';
import { supplyRequest, type SupplyAnswer, type SupplyRequest } from '@kameng/contract/supply';
import fc from 'fast-check';
import { balanceOf, insertGoods, insertShop, makeCodes, type Goods } from '../../test/insert-goods.ts';
import { openTestEngine, type TestEngine } from '../../test/open-test-engine.ts';
import { ApiError } from '../api-error.ts';
import type { Context } from '../engine.ts';
import { availableOf, escrow, pendingOf } from '../ledger/accounts.ts';
import { isFaultless, proveLedger } from '../ledger/prove-ledger.ts';
import { createOrder } from '../order/create-order.ts';
import { deliverWaiting } from '../order/deliver-waiting.ts';
import { getOrder } from '../order/get-order.ts';
import { revealOrder } from '../order/reveal-order.ts';
import { refundPayments } from '../payment/refund-payments.ts';
import { webhookSecret } from '../webhook/sign-webhook.ts';
import { askSuppliers } from './ask-suppliers.ts';
import { leaseMs } from './lease-requests.ts';
import { failuresMax } from './record-result.ts';
import { storeAnswer } from './store-answer.ts';
import { watchSupply } from './watch-supply.ts';

let engine: TestEngine;
let shop: Context;
let shopId: string;
const servers: Server[] = [];

before(async () => {
  engine = await openTestEngine();
  const site = await insertShop(engine);
  shopId = site.id;
  shop = engine.as({ kind: 'shop', site });
});
afterEach(async () => {
  for (const server of servers.splice(0)) server.close().closeAllConnections();
  assert.ok(isFaultless(await proveLedger(engine.db.pool)), 'the books are right whatever happened');
});
after(() => engine.close());

type Reply = { status: number; body?: unknown; raw?: string } | 'hang up';

/** A supplier's server that answers as it is told, and remembers what it was asked. */
async function startServer(answer: (request: SupplyRequest, times: number) => Reply, secret: () => string) {
  const asked: SupplyRequest[] = [];
  const server = createServer(async (request, response) => {
    const text = await new Response(request as unknown as ReadableStream).text();
    const parsed = supplyRequest.parse(
      await verifyWebhook(secret(), request.headers, text, { now: () => engine.now().getTime() }),
    );
    asked.push(parsed);
    const reply = answer(parsed, asked.length);
    if (reply === 'hang up') return void request.socket.destroy();
    response.writeHead(reply.status, { 'content-type': 'application/json' });
    response.end(reply.raw ?? JSON.stringify(reply.body ?? {}));
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { asked, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/supply` };
}

interface Supplied extends Goods {
  endpointId: string;
  secret: () => string;
}

/** Goods without codes whose supplier is asked at an address. */
async function insertSupplied(url = 'http://127.0.0.1:9/'): Promise<Supplied> {
  const goods = await insertGoods(engine, { codes: 0 });
  const endpointId = createId('supplyEndpoint');
  const { pool } = engine.db;
  await pool.query(
    'INSERT INTO supply_endpoint (id, supplier_id, url, passed_at, created_at) VALUES ($1, $2, $3, now(), now())',
    [endpointId, goods.supplierId, url],
  );
  await pool.query("INSERT INTO supplied_offer (offer_id, endpoint_id, status) VALUES ($1, $2, 'live')", [
    goods.offerId,
    endpointId,
  ]);
  return { ...goods, endpointId, secret: () => webhookSecret(engine.keys, endpointId, 1) };
}

/** Goods with a server that answers so. */
async function supply(answer: (request: SupplyRequest, times: number) => Reply) {
  const goods = await insertSupplied();
  const server = await startServer(answer, goods.secret);
  await engine.db.pool.query('UPDATE supply_endpoint SET url = $2 WHERE id = $1', [goods.endpointId, server.url]);
  return { ...goods, ...server };
}

async function buy({ productId }: Goods, quantity = 2): Promise<string> {
  const bought = await createOrder(shop, {
    params: undefined,
    query: undefined,
    body: {
      product_id: productId,
      quantity,
      client_reference: createId('order'),
      max_amount: { amount_minor: 10_000_000, currency: 'CNY' },
    },
  });
  assert.ok('status' in bought && 'body' in bought);
  const order = bought.body as { id: string };
  // Puts the question, which is asked by a job of its own.
  await deliverWaiting(engine);
  return order.id;
}

const read = async (orderId: string) => {
  const order = await getOrder(shop, { params: { id: orderId }, query: {}, body: undefined });
  return { status: order.status, item: order.items[0]!.status, codes: order.items[0]!.codes.length };
};
const codesOf = async (orderId: string) => {
  const { codes } = await revealOrder(shop, { params: { id: orderId }, query: {}, body: {} });
  return codes.map(({ fields }) => fields.code);
};
const requestOf = async (orderId: string) =>
  (
    await engine.db.pool.query<{
      id: string;
      status: string;
      taken: number;
      shelved: number;
      refused: number;
      attempts: number;
    }>('SELECT * FROM supply_request WHERE order_id = $1', [orderId])
  ).rows[0]!;
const shelfOf = async ({ offerId }: Goods) =>
  (await engine.db.pool.query('SELECT FROM shelf WHERE offer_id = $1', [offerId])).rowCount;
const supplyOf = async ({ offerId }: Goods) =>
  (
    await engine.db.pool.query<{ status: string; failures: number }>(
      'SELECT status, failures FROM supplied_offer WHERE offer_id = $1',
      [offerId],
    )
  ).rows[0]!;
const give = (id: string, codes: CodeFields[], outcome: SupplyAnswer['outcome'] = 'codes'): SupplyAnswer => ({
  id,
  outcome,
  codes,
});

test('a paid order is asked for at the supplier’s server and delivered with what it answers', async () => {
  const codes = makeCodes(2);
  const goods = await supply(({ id }) => ({ status: 200, body: give(id, codes) }));
  const orderId = await buy(goods);
  assert.deepEqual(await read(orderId), { status: 'paid', item: 'waiting', codes: 0 });
  assert.equal(await askSuppliers(engine), 1);
  assert.deepEqual(await read(orderId), { status: 'delivered', item: 'delivered', codes: 2 });
  assert.deepEqual(new Set(await codesOf(orderId)), new Set(codes.map(({ code }) => code)));
  const [asked] = goods.asked;
  assert.deepEqual(
    [asked!.quantity, asked!.amount, asked!.product_id, asked!.rehearsal],
    [2, { amount_minor: 14_000, currency: 'CNY' }, goods.productId, null],
  );
  assert.equal(await balanceOf(engine, pendingOf(goods.supplierId, 'CNY')), 14_000);
  const { rows } = await engine.db.pool.query<{ row: string }>(
    `SELECT row_to_json(t)::text AS row FROM (SELECT r.*, a.result FROM supply_request r JOIN supply_attempt a ON a.request_id = r.id WHERE r.order_id = $1) t`,
    [orderId],
  );
  for (const { code } of codes) assert.ok(!JSON.stringify(rows).includes(code!), 'no code lies beside the sealed ones');
});

test('asking again after a crash between asking and storing is the same request and gives the same codes', async () => {
  const given = new Map<string, CodeFields[]>();
  const goods = await supply(({ id, quantity }, times) => {
    given.set(id, given.get(id) ?? makeCodes(quantity));
    // The first answer is on its way when the connection, or the process, dies.
    return times === 1 ? 'hang up' : { status: 200, body: give(id, given.get(id)!) };
  });
  const orderId = await buy(goods);
  await askSuppliers(engine);
  assert.equal((await read(orderId)).status, 'paid');
  engine.wait(3);
  await askSuppliers(engine);
  assert.equal((await read(orderId)).status, 'delivered');
  assert.equal(goods.asked.length, 2);
  assert.equal(goods.asked[0]!.id, goods.asked[1]!.id);
  assert.deepEqual(goods.asked[0], goods.asked[1]);
  assert.equal(given.size, 1);
});

test('a request whose process died is asked by another when the lease has ended, and not before', async () => {
  const goods = await supply(({ id, quantity }) => ({ status: 200, body: give(id, makeCodes(quantity)) }));
  const orderId = await buy(goods);
  // As a process leaves it that is killed while it asks.
  await engine.db.pool.query('UPDATE supply_request SET leased_until = $2, attempts = 1 WHERE order_id = $1', [
    orderId,
    new Date(engine.now().getTime() + leaseMs),
  ]);
  assert.equal(await askSuppliers(engine), 0);
  engine.wait(leaseMs / 1000 + 1);
  assert.equal(await askSuppliers(engine), 1);
  assert.equal((await read(orderId)).status, 'delivered');
});

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
    name: 'a refusal',
    answer: (id) => ({ id, outcome: 'refused', codes: [], reason: 'Out of stock' }),
    status: 'refused',
    delivered: 0,
  },
];
for (const { name, answer, status, delivered, shelved = 0, refused = 0 } of cases) {
  test(`an answer with ${name} delivers ${delivered} of 3 and refunds the rest`, async () => {
    const before = await balanceOf(engine, availableOf(shopId, 'CNY'));
    const goods = await insertSupplied();
    const orderId = await buy(goods, 3);
    const { id } = await requestOf(orderId);
    const given = answer(id, makeCodes(3));
    const receipt = await storeAnswer(engine, given);
    assert.deepEqual(receipt, { id, status, taken: delivered, shelved, refused });
    assert.deepEqual(await storeAnswer(engine, given), receipt, 'the same answer again changes nothing');
    await refundPayments(engine);
    assert.equal((await read(orderId)).status, delivered > 0 ? 'delivered' : 'refunded');
    assert.equal((await read(orderId)).codes, delivered);
    assert.equal(await shelfOf(goods), shelved);
    assert.equal(await balanceOf(engine, availableOf(shopId, 'CNY')), before - delivered * 7600);
    assert.equal(await balanceOf(engine, pendingOf(goods.supplierId, 'CNY')), delivered * 7000);
    assert.equal(await balanceOf(engine, escrow('CNY')), 0);
  });
}

test('a code is never sold twice, whoever sends it again', async () => {
  const codes = makeCodes(2);
  const goods = await insertSupplied();
  const [first, second] = [await buy(goods), await buy(goods)];
  await storeAnswer(engine, give((await requestOf(first)).id, codes));
  const receipt = await storeAnswer(engine, give((await requestOf(second)).id, codes));
  assert.deepEqual([receipt.status, receipt.refused], ['refused', 2]);
  assert.equal((await read(second)).codes, 0);
});

test('silence until the deadline refunds the buyer; what comes later stands on the shelf and sells', async () => {
  const goods = await insertSupplied();
  const orderId = await buy(goods);
  const { id } = await requestOf(orderId);
  engine.wait(601);
  await deliverWaiting(engine);
  await refundPayments(engine);
  assert.equal((await read(orderId)).status, 'refunded');
  assert.equal((await requestOf(orderId)).status, 'expired');
  assert.equal(await askSuppliers(engine), 0, 'nobody is asked for an order that does not wait');
  const late = give(id, makeCodes(2));
  assert.deepEqual(await storeAnswer(engine, late), { id, status: 'late', taken: 0, shelved: 2, refused: 0 });
  assert.deepEqual(await storeAnswer(engine, late), { id, status: 'late', taken: 0, shelved: 2, refused: 0 });
  assert.equal((await read(orderId)).codes, 0, 'a refunded order stays without codes');
  assert.equal(await shelfOf(goods), 2);
  assert.equal((await read(await buy(goods))).status, 'delivered');
});

test('codes that come more than a day late stay with the supplier', async () => {
  const goods = await insertSupplied();
  const orderId = await buy(goods);
  const { id } = await requestOf(orderId);
  engine.wait(601);
  await deliverWaiting(engine);
  engine.wait(86_400);
  await assert.rejects(storeAnswer(engine, give(id, makeCodes(2))), new ApiError('supply_closed'));
  assert.equal(await shelfOf(goods), 0);
});

const wrongReplies: [name: string, reply: (id: string) => Reply, result: string][] = [
  ['an error', () => ({ status: 500 }), 'bad_status'],
  ['a redirect', () => ({ status: 302 }), 'bad_status'],
  ['no JSON', () => ({ status: 200, raw: '<html>' }), 'bad_answer'],
  [
    'the answer to another request',
    () => ({ status: 200, body: give(createId('supplyRequest'), makeCodes(2)) }),
    'bad_answer',
  ],
  ['codes in a refusal', (id) => ({ status: 200, body: give(id, makeCodes(2), 'refused') }), 'bad_answer'],
  ['text that no database keeps', (id) => ({ status: 200, body: give(id, [{ code: 'A\0B' }]) }), 'bad_answer'],
  [
    'more than anybody reads',
    (id) => ({ status: 200, raw: JSON.stringify(give(id, [{ code: 'x'.repeat(300_000) }])) }),
    'bad_answer',
  ],
  ['a broken line', () => 'hang up', 'unreachable'],
];
test('what is no answer is asked again until the deadline, with rising pauses', async () => {
  for (const [name, reply, result] of wrongReplies) {
    const goods = await supply(({ id, quantity }, times) =>
      times === 1 ? reply(id) : { status: 200, body: give(id, makeCodes(quantity)) },
    );
    const orderId = await buy(goods);
    await askSuppliers(engine);
    assert.equal((await read(orderId)).status, 'paid', name);
    const { rows } = await engine.db.pool.query('SELECT result FROM supply_attempt WHERE offer_id = $1', [
      goods.offerId,
    ]);
    assert.deepEqual(rows, [{ result }], name);
    assert.equal(await askSuppliers(engine), 0, 'not at once');
    engine.wait(3);
    await askSuppliers(engine);
    assert.equal((await read(orderId)).status, 'delivered', name);
    assert.deepEqual(await supplyOf(goods), { status: 'live', failures: 0 }, name);
  }
});

test('an address inside the network is never asked', async () => {
  const guarded = { ...engine, config: { ...engine.config, webhooksToPrivateAddresses: false } };
  const goods = await supply(() => ({ status: 200 }));
  await buy(goods);
  await askSuppliers(guarded, async () => [{ address: '10.0.0.1', family: 4 }]);
  const { rows } = await engine.db.pool.query('SELECT result FROM supply_attempt WHERE offer_id = $1', [goods.offerId]);
  assert.deepEqual(rows, [{ result: 'address_refused' }]);
  assert.equal(goods.asked.length, 0);
});

test('a server is asked a few things at once and not more', async () => {
  let atOnce = 0;
  let most = 0;
  const goods = await insertSupplied();
  const server = createServer(async (request, response) => {
    atOnce += 1;
    most = Math.max(most, atOnce);
    const { id, quantity } = JSON.parse(
      await new Response(request as unknown as ReadableStream).text(),
    ) as SupplyRequest;
    setImmediate(() => {
      atOnce -= 1;
      response.writeHead(200).end(JSON.stringify(give(id, makeCodes(quantity))));
    });
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  await engine.db.pool.query('UPDATE supply_endpoint SET url = $2 WHERE id = $1', [
    goods.endpointId,
    `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
  ]);
  const orders = await Promise.all(Array.from({ length: 10 }, () => buy(goods)));
  assert.equal(await askSuppliers(engine), 10);
  for (const orderId of orders) assert.equal((await read(orderId)).status, 'delivered');
  assert.ok(most <= 4, `${most} at once`);
});

test('failures in a row pause the offer: it is sold out, and sells again when a buyer who waits gets codes', async () => {
  let works = false;
  const goods = await supply(({ id, quantity }) =>
    works ? { status: 200, body: give(id, makeCodes(quantity)) } : { status: 503 },
  );
  const orderId = await buy(goods);
  for (let attempt = 1; attempt <= failuresMax; attempt += 1) {
    assert.equal((await supplyOf(goods)).status, 'live');
    await askSuppliers(engine);
    engine.wait(75);
  }
  assert.equal((await supplyOf(goods)).status, 'paused');
  await assert.rejects(buy(goods), new ApiError('sold_out'));
  works = true;
  await askSuppliers(engine);
  assert.equal((await read(orderId)).status, 'delivered');
  assert.deepEqual(await supplyOf(goods), { status: 'live', failures: 0 });
  await buy(goods);
});

test('probes in vain are ever further apart, until one finds the server working', async () => {
  let works = false;
  const goods = await supply(({ id, quantity }) =>
    works ? { status: 200, body: give(id, makeCodes(quantity)) } : { status: 503 },
  );
  await engine.db.pool.query(
    "UPDATE supplied_offer SET status = 'paused', paused_at = $2, paused_for = 'bad_status', pauses = 1, probe_at = $2 WHERE offer_id = $1",
    [goods.offerId, engine.now()],
  );
  for (const pauseS of [1200, 2400, 4800, 9600, 9600]) {
    await watchSupply(engine);
    const { rows } = await engine.db.pool.query<{ probe_at: Date }>(
      'SELECT probe_at FROM supplied_offer WHERE offer_id = $1',
      [goods.offerId],
    );
    assert.equal(Math.round((rows[0]!.probe_at.getTime() - engine.now().getTime()) / 1000), pauseS);
    assert.equal((await supplyOf(goods)).status, 'paused');
    engine.wait(pauseS);
  }
  works = true;
  await watchSupply(engine);
  assert.equal((await supplyOf(goods)).status, 'live');
});

test('a frozen supplier is asked nothing, and holds up nobody', async () => {
  const frozen = await supply(({ id, quantity }) => ({ status: 200, body: give(id, makeCodes(quantity)) }));
  const orderId = await buy(frozen);
  const setStatus = (status: string) =>
    engine.db.pool.query('UPDATE supplier SET status = $2 WHERE id = (SELECT supplier_id FROM offer WHERE id = $1)', [
      frozen.offerId,
      status,
    ]);
  await setStatus('frozen');
  await askSuppliers(engine);
  assert.equal(frozen.asked.length, 0);
  await setStatus('active');
  await askSuppliers(engine);
  assert.equal((await read(orderId)).status, 'delivered');
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
  engine.wait(700);
  while ((await deliverWaiting(engine)) > 0);
  while ((await refundPayments(engine)) > 0);
  await fc.assert(
    fc.asyncProperty(fc.array(happening, { maxLength: 14 }), async (happenings) => {
      const start = await balanceOf(engine, availableOf(shopId, 'CNY'));
      const goods = await insertSupplied();
      const store = makeCodes(8);
      const orders = [await buy(goods), await buy(goods), await buy(goods)];
      const ids = await Promise.all(orders.map(async (orderId) => (await requestOf(orderId)).id));
      for (const it of happenings) {
        if (it.kind === 'wait') engine.wait(it.seconds);
        if (it.kind === 'deliver') await deliverWaiting(engine);
        if (it.kind === 'refund') await refundPayments(engine);
        if (it.kind === 'answer') {
          const codes = it.outcome === 'refused' ? [] : it.codes.map((place) => store[place]!);
          const answer = give(ids[it.order]!, codes, it.outcome);
          // Reply and callback at the same moment.
          const [one, other] = await Promise.all([storeAnswer(engine, answer), storeAnswer(engine, answer)]);
          assert.deepEqual(one, other);
        }
      }
      engine.wait(700);
      while ((await deliverWaiting(engine)) > 0);
      while ((await refundPayments(engine)) > 0);
      let delivered = 0;
      const sold: (string | undefined)[] = [];
      for (const orderId of orders) {
        const { status, codes } = await read(orderId);
        assert.ok(status === 'delivered' || status === 'refunded', status);
        delivered += codes;
        if (codes > 0) sold.push(...(await codesOf(orderId)));
      }
      assert.equal(new Set(sold).size, delivered, 'no code twice');
      assert.equal(await balanceOf(engine, availableOf(shopId, 'CNY')), start - delivered * 7600);
      assert.equal(await balanceOf(engine, pendingOf(goods.supplierId, 'CNY')), delivered * 7000);
      assert.equal(await balanceOf(engine, escrow('CNY')), 0);
    }),
    { numRuns: 40 },
  );
});
