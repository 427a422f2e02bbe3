import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { insertAgent, insertGoods, type Goods } from '../../test/insert-goods.ts';
import { openTestEngine, type TestEngine } from '../../test/open-test-engine.ts';
import { createPretendChannel, type PretendChannel } from '../../test/pretend-channel.ts';
import { ApiError } from '../api-error.ts';
import { confirmCheckout } from '../checkout/confirm-checkout.ts';
import { createCheckout } from '../checkout/create-checkout.ts';
import { isFaultless, proveLedger } from '../ledger/prove-ledger.ts';
import type { Seen } from '../payment/channel.ts';
import { refundPayments } from '../payment/refund-payments.ts';
import { watchPayments } from '../payment/watch-payments.ts';
import { deliverWaiting } from './deliver-waiting.ts';
import { expireOrders } from './expire-orders.ts';

let engine: TestEngine;
let gateway: PretendChannel;

before(async () => {
  gateway = createPretendChannel();
  engine = await openTestEngine({ channels: [gateway.channel] });
  await insertAgent(engine, 'MODEL1');
});
after(() => engine.close());

/** What can happen, in any order; `which` picks among the payments or messages there are by then. */
const happening = fc.oneof(
  fc.record({ kind: fc.constant('order' as const), quantity: fc.integer({ min: 1, max: 3 }), ref: fc.boolean() }),
  fc.record({
    kind: fc.constant('pay' as const),
    which: fc.nat(),
    part: fc.constantFrom('due', 'due', 'due', 'less', 'more'),
  }),
  fc.record({ kind: fc.constant('tell' as const), which: fc.nat() }),
  fc.record({ kind: fc.constant('fail' as const), which: fc.nat() }),
  fc.record({ kind: fc.constant('wait' as const), seconds: fc.constantFrom(5, 31, 1000) }),
  fc.record({ kind: fc.constant('work' as const) }),
  fc.record({ kind: fc.constant('gateway' as const), down: fc.boolean() }),
);
type Happening = typeof happening extends fc.Arbitrary<infer Value> ? Value : never;

interface World {
  goods: Goods;
  payments: string[];
  messages: Seen[];
}

async function place(world: World, quantity: number, ref: boolean): Promise<void> {
  const buyer = engine.as({ kind: 'anonymous' });
  try {
    const checkout = await createCheckout(buyer, {
      params: undefined,
      query: {},
      body: { product_id: world.goods.productId, quantity, ...(ref && { ref: 'MODEL1' }) },
    });
    const body = {
      secret: checkout.secret,
      contact: { email: 'buyer@example.com' },
      channel: 'pretend',
      consent: { text_version: checkout.consent.text_version },
    };
    const { order } = await confirmCheckout(buyer, { params: { id: checkout.id }, query: undefined, body });
    const { rows } = await engine.db.pool.query<{ id: string }>('SELECT id FROM payment WHERE order_id = $1', [
      order.id,
    ]);
    world.payments.push(rows[0]!.id);
  } catch (error) {
    assert(
      error instanceof ApiError && (error.code === 'sold_out' || error.code === 'channel_unavailable'),
      String(error),
    );
  }
}

async function happen(world: World, it: Happening): Promise<void> {
  const payment =
    'which' in it && world.payments.length > 0 ? world.payments[it.which % world.payments.length]! : undefined;
  const known = payment === undefined ? undefined : gateway.payments.get(payment);
  switch (it.kind) {
    case 'order':
      return place(world, it.quantity, it.ref);
    case 'pay':
      if (payment && known)
        world.messages.push(
          gateway.pay(payment, it.part === 'less' ? 100 : it.part === 'more' ? known.due_minor + 100 : known.due_minor),
        );
      return;
    case 'tell': {
      // Any message ever written, again or for the first time, late or early.
      const seen = world.messages[it.which % Math.max(1, world.messages.length)];
      if (seen) await engine.batchers.applySeen({ channel: 'pretend', seen, stored: false });
      return;
    }
    case 'fail':
      if (payment && known && known.paid_minor === 0)
        world.messages.push({
          paymentId: payment,
          eventKey: `failed ${payment}`,
          state: 'failed',
          paid: undefined,
          providerReference: undefined,
        });
      return;
    case 'wait':
      return engine.wait(it.seconds);
    case 'gateway':
      gateway.down = it.down;
      return;
    case 'work':
      return work();
  }
}

async function work(): Promise<void> {
  await watchPayments(engine);
  await expireOrders(engine);
  await deliverWaiting(engine);
  await refundPayments(engine);
}

/** Everything told and done that would be in time: the gateway is back, holds are over, refunds have arrived. */
async function comeToRest(world: World): Promise<void> {
  gateway.down = false;
  for (const seen of world.messages) await engine.batchers.applySeen({ channel: 'pretend', seen, stored: false });
  for (const payment of world.payments)
    await engine.batchers.applySeen({ channel: 'pretend', seen: await gateway.channel.query(payment), stored: false });
  for (let round = 0; round < 4; round += 1) {
    engine.wait(4000);
    await work();
  }
}

async function checkPromises(world: World): Promise<void> {
  const proof = await proveLedger(engine.db.pool);
  assert.ok(isFaultless(proof), JSON.stringify(proof));
  const { rows: open } = await engine.db.pool.query(
    "SELECT id, status FROM orders WHERE status NOT IN ('delivered', 'expired', 'refunded')",
  );
  assert.deepEqual(open, []);
  const { rows } = await engine.db.pool.query<{ payment_id: string; delivered_minor: number }>(
    `SELECT p.id AS payment_id, CASE WHEN p.status = 'paid' AND o.status = 'delivered' THEN (SELECT sum(delivered_quantity * unit_price_minor) FROM order_item WHERE order_id = o.id) ELSE 0 END::bigint AS delivered_minor
     FROM payment p JOIN orders o ON o.id = p.order_id WHERE p.id = ANY($1::text[])`,
    [world.payments],
  );
  for (const { payment_id, delivered_minor } of rows) {
    const paid_minor = gateway.payments.get(payment_id)?.paid_minor ?? 0;
    const returned_minor = [...gateway.refunds.values()]
      .filter(({ paymentId }) => paymentId === payment_id)
      .reduce((sum, { amount_minor }) => sum + amount_minor, 0);
    assert.equal(
      paid_minor,
      delivered_minor + returned_minor,
      `payment ${payment_id}: what was paid was neither delivered nor returned`,
    );
  }
  const { rows: stock } = await engine.db.pool.query<{ all: number; shelf: number; sold: number }>(
    `SELECT (SELECT count(*) FROM code WHERE offer_id = $1) AS all, (SELECT count(*) FROM shelf WHERE offer_id = $1) AS shelf,
            (SELECT count(*) FROM order_code JOIN code ON code.id = code_id WHERE offer_id = $1 AND status = 'sold') AS sold`,
    [world.goods.offerId],
  );
  assert.equal(stock[0]!.all, stock[0]!.shelf + stock[0]!.sold, 'a code is neither on the shelf nor sold');
}

test('whatever happens in whatever order, every payment ends in codes or in money back, and every code on the shelf or with one buyer', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(happening, { minLength: 8, maxLength: 40 }), async (happenings) => {
      const world: World = { goods: await insertGoods(engine, { codes: 4 }), payments: [], messages: [] };
      for (const it of happenings) await happen(world, it);
      await comeToRest(world);
      await checkPromises(world);
    }),
    { numRuns: 40, interruptAfterTimeLimit: 120_000, markInterruptAsFailure: false },
  );
});
