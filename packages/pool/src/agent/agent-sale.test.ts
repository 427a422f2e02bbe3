import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { RuleRates } from '@kameng/contract/desk/rule';
import { createId } from '@kameng/contract/id';
import { balanceOf, insertAgent, insertGoods, makeCodes } from '../../test/insert-goods.ts';
import { openOperatorSeat } from '../../test/operator-seat.ts';
import { openTestEngine, type TestEngine } from '../../test/open-test-engine.ts';
import { createPretendChannel, type PretendChannel } from '../../test/pretend-channel.ts';
import { confirmCheckout } from '../checkout/confirm-checkout.ts';
import { createCheckout } from '../checkout/create-checkout.ts';
import type { Context } from '../engine.ts';
import { channelFees, pendingOf, platformFees } from '../ledger/accounts.ts';
import { matureShares } from '../ledger/mature-shares.ts';
import { isFaultless, proveLedger } from '../ledger/prove-ledger.ts';
import { addressFingerprint } from '../order/order-contact.ts';
import { refundDelivered } from '../order/refund-delivered.ts';
import { hidePayer } from '../payment/hide-payer.ts';
import { uploadCodes } from '../stock/upload-codes.ts';
import type { MemberContext } from '../http/serve-desk.ts';
import { publishRule } from '../rule/publish-rule.ts';
import { simulateRule } from '../rule/simulate-rule.ts';
import { setLevels } from './set-levels.ts';

let engine: TestEngine;
let gateway: PretendChannel;
let operator: MemberContext;
const query = (text: string, values: unknown[]) => engine.db.pool.query(text, values);

before(async () => {
  gateway = createPretendChannel();
  engine = await openTestEngine({ channels: [gateway.channel] });
  operator = await openOperatorSeat(engine);
});
after(() => engine.close());

/** An agent with an organisation, whose owner has that address; brought in by another. */
async function makeAgent(ref: string, { parent = null as string | null, email = `${ref}@agent.example` } = {}) {
  const agentId = await insertAgent(engine, ref);
  await query(
    `INSERT INTO agent_level (level, commission_bps, sales_from_minor, child_bps, grandchild_bps)
     VALUES (1, 500, 0, 100, 50), (2, 600, 20000, 200, 100)
     ON CONFLICT (level) DO UPDATE SET child_bps = EXCLUDED.child_bps, grandchild_bps = EXCLUDED.grandchild_bps`,
    [],
  );
  const [organisationId, personId] = [createId('organisation'), createId('person')];
  await query("INSERT INTO organisation (id, kind, name, created_at) VALUES ($1, 'agent', 'A', now())", [
    organisationId,
  ]);
  await query("INSERT INTO person (id, name, email, email_verified) VALUES ($1, 'A', $2, true)", [personId, email]);
  await query(
    "INSERT INTO member (id, organisation_id, person_id, role, created_at) VALUES ($1, $2, $3, 'owner', now())",
    [createId('member'), organisationId, personId],
  );
  await query('UPDATE agent SET organisation_id = $2, parent_id = $3 WHERE id = $1', [agentId, organisationId, parent]);
  return { agentId, organisationId, personId, ref };
}

async function buy(productId: string, ref: string, given: { quantity?: number; email?: string; cookie?: string } = {}) {
  const { quantity = 1, email = 'buyer@example.com', cookie } = given;
  const ctx: Context = engine.as({ kind: 'anonymous' }, { cookie });
  const body = { product_id: productId, quantity, ref };
  const checkout = await createCheckout(ctx, { params: undefined, query: {}, body });
  const { order } = await confirmCheckout(ctx, {
    params: { id: checkout.id },
    query: undefined,
    body: {
      secret: checkout.secret,
      contact: { email },
      channel: 'pretend',
      consent: { text_version: checkout.consent.text_version },
    },
  });
  const { rows } = await engine.db.pool.query<{ id: string }>('SELECT id FROM payment WHERE order_id = $1', [order.id]);
  return { order, checkout, paymentId: rows[0]!.id };
}

async function pay(paymentId: string, payer?: string) {
  const seen = hidePayer(engine, { ...gateway.pay(paymentId), payer });
  await engine.batchers.applySeen({ channel: 'pretend', seen, stored: false });
}

const pending = (agentId: string) => balanceOf(engine, pendingOf(agentId, 'CNY'));
async function prove() {
  const proof = await proveLedger(engine.db.pool);
  assert.ok(isFaultless(proof), JSON.stringify(proof));
}
async function selfSaleOf(orderId: string): Promise<string | null> {
  const { rows } = await engine.db.pool.query<{ self_sale: string | null }>(
    'SELECT self_sale FROM orders WHERE id = $1',
    [orderId],
  );
  return rows[0]!.self_sale;
}

test('buyer, markup, two levels above, channel and operator add up, and a refund takes each part back', async () => {
  const grand = await makeAgent('GRAND1');
  const parent = await makeAgent('PARENT', { parent: grand.agentId });
  const agent = await makeAgent('SELLER', { parent: parent.agentId });
  await query('UPDATE agent SET markup_bps = 1000 WHERE id = $1', [agent.agentId]);
  const goods = await insertGoods(engine);
  const before = {
    fee: await balanceOf(engine, channelFees('pretend', 'CNY')),
    own: await balanceOf(engine, platformFees('CNY')),
  };
  const { order, checkout, paymentId } = await buy(goods.productId, 'SELLER', { quantity: 2 });
  assert.equal(checkout.unit_price.amount_minor, 8360);
  assert.equal(checkout.product.price.amount_minor, 8360);
  assert.equal(
    checkout.breakdown.reduce((sum, { amount }) => sum + amount.amount_minor, 0),
    16_720,
  );
  await pay(paymentId);
  const parts = {
    supplier: await pending(goods.supplierId),
    agent: await pending(agent.agentId),
    parent: await pending(parent.agentId),
    grand: await pending(grand.agentId),
    channel: (await balanceOf(engine, channelFees('pretend', 'CNY'))) - before.fee,
    platform: (await balanceOf(engine, platformFees('CNY'))) - before.own,
  };
  // 2 × ¥76 and 10 % on it; 5 % of ¥152 and the markup; 1 % and 0.5 % of ¥152; 0.6 % of ¥167.20.
  assert.deepEqual(parts, { supplier: 14_000, agent: 2280, parent: 152, grand: 76, channel: 100, platform: 112 });
  const agentsUnder = async (terms: RuleRates) => {
    const { currencies } = await simulateRule(operator, {
      params: undefined,
      query: undefined,
      body: { terms, orders: 1 },
    });
    return currencies[0]!.after.agents_minor;
  };
  const asItIs = parts.agent + parts.parent + parts.grand;
  assert.equal(await agentsUnder({ kind: 'children', rates: { 1: 0, 2: 200 } }), asItIs - parts.parent);
  assert.equal(await agentsUnder({ kind: 'grandchildren', rates: { 1: 100, 2: 100 } }), asItIs + 76);
  assert.equal(await agentsUnder({ kind: 'thresholds', rates: { 1: 0, 2: 30_000 } }), asItIs);
  await refundDelivered(engine, {
    orderId: order.id,
    amount_minor: 16_720,
    reason: 'operator',
    cause: 'all of it',
    actor: 'test',
  });
  for (const each of [agent, parent, grand]) assert.equal(await pending(each.agentId), 0);
  await prove();
});

test('a markup is kept under the list price, whatever the agent wishes, and one product may have its own', async () => {
  const agent = await makeAgent('MARKUP');
  const goods = await insertGoods(engine);
  await query('UPDATE agent SET markup_bps = 10000 WHERE id = $1', [agent.agentId]);
  assert.equal((await buy(goods.productId, 'MARKUP')).checkout.amount.amount_minor, 10_000);
  await query('INSERT INTO agent_markup VALUES ($1, $2, 0)', [agent.agentId, goods.productId]);
  engine.wait(6);
  assert.equal((await buy(goods.productId, 'MARKUP')).checkout.amount.amount_minor, 7600);
});

test('a dearer offer is not paid with the agent’s markup', async () => {
  const agent = await makeAgent('DEARER');
  await query('UPDATE agent SET markup_bps = 2000 WHERE id = $1', [agent.agentId]);
  const goods = await insertGoods(engine, { codes: 1 });
  const other = createId('offer');
  await query(
    'INSERT INTO offer (id, product_id, supplier_id, price_minor, supply_price_minor, created_at) VALUES ($1, $2, $3, 8000, 7500, now())',
    [other, goods.productId, goods.supplierId],
  );
  await uploadCodes(engine, { offerId: other, codes: makeCodes(1) });
  const ctx = engine.as({ kind: 'anonymous' });
  const body = { product_id: goods.productId, quantity: 1, ref: 'DEARER' };
  const late = await createCheckout(ctx, { params: undefined, query: {}, body });
  await buy(goods.productId, 'DEARER');
  const confirming = confirmCheckout(ctx, {
    params: { id: late.id },
    query: undefined,
    body: {
      secret: late.secret,
      contact: { email: 'late@example.com' },
      channel: 'pretend',
      consent: { text_version: late.consent.text_version },
    },
  });
  await assert.rejects(confirming, { code: 'sold_out' });
});

for (const [by, given] of Object.entries({
  contact: { email: 'CONTACT@agent.example' },
  payout_account: { email: 'wallet@pay.example' },
  device: { cookie: 'kameng_device=AAAAAAAAAAAAAAAAAAAAAA' },
})) {
  test(`no commission when agent and buyer are the same by ${by}, and none for those above`, async () => {
    const parent = await makeAgent(`UP${by.slice(0, 6)}`.toUpperCase().replace('_', 'X'));
    const ref = by.slice(0, 7).toUpperCase().replace('_', 'X');
    const agent = await makeAgent(ref, { parent: parent.agentId, email: `${by}@agent.example` });
    await query('UPDATE agent SET markup_bps = 500 WHERE id = $1', [agent.agentId]);
    await query(
      `INSERT INTO payout_account (id, organisation_id, kind, currency, hint, details_secret, number_fingerprint, usable_from, created_at)
       VALUES ($1, $2, 'alipay', 'CNY', '', '', $3, now(), now())`,
      [createId('payoutAccount'), agent.organisationId, addressFingerprint(engine.keys, 'wallet@pay.example')],
    );
    await query(
      "INSERT INTO person_device (device_hash, person_id, seen_at) VALUES (sha256('AAAAAAAAAAAAAAAAAAAAAA'), $1, now()) ON CONFLICT DO NOTHING",
      [agent.personId],
    );
    const { order, paymentId } = await buy((await insertGoods(engine)).productId, ref, given);
    await pay(paymentId);
    assert.equal(await selfSaleOf(order.id), by);
    assert.equal(await pending(agent.agentId), 0);
    assert.equal(await pending(parent.agentId), 0);
    await prove();
  });
}

test('who paid is known when the channel says so: the agent’s own wallet earns nothing, whatever address was given', async () => {
  const agent = await makeAgent('PAYERS');
  const { productId } = await insertGoods(engine);
  const own = await buy(productId, 'PAYERS');
  await pay(own.paymentId, 'payers@agent.example');
  assert.equal(await selfSaleOf(own.order.id), 'payer');
  assert.equal(await pending(agent.agentId), 0);
  const other = await buy(productId, 'PAYERS');
  await pay(other.paymentId, 'somebody@else.example');
  assert.equal(await selfSaleOf(other.order.id), null);
  assert.equal(await pending(agent.agentId), 380);
  await prove();
});

test('whoever stands above the seller earns nothing of what they buy from them', async () => {
  const parent = await makeAgent('ABOVE1');
  const agent = await makeAgent('BELOW1', { parent: parent.agentId });
  const { paymentId } = await buy((await insertGoods(engine)).productId, 'BELOW1', { email: 'above1@agent.example' });
  await pay(paymentId);
  assert.equal(await pending(parent.agentId), 0);
  assert.equal(await pending(agent.agentId), 380);
});

test('sales that have matured raise the level; the new rate is for what is sold from then on', async () => {
  const agent = await makeAgent('RISING');
  const { productId } = await insertGoods(engine);
  for (let nth = 0; nth < 3; nth += 1) await pay((await buy(productId, 'RISING')).paymentId);
  await setLevels(engine);
  const level = async () =>
    (await engine.db.pool.query<{ level: number }>('SELECT level FROM agent WHERE id = $1', [agent.agentId])).rows[0]!
      .level;
  assert.equal(await level(), 1);
  engine.wait(8 * 86_400);
  await matureShares(engine);
  // Three sales of ¥76; what a level takes is tried on them, and then published.
  const terms = (sales: number) => ({ kind: 'thresholds', rates: { 1: 0, 2: sales } }) as const;
  const simulate = (sales: number) =>
    simulateRule(operator, { params: undefined, query: undefined, body: { terms: terms(sales), orders: 3 } });
  assert.equal((await simulate(22_801)).risen, 0);
  const { risen, currencies } = await simulate(22_800);
  assert.deepEqual([risen, currencies[0]!.before.agents_minor, currencies[0]!.after.agents_minor], [1, 1140, 1368]);
  const publish = (sales: number) =>
    publishRule(operator, { params: undefined, query: undefined, body: { terms: terms(sales), reason: 'New levels' } });
  await assert.rejects(publish(0), { code: 'invalid_request' });
  await publish(22_801);
  await setLevels(engine);
  assert.equal(await level(), 1);
  await publish(22_800);
  await setLevels(engine);
  assert.equal(await level(), 2);
  await pay((await buy(productId, 'RISING')).paymentId);
  assert.equal(await pending(agent.agentId), 456);
});
