import assert from 'node:assert/strict';
import { demoIds } from '../demo-ids.ts';
import { ask, refused, send, type Harness, type Scenario } from './ask.ts';
import { buy, confirm, confirmBody, openCheckout, orderThat, payFor, payUrl } from './buy.ts';

/** From a checkout to an order, and to its codes. */
export function confirmScenarios(harness: Harness): Scenario[] {
  const bearer = harness.siteKey;
  return [
    {
      name: 'what a buyer leaves out or gets wrong at confirm is named, and the checkout stays open',
      async run() {
        const checkout = await openCheckout(harness);
        const id = checkout.id;
        await refused(harness, 'confirmCheckout', 'contact_required', {
          id,
          body: confirmBody(checkout, { contact: {} }),
        });
        await refused(harness, 'confirmCheckout', 'channel_unknown', {
          id,
          body: confirmBody(checkout, { channel: 'barter' }),
        });
        await refused(harness, 'confirmCheckout', 'consent_outdated', {
          id,
          body: confirmBody(checkout, { consent: { text_version: '1999-01' } }),
        });
        const other = await openCheckout(harness);
        await refused(harness, 'confirmCheckout', 'checkout_not_found', {
          id,
          body: confirmBody(checkout, { secret: other.secret }),
        });
        const low = { ...checkout.amount, amount_minor: checkout.amount.amount_minor - 1 };
        await refused(harness, 'confirmCheckout', 'price_moved', {
          id,
          body: confirmBody(checkout, { max_amount: low }),
        });
        const { body } = await ask(harness, 'getCheckout', { id, bearer: checkout.secret });
        assert.equal(body.status, 'open');
      },
    },
    {
      name: 'the same confirm with the same key is one order; with another key it is told that there is one',
      async run() {
        const checkout = await openCheckout(harness);
        const body = confirmBody(checkout);
        const headers = { 'idempotency-key': crypto.randomUUID() };
        const first = await ask(harness, 'confirmCheckout', { id: checkout.id, body, headers });
        const second = await ask(harness, 'confirmCheckout', { id: checkout.id, body, headers });
        assert.equal(second.body.order.id, first.body.order.id);
        assert.equal(second.body.order_token, first.body.order_token);
        assert.equal(payUrl(second.body.action), payUrl(first.body.action));
        const changed = confirmBody(checkout, { query_password: 'another body' });
        await refused(harness, 'confirmCheckout', 'idempotency_key_reused', {
          id: checkout.id,
          body: changed,
          headers,
        });
        await refused(harness, 'confirmCheckout', 'checkout_confirmed', { id: checkout.id, body });
        await harness.pay(payUrl(first.body.action), 'paid');
        await orderThat(harness, first.body, (order) => order.status === 'delivered');
      },
    },
    {
      name: 'the products that sell out or change price at confirm say so',
      async run() {
        const gone = await openCheckout(harness, { product_id: demoIds.soldOutAtConfirm });
        await refused(harness, 'confirmCheckout', 'sold_out', { id: gone.id, body: confirmBody(gone) });
        const dearer = await openCheckout(harness, { product_id: demoIds.priceMoves });
        await refused(harness, 'confirmCheckout', 'price_moved', { id: dearer.id, body: confirmBody(dearer) });
      },
    },
    {
      name: 'of three codes four cannot be bought at once, and of four buyers three get one',
      async run() {
        const tooMany = await send(harness, 'createCheckout', {
          bearer,
          body: { product_id: demoIds.lastThree, quantity: 4 },
        });
        if (tooMany.status === 201) {
          const checkout = await tooMany.json();
          await refused(harness, 'confirmCheckout', 'sold_out', { id: checkout.id, body: confirmBody(checkout) });
        } else assert.equal((await tooMany.json()).code, 'sold_out');
        const checkouts = await Promise.all(
          [1, 2, 3, 4].map(() => openCheckout(harness, { product_id: demoIds.lastThree })),
        );
        const answers = await Promise.all(
          checkouts.map((checkout) =>
            send(harness, 'confirmCheckout', { id: checkout.id, body: confirmBody(checkout) }),
          ),
        );
        const bodies = await Promise.all(answers.map((answer) => answer.json()));
        assert.deepEqual(answers.map((answer) => answer.status).toSorted(), [201, 201, 201, 409]);
        assert.equal(bodies.find((body) => body.code)?.code, 'sold_out');
        const bought = bodies.filter((body) => body.order);
        await Promise.all(bought.map((body) => harness.pay(payUrl(body.action), 'paid')));
        const orders = await Promise.all(
          bought.map((body) => orderThat(harness, body, (order) => order.status === 'delivered')),
        );
        assert.equal(new Set(orders.flatMap((order) => order.items[0]!.codes.map((code) => code.id))).size, 3);
      },
    },
    {
      name: 'pay, and the codes are there: revealed once, the same at every look, and marked as seen',
      async run() {
        const { order, order_token } = await buy(harness, { quantity: 2 });
        assert.equal(order.payment?.status, 'paid');
        assert.equal(order.items[0]!.codes.length, 2);
        assert.ok(order.items[0]!.codes.every((code) => code.revealed_at === null));
        const look = () => ask(harness, 'revealOrder', { id: order.id, bearer: order_token, body: {} });
        const first = (await look()).body;
        assert.equal(first.codes.length, 2);
        assert.ok(first.codes.every((code) => Object.keys(code.fields).length > 0));
        assert.deepEqual((await look()).body.codes, first.codes);
        const { body: after } = await ask(harness, 'getOrder', { id: order.id, bearer: order_token });
        assert.ok(after.items[0]!.codes.every((code) => code.revealed_at !== null));
        const text = JSON.stringify(after);
        for (const code of first.codes)
          for (const secret of Object.values(code.fields))
            assert.ok(!text.includes(secret!), 'an order shows a whole code');
      },
    },
    {
      name: 'codes are not ready before the payment',
      async run() {
        const confirmation = await confirm(harness, await openCheckout(harness));
        await refused(harness, 'revealOrder', 'code_not_ready', {
          id: confirmation.order.id,
          bearer: confirmation.order_token,
          body: {},
        });
        await harness.pay(payUrl(confirmation.action), 'paid');
        await orderThat(harness, confirmation, (order) => order.status === 'delivered');
      },
    },
    {
      name: 'an order’s token opens that order and no other',
      async run() {
        const mine = await buy(harness);
        const other = await payFor(harness, 'paid');
        for (const name of ['getOrder', 'followOrder'] as const)
          await refused(harness, name, 'order_not_found', { id: other.order.id, bearer: mine.order_token });
        await refused(harness, 'revealOrder', 'order_not_found', {
          id: other.order.id,
          bearer: mine.order_token,
          body: {},
        });
        await refused(harness, 'getOrder', 'key_missing', { id: mine.order.id });
        await refused(harness, 'getOrder', 'key_wrong_kind', { id: mine.order.id, bearer });
        await refused(harness, 'getOrder', 'key_invalid', { id: mine.order.id, bearer: 'nonsense' });
      },
    },
  ];
}
