import assert from 'node:assert/strict';
import { ask, refused, until, type Harness, type Scenario } from './ask.ts';
import { confirm, newBuyer, openCheckout, orderThat, payUrl } from './buy.ts';

interface Mail {
  text_body: string;
}

/** The newest link to all orders that was mailed to an address. */
async function mailedLink(harness: Harness, recipient: string): Promise<string> {
  const address = new URL(`/dev/mail.json?recipient=${encodeURIComponent(recipient)}`, harness.url);
  const links = await until(
    async () => {
      const { data } = (await (await fetch(address)).json()) as { data: Mail[] };
      return data.flatMap(({ text_body }) => /\/orders#(\S+)/.exec(text_body)?.[1] ?? []);
    },
    (found) => found.length > 0,
  );
  return links[0]!;
}

async function buyAs(harness: Harness, email: string) {
  const confirmation = await confirm(harness, await openCheckout(harness), { contact: { email } });
  await harness.pay(payUrl(confirmation.action), 'paid');
  await orderThat(harness, confirmation, ({ status }) => status === 'delivered');
  return confirmation;
}

/** All orders of one contact, for who can read its mail. */
export function ownOrderScenarios(harness: Harness): Scenario[] {
  return [
    {
      name: 'a mailed link shows everything that was paid with an address, opens once, and nothing else shows it',
      async run() {
        const email = newBuyer();
        const first = await buyAs(harness, email);
        const second = await buyAs(harness, email);
        const sent = await ask(harness, 'sendOrdersLink', { body: { contact: email } });
        const link = await mailedLink(harness, email);
        const opened = await ask(harness, 'openOrdersLink', { body: { link } });
        await refused(harness, 'openOrdersLink', 'link_ended', { body: { link } });
        const bearer = opened.body.token;
        const { body: page } = await ask(harness, 'listOwnOrders', { bearer, query: { limit: 1 } });
        assert.deepEqual(
          page.data.map(({ order, order_token }) => [order.id, order_token]),
          [[second.order.id, second.order_token]],
        );
        const rest = await ask(harness, 'listOwnOrders', { bearer, query: { cursor: page.next_cursor! } });
        assert.deepEqual(
          rest.body.data.map(({ order }) => order.id),
          [first.order.id],
        );
        const { body: kept } = await ask(harness, 'exportOwnRecords', { bearer });
        assert.deepEqual([kept.complete, kept.orders.map(({ contact }) => contact?.email)], [true, [email, email]]);
        await ask(harness, 'askErasure', { bearer });
        await refused(harness, 'listOwnOrders', 'key_missing');
        await refused(harness, 'listOwnOrders', 'key_invalid', { bearer: link });
        await refused(harness, 'listOwnOrders', 'key_wrong_kind', { bearer: harness.siteKey });
        await refused(harness, 'openOrdersLink', 'link_ended', { body: { link: bearer } });
        assert.deepEqual(await ask(harness, 'sendOrdersLink', { body: { contact: newBuyer() } }), sent);
      },
    },
  ];
}
