import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Checkout, Confirmation } from '@kameng/contract/checkout';
import { arrival, fillIn, payAt, pressPay, readCode } from './buy-steps.ts';
import { openStage } from './open-stage.ts';
import { readBooks, settle } from './read-books.ts';

const stage = openStage();

const product = 'prd_01k0dem0game00000000000001';
/** Parties of the demo: DEMO01 and DEMO00, whose level earns more. */
const [agent, upline] = ['agt_01k0dem0agent0', 'agt_01k0dem0vp11ne'];
const priceMinor = 7600;
/** 4 % of the price, the published rate of DEMO01's level; and 1 % for DEMO00, who brought it in, out of the pool's share. */
const commissionMinor = 304;
const uplineMinor = 76;

test('an agent’s link is followed and bought from, and the books say to the cent who gets what', async () => {
  const context = await stage.visitor();
  const page = await context.newPage();
  await page.goto(`${stage.pool.url}/r/demo01/${product}?lang=en`);
  await page.waitForURL(`${stage.pool.url}/buy/${product}?ref=DEMO01&lang=en`, arrival);
  await fillIn(page, 'books@example.com');
  await pressPay(page);
  await payAt(page, 'paid');
  await readCode(page);
  const order = /ord_[0-9a-z]{26}/.exec(page.url())?.[0] ?? '';
  const balances = settle(await readBooks(stage, order));
  const of = (name: string) => [...balances].filter(([account]) => account.startsWith(name));
  const sum = (name: string) => of(name).reduce((total, [, amount]) => total + amount, 0);

  assert.deepEqual(of(agent), [[of(agent)[0]?.[0], commissionMinor]]);
  assert.match(of(agent)[0]?.[0] ?? '', /:pending:CNY$/, 'a commission is there at once and matures later');
  assert.deepEqual(of(upline), [[of(upline)[0]?.[0], uplineMinor]]);
  const [supplier, fee, platform] = [sum('sup_'), sum('channel_fee:'), sum('platform:')];
  for (const [name, amount] of Object.entries({ supplier, fee, platform })) assert.ok(amount > 0, `${name}: ${amount}`);
  assert.match(of('sup_')[0]?.[0] ?? '', /:pending:CNY$/);
  assert.equal(sum('channel:'), -priceMinor, 'the channel owes the pool what the buyer has paid');
  assert.equal(sum('escrow:'), 0, 'nothing is left between them');
  assert.equal(supplier + fee + platform + commissionMinor + uplineMinor, priceMinor);
  assert.equal(
    [...balances.values()].reduce((total, amount) => total + amount, 0),
    0,
  );
  await context.close();
});

test('a sale stays with the agent of its checkout, whatever is claimed when it is confirmed', async () => {
  const ask = async <Answer>(path: string, body: object, headers: Record<string, string> = {}): Promise<Answer> => {
    const answer = await fetch(stage.pool.url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
    assert.equal(answer.status, 201, path);
    return (await answer.json()) as Answer;
  };
  const opening = { product_id: product, quantity: 1, ref: 'DEMO01' };
  const { id, secret, consent } = await ask<Checkout>('/v1/checkouts', opening);
  const confirmation = {
    secret,
    contact: { email: 'claimed@example.com' },
    channel: 'sandbox',
    consent: { text_version: consent.text_version },
  };
  const claim = { 'kameng-ref': 'DEMO00', referer: `${stage.pool.url}/r/DEMO00`, cookie: 'ref=DEMO00' };
  const { order, action } = await ask<Confirmation>(`/v1/checkouts/${id}/confirm`, confirmation, claim);
  assert.equal(action.kind, 'redirect');
  const pay = { method: 'POST', body: new URLSearchParams({ outcome: 'paid' }), redirect: 'manual' } as const;
  await fetch(action.kind === 'redirect' ? action.url : '', pay);
  let balances = new Map<string, number>();
  // The gateway tells the pool in its own time; it is asked a bounded number of times.
  for (let turn = 0; turn < 40 && ![...balances.keys()].some((name) => name.startsWith('sup_')); turn += 1)
    balances = settle(await readBooks(stage, order.id));
  const earned = [...balances].filter(([name]) => name.startsWith('agt_'));
  assert.deepEqual(earned.map(([name, amount]) => [name.slice(0, agent.length), amount]).toSorted(), [
    [agent, commissionMinor],
    [upline.slice(0, agent.length), uplineMinor],
  ]);
});
