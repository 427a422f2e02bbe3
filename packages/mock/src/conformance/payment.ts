import assert from 'node:assert/strict';
import { order as orderSchema, type Order } from '@kameng/contract/order';
import { demoIds } from '../demo-ids.ts';
import { ask, refused, send, type Harness, type Scenario } from './ask.ts';
import { confirm, confirmBody, openCheckout, orderThat, payFor, payUrl } from './buy.ts';

const delivered = (order: Order) => order.status === 'delivered';
const refundOf = (order: Order) => order.refunds.map(({ reason, amount }) => [reason, amount.amount_minor]);
const settled = (order: Order) => order.refunds.length > 0 && order.refunds.every((refund) => refund.status === 'done');

/** Every payment ends in delivery or in a refund, whatever the gateway does. */
export function paymentScenarios(harness: Harness): Scenario[] {
  return [
    {
      name: 'a failed payment leaves the order held, and another payment may follow',
      async run() {
        const confirmation = await payFor(harness, 'failed');
        const failed = await orderThat(harness, confirmation, (order) => order.payment?.status === 'failed');
        assert.equal(failed.status, 'held');
        const asked = { id: failed.id, bearer: confirmation.order_token, body: { channel: 'sandbox' } };
        await refused(harness, 'payOrder', 'channel_unknown', { ...asked, body: { channel: 'barter' } });
        const { body: action } = await ask(harness, 'payOrder', asked);
        await harness.pay(payUrl(action), 'paid');
        await orderThat(harness, confirmation, delivered);
        await refused(harness, 'payOrder', 'order_state', asked);
      },
    },
    {
      name: 'a payment told twice delivers once',
      async run() {
        const order = await orderThat(harness, await payFor(harness, 'twice'), delivered);
        assert.equal(order.items[0]!.codes.length, 1);
        assert.deepEqual(order.refunds, []);
      },
    },
    {
      name: 'less than due delivers nothing and goes back',
      async run() {
        const confirmation = await payFor(harness, 'less');
        const order = await orderThat(harness, confirmation, settled);
        assert.notEqual(order.status, 'delivered');
        const [[reason, minor] = []] = refundOf(order);
        assert.equal(reason, 'short');
        assert.ok(Number(minor) > 0 && Number(minor) < order.amount.amount_minor);
        await refused(harness, 'revealOrder', 'code_not_ready', {
          id: order.id,
          bearer: confirmation.order_token,
          body: {},
        });
      },
    },
    {
      name: 'more than due delivers, and the difference goes back',
      async run() {
        const order = await orderThat(
          harness,
          await payFor(harness, 'more'),
          (order) => delivered(order) && settled(order),
        );
        const [[reason, minor] = []] = refundOf(order);
        assert.equal(reason, 'excess');
        assert.equal(order.payment?.paid?.amount_minor, order.amount.amount_minor + Number(minor));
      },
    },
    {
      name: 'a payment that is never told of is found by asking the gateway',
      async run() {
        const confirmation = await payFor(harness, 'lost');
        await harness.advance?.(31);
        await orderThat(harness, confirmation, delivered, 60);
      },
    },
    {
      name: 'a slow supplier delivers later, an absent one means a refund, a partial one both',
      async run() {
        const ended = (order: Order) => delivered(order) || order.status === 'refunded';
        const [slow, down, partial] = await Promise.all([
          payFor(harness, 'paid', { product_id: demoIds.slowSupplier }),
          payFor(harness, 'paid', { product_id: demoIds.supplierDown }),
          payFor(harness, 'paid', { product_id: demoIds.partial, quantity: 2 }),
        ]);
        await harness.advance?.(10);
        assert.equal((await orderThat(harness, slow, ended, 60)).status, 'delivered');
        const gone = await orderThat(harness, down, ended, 60);
        assert.deepEqual([gone.status, refundOf(gone)], ['refunded', [['undeliverable', gone.amount.amount_minor]]]);
        const some = await orderThat(harness, partial, (order) => ended(order) && settled(order), 60);
        const codes = some.items.reduce((sum, item) => sum + item.codes.length, 0);
        const [back] = refundOf(some);
        assert.ok(codes > 0 && codes < 2);
        assert.deepEqual(back, ['undeliverable', some.items[0]!.unit_price.amount_minor]);
      },
    },
    {
      name: 'whoever follows an order hears each change as it happens',
      async run() {
        const confirmation = await confirm(harness, await openCheckout(harness));
        const leave = new AbortController();
        const asked = { id: confirmation.order.id, bearer: confirmation.order_token };
        const response = await send(harness, 'followOrder', asked, leave.signal);
        assert.match(response.headers.get('content-type') ?? '', /^text\/event-stream/);
        const heard = followUntilDelivered(response, () => harness.pay(payUrl(confirmation.action), 'paid'));
        const orders = await heard.finally(() => leave.abort());
        assert.equal(orders[0]!.status, 'held');
        assert.equal(orders.at(-1)!.status, 'delivered');
        assert.deepEqual(
          orders,
          orders.toSorted((left, right) => left.sequence - right.sequence),
        );
      },
    },
    ...(harness.advance ? timeScenarios(harness, harness.advance) : []),
  ];
}

function timeScenarios(harness: Harness, advance: (seconds: number) => Promise<void>): Scenario[] {
  return [
    {
      name: 'a hold that nobody pays for expires, and neither a payment nor a code is to be had',
      async run() {
        const confirmation = await confirm(harness, await openCheckout(harness));
        await advance(harness.holdS + 1);
        const order = await orderThat(harness, confirmation, (order) => order.status === 'expired', 60);
        assert.equal(order.items[0]!.status, 'released');
        const asked = { id: order.id, bearer: confirmation.order_token };
        await refused(harness, 'payOrder', 'order_state', { ...asked, body: { channel: 'sandbox' } });
        // Not `code_not_ready`, which a buyer would wait for.
        await refused(harness, 'revealOrder', 'order_state', { ...asked, body: {} });
      },
    },
    {
      name: 'money that is told of after the hold delivers if it still can, else goes back',
      async run() {
        const confirmation = await payFor(harness, 'late');
        const ended = (order: Order) => delivered(order) || order.status === 'refunded';
        await advance(harness.holdS + 10);
        await orderThat(harness, confirmation, (order) => order.status !== 'held', 60);
        await advance(60);
        const order = await orderThat(harness, confirmation, ended, 90);
        if (order.status === 'refunded') assert.deepEqual(refundOf(order), [['late', order.amount.amount_minor]]);
      },
    },
    {
      name: 'a checkout that was left open too long is refused',
      async run() {
        const checkout = await openCheckout(harness);
        await advance(harness.checkoutS + 1);
        await refused(harness, 'confirmCheckout', 'checkout_expired', { id: checkout.id, body: confirmBody(checkout) });
        const { body } = await ask(harness, 'getCheckout', { id: checkout.id, bearer: checkout.secret });
        assert.equal(body.status, 'expired');
      },
    },
  ];
}

/** Reads server-sent events until the order is delivered; pays as soon as the first has come. */
async function followUntilDelivered(response: Response, pay: () => Promise<void>): Promise<Order[]> {
  const orders: Order[] = [];
  let text = '';
  assert.ok(response.body);
  for await (const part of response.body.pipeThrough(new TextDecoderStream())) {
    text += part;
    const blocks = text.split('\n\n');
    text = blocks.pop() ?? '';
    for (const block of blocks) {
      if (!/^event: ?order$/m.test(block)) continue;
      const data: unknown = JSON.parse(/^data: ?(.*)$/m.exec(block)?.[1] ?? '');
      assert.deepEqual(orderSchema.parse(data), data);
      orders.push(data as Order);
      if (orders.length === 1) await pay();
      if (orders.at(-1)!.status === 'delivered') return orders;
    }
  }
  return orders;
}
