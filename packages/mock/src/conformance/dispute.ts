import assert from 'node:assert/strict';
import { ask, refused, type Harness, type Scenario } from './ask.ts';
import { buy, orderThat } from './buy.ts';

const onePixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==';

/** What a buyer can do when a code does not work. */
export function disputeScenarios(harness: Harness): Scenario[] {
  return [
    {
      name: 'a code that nobody looked at is replaced at once, once, and the first one is shown no more',
      async run() {
        const { order, order_token: bearer } = await buy(harness);
        const asked = { id: order.id, bearer };
        const first = (await ask(harness, 'getOrder', asked)).body.items[0]!.codes[0]!.id;
        const body = { claim: 'other', text: 'Not what I wanted.' } as const;
        const { status, body: dispute } = await ask(harness, 'openDispute', { ...asked, body });
        assert.deepEqual([status, dispute.status, dispute.outcome?.kind], [201, 'closed', 'replacement']);
        assert.deepEqual(dispute.codes[0]!.facts, ['never_revealed']);
        const after = (await ask(harness, 'getOrder', asked)).body;
        assert.deepEqual([after.status, after.items[0]!.codes.length], ['delivered', 1]);
        assert.equal(dispute.codes[0]!.replaced_by, after.items[0]!.codes[0]!.id);
        const { body: revealed } = await ask(harness, 'revealOrder', { ...asked, body: {} });
        assert.ok(revealed.codes.every(({ id }) => id !== first));
        const again = await ask(harness, 'openDispute', { ...asked, body });
        assert.deepEqual([again.status, again.body.status], [201, 'supplier_turn']);
      },
    },
    {
      name: 'a dispute is opened once, takes evidence, and can be withdrawn; then the order is as it was',
      async run() {
        const bought = await buy(harness);
        const asked = { id: bought.order.id, bearer: bought.order_token };
        await refused(harness, 'answerDispute', 'dispute_not_found', { ...asked, body: { action: 'withdraw' } });
        await ask(harness, 'revealOrder', { ...asked, body: {} });
        const body = { claim: 'invalid', text: 'It says “unknown code”.' } as const;
        const opened = await ask(harness, 'openDispute', { ...asked, body });
        assert.deepEqual([opened.status, opened.body.turn], [201, 'supplier']);
        await orderThat(harness, bought, ({ status }) => status === 'disputed');
        assert.equal((await ask(harness, 'openDispute', { ...asked, body })).status, 200);
        await refused(harness, 'openDispute', 'dispute_exists', { ...asked, body: { ...body, claim: 'expired' } });
        await refused(harness, 'answerDispute', 'dispute_turn', { ...asked, body: { action: 'take' } });
        const image = { type: 'image/png', data: onePixel } as const;
        const { body: shown } = await ask(harness, 'addEvidence', { ...asked, body: { image } });
        const lie = { type: 'image/png', data: 'bm90IGEgcGljdHVyZSBhdCBhbGwh' } as const;
        await refused(harness, 'addEvidence', 'evidence_refused', { ...asked, body: { image: lie } });
        const evidence_id = shown.evidence[0]!.id;
        assert.equal(
          (await ask(harness, 'readEvidence', { ...asked, query: { evidence_id } })).body.type,
          'image/webp',
        );
        const { body: closed } = await ask(harness, 'answerDispute', { ...asked, body: { action: 'withdraw' } });
        assert.deepEqual([closed.status, closed.outcome?.kind, closed.rule], ['closed', 'none', 'withdrawn']);
        assert.equal((await ask(harness, 'listDisputes', asked)).body.data[0]!.id, closed.id);
        assert.equal((await ask(harness, 'getOrder', asked)).body.status, 'delivered');
        await refused(harness, 'openDispute', 'dispute_exists', { ...asked, body });
      },
    },
    ...(harness.advance ? [silence(harness, harness.advance)] : []),
  ];
}

function silence(harness: Harness, advance: (seconds: number) => Promise<void>): Scenario {
  return {
    name: 'a supplier who says nothing for 48 hours has lost, and the money goes back',
    async run() {
      const bought = await buy(harness);
      const asked = { id: bought.order.id, bearer: bought.order_token };
      await ask(harness, 'revealOrder', { ...asked, body: {} });
      await ask(harness, 'openDispute', { ...asked, body: { claim: 'already_used', text: 'Used before me.' } });
      await advance(48 * 3600 + 1);
      const after = await orderThat(harness, bought, ({ status }) => status === 'refunded', 60);
      assert.deepEqual(
        after.refunds.map(({ reason, amount }) => [reason, amount.amount_minor]),
        [['dispute', after.amount.amount_minor]],
      );
      const { data } = (await ask(harness, 'listDisputes', asked)).body;
      assert.equal(data[0]!.rule, 'supplier_silent');
    },
  };
}
