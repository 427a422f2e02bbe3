import assert from 'node:assert/strict';
import { demoIds } from '../demo-ids.ts';
import { ask, hostOrigin, refused, type Harness, type Scenario } from './ask.ts';
import { confirmBody, openCheckout } from './buy.ts';

/** Priced intentions to buy. */
export function checkoutScenarios(harness: Harness): Scenario[] {
  const bearer = harness.siteKey;
  return [
    {
      name: 'a checkout is priced, its lines add up, and its secret reads it again',
      async run() {
        const checkout = await openCheckout(harness, { quantity: 2, embed: { origin: hostOrigin, mode: 'overlay' } });
        assert.equal(checkout.status, 'open');
        assert.equal(checkout.amount.amount_minor, checkout.unit_price.amount_minor * 2);
        assert.equal(
          checkout.breakdown.reduce((sum, line) => sum + line.amount.amount_minor, 0),
          checkout.amount.amount_minor,
        );
        const { body: again } = await ask(harness, 'getCheckout', { id: checkout.id, bearer: checkout.secret });
        assert.deepEqual(again.amount, checkout.amount);
        assert.equal(new URL(checkout.url).hash, `#${checkout.secret}`);
        await refused(harness, 'getCheckout', 'key_missing', { id: checkout.id });
        const other = await openCheckout(harness);
        await refused(harness, 'getCheckout', 'checkout_not_found', { id: checkout.id, bearer: other.secret });
      },
    },
    {
      name: 'an agent’s referral opens a checkout without any key',
      async run() {
        const body = { product_id: demoIds.starfall };
        await ask(harness, 'createCheckout', { body, headers: { 'kameng-ref': harness.ref } });
        await ask(harness, 'createCheckout', { bearer, body: { ...body, ref: harness.ref } });
        await refused(harness, 'createCheckout', 'ref_unknown', { bearer, body: { ...body, ref: 'NOBODY99' } });
      },
    },
    {
      name: 'a checkout follows another only with that one’s secret, and from no other page than its own',
      async run() {
        const first = await openCheckout(harness, { embed: { origin: hostOrigin, mode: 'overlay' } });
        const replaces = { id: first.id, secret: first.secret };
        const body = { product_id: demoIds.starfall, quantity: 2, replaces };
        const { body: second } = await ask(harness, 'createCheckout', { body });
        assert.equal(second.quantity, 2);
        assert.notEqual(second.id, first.id);
        await ask(harness, 'createCheckout', {
          body: { ...body, embed: { origin: hostOrigin, mode: 'overlay' } },
        });
        await refused(harness, 'createCheckout', 'origin_not_allowed', {
          body: { ...body, embed: { origin: 'https://evil.example', mode: 'overlay' } },
        });
        await refused(harness, 'createCheckout', 'checkout_not_found', {
          body: { ...body, replaces: { id: first.id, secret: second.secret } },
        });
      },
    },
    {
      name: 'a checkout that cannot be sold is refused',
      async run() {
        const open = (body: object) => ({ bearer, body: { product_id: demoIds.starfall, ...body } });
        await refused(harness, 'createCheckout', 'quantity_out_of_range', open({ quantity: 10_000 }));
        await refused(harness, 'createCheckout', 'coupon_invalid', open({ coupon: 'NO-SUCH-COUPON' }));
        await refused(
          harness,
          'createCheckout',
          'product_not_found',
          open({ product_id: 'prd_00000000000000000000000000' }),
        );
        await refused(harness, 'createCheckout', 'sold_out', open({ product_id: demoIds.soldOut }));
        await refused(
          harness,
          'createCheckout',
          'origin_not_allowed',
          open({ embed: { origin: 'https://evil.example', mode: 'overlay' } }),
        );
      },
    },
    {
      name: 'a coupon takes something off, says so, and the buyer pays what is left',
      async run() {
        const body = { product_id: demoIds.starfall, quantity: 2 };
        const { body: full } = await ask(harness, 'createCheckout', { bearer, body });
        const { body: checkout } = await ask(harness, 'createCheckout', { bearer, body: { ...body, coupon: 'demo2' } });
        const off = checkout.breakdown.find(({ kind }) => kind === 'coupon')?.amount.amount_minor ?? 0;
        assert.ok(off < 0);
        assert.equal(checkout.amount.amount_minor, full.amount.amount_minor + off);
        assert.equal(checkout.amount.amount_minor, checkout.unit_price.amount_minor * 2);
        assert.equal(
          checkout.breakdown.reduce((sum, line) => sum + line.amount.amount_minor, 0),
          checkout.amount.amount_minor,
        );
        const { body: confirmed } = await ask(harness, 'confirmCheckout', {
          id: checkout.id,
          body: confirmBody(checkout, { max_amount: checkout.amount }),
        });
        assert.deepEqual(confirmed.order.amount, checkout.amount);
      },
    },
    {
      name: 'the same checkout request with the same key opens one checkout',
      async run() {
        const headers = { 'idempotency-key': crypto.randomUUID() };
        const asked = { bearer, body: { product_id: demoIds.starfall }, headers };
        const first = await ask(harness, 'createCheckout', asked);
        const second = await ask(harness, 'createCheckout', asked);
        assert.equal(second.body.id, first.body.id);
        assert.equal(second.body.secret, first.body.secret);
        await refused(harness, 'createCheckout', 'idempotency_key_reused', {
          ...asked,
          body: { product_id: demoIds.starfall, quantity: 2 },
        });
      },
    },
  ];
}
