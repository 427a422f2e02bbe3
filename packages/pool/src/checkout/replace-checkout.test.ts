import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createId } from '@kameng/contract/id';
import { type Goods, insertGoods } from '../../test/insert-goods.ts';
import { openTestEngine, type TestEngine } from '../../test/open-test-engine.ts';
import type { Actor } from '../engine.ts';
import type { CheckoutRow } from './checkout-row.ts';
import { createCheckout } from './create-checkout.ts';

let engine: TestEngine;
let goods: Goods;
const [ann, bob] = [createId('agent'), createId('agent')];
const site = { id: createId('site'), kind: 'site', environment: 'test', agentId: ann, origins: ['https://a.example'] };
const asSite = { kind: 'site', site } as unknown as Actor;
const nobody: Actor = { kind: 'anonymous' };

before(async () => {
  engine = await openTestEngine();
  goods = await insertGoods(engine);
  const { pool } = engine.db;
  for (const [id, ref] of [
    [ann, 'ANNA01'],
    [bob, 'BOBB01'],
  ])
    await pool.query('INSERT INTO agent (id, ref, name, level, created_at) VALUES ($1, $2, $2, 1, now())', [id, ref]);
  await pool.query(
    "INSERT INTO site (id, name, kind, environment, agent_id, created_at) VALUES ($1, 'Blog', 'site', 'test', $2, now())",
    [site.id, ann],
  );
});
after(() => engine.close());

/** Opens a checkout and reads whose sale it would be. */
async function open(actor: Actor, body: Partial<Parameters<typeof createCheckout>[1]['body']> = {}, ref?: string) {
  const ctx = engine.as(actor, { ref });
  const { id, secret } = await createCheckout(ctx, {
    params: undefined,
    query: {},
    body: { product_id: goods.productId, quantity: 1, ...body },
  });
  const { rows } = await engine.db.pool.query<CheckoutRow>('SELECT * FROM checkout WHERE id = $1', [id]);
  const { site_id, agent_id, commission_bps, embed_origin, embed_mode } = rows[0]!;
  return { replaces: { id, secret }, sale: { site_id, agent_id, commission_bps, embed_origin, embed_mode } };
}

test('a checkout in the place of another is the same site’s, agent’s and page’s, at another quantity and after it has ended', async () => {
  const embed = { origin: 'https://a.example', mode: 'overlay' } as const;
  const first = await open(asSite, { embed });
  assert.deepEqual(first.sale, {
    site_id: site.id,
    agent_id: ann,
    commission_bps: 300,
    embed_origin: embed.origin,
    embed_mode: 'overlay',
  });
  assert.deepEqual((await open(nobody, { replaces: first.replaces, quantity: 3 })).sale, first.sale);
  engine.wait(24 * 3600);
  const later = await open(nobody, { replaces: first.replaces });
  assert.deepEqual(later.sale, first.sale);
  assert.deepEqual((await open(nobody, { replaces: later.replaces })).sale, first.sale);
});

test('nobody takes a sale over by naming a referral of their own with it', async () => {
  const first = await open(nobody, {}, 'ANNA01');
  assert.equal((await open(nobody, { replaces: first.replaces, ref: 'BOBB01' })).sale.agent_id, ann);
  assert.equal((await open(nobody, { replaces: first.replaces }, 'BOBB01')).sale.agent_id, ann);
  // A sale that was nobody's is free for the referral it is opened again with; a key says for itself whose sale it is.
  const free = await open(nobody);
  assert.equal((await open(nobody, { replaces: free.replaces, ref: 'BOBB01' })).sale.agent_id, bob);
  const bobs = await open(nobody, {}, 'BOBB01');
  assert.equal((await open(asSite, { replaces: bobs.replaces })).sale.agent_id, ann);
});

test('a frozen agent keeps no sale, and a forgotten checkout nothing', async () => {
  const first = await open(nobody, {}, 'BOBB01');
  await engine.db.pool.query("UPDATE agent SET status = 'frozen' WHERE id = $1", [bob]);
  engine.wait(60);
  assert.equal((await open(nobody, { replaces: first.replaces })).sale.agent_id, null);
  const second = await open(nobody, {}, 'ANNA01');
  await engine.db.pool.query('DELETE FROM checkout WHERE id = $1', [second.replaces.id]);
  assert.equal((await open(nobody, { replaces: second.replaces })).sale.agent_id, null);
});

test('another checkout’s secret opens nothing', async () => {
  const [first, second] = [await open(nobody), await open(nobody)];
  await assert.rejects(open(nobody, { replaces: { ...first.replaces, secret: second.replaces.secret } }), {
    code: 'checkout_not_found',
  });
});
