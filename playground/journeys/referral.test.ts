import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { arrival, confirmInFrame, fillIn, frameOf, payAt, payButton, pressPay, readCode } from './buy-steps.ts';
import { readMail } from './desk-steps.ts';
import { openStage } from './open-stage.ts';
import { readBooks, settle } from './read-books.ts';

const stage = openStage();

const product = 'prd_01k0dem0game00000000000001';
const [agent, upline] = ['agt_01k0dem0agent0', 'agt_01k0dem0vp11ne'];
/** A sale of DEMO01's: 4 % of ¥76 for the agent, 1 % for DEMO00 above. */
const soldByAgent = { [agent]: 304, [upline]: 76 };

/** Who of all agents is paid for an order, by the ledger. */
async function earnersOf(order: string): Promise<Record<string, number>> {
  const balances = settle(await readBooks(stage, order));
  const earned = [...balances].filter(([account, amount]) => account.startsWith('agt_') && amount !== 0);
  return Object.fromEntries(earned.map(([account, amount]) => [account.slice(0, agent.length), amount]));
}

const orderIn = (page: Page) => /ord_[0-9a-z]{26}/.exec(page.url())?.[0] ?? '';

/** Buys on the hosted page and answers who is paid. */
async function buyHosted(page: Page, email: string): Promise<Record<string, number>> {
  await fillIn(page, email);
  await pressPay(page);
  await payAt(page, 'paid');
  await readCode(page);
  return earnersOf(orderIn(page));
}

test('a page that names another agent once the checkout is open changes nobody’s pay, not even at another quantity', async () => {
  const context = await stage.visitor();
  const page = await context.newPage();
  const html = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Host</title>
    <script>addEventListener('kameng:order', ({ detail }) => { window.order = detail.order; });</script>
    <script async src="POOL/embed/v1/kameng.js" data-ref="DEMO01"></script>
    <kameng-buy product="${product}"><a href="POOL/buy/${product}">Get it</a></kameng-buy>`;
  await page.goto(stage.host.put('/changes', html));
  await page.getByRole('link', { name: 'Get it' }).click();
  const frame = frameOf(page);
  await payButton(frame).waitFor();
  await page.evaluate(() => {
    document.querySelector<HTMLScriptElement>('script[data-ref]')!.dataset.ref = 'DEMO00';
    document.querySelector('kameng-buy')!.setAttribute('ref', 'DEMO00');
    (window as unknown as { Kameng: { configure(change: object): void } }).Kameng.configure({ ref: 'DEMO00' });
    history.replaceState(null, '', '?ref=DEMO00');
  });
  await frame.getByRole('button', { name: 'One more' }).click();
  await payButton(frame).getByText('¥152.00').waitFor();
  const tab = await confirmInFrame(context, frame, 'changes@example.com');
  await payAt(tab, 'paid');
  await readCode(frame);
  const order = await page.evaluate(() => (window as unknown as { order: string }).order);
  assert.deepEqual(await earnersOf(order), { [agent]: 608, [upline]: 152 });
  await context.close();
});

for (const [name, query, earners] of [
  ['of two referrals in an address the first is paid, and only that', 'ref=DEMO01&ref=DEMO00', soldByAgent],
  ['a referral typed small and with blanks is still the agent’s', 'ref=%20demo01%20', soldByAgent],
  ['a referral under another name is nobody’s', 'Ref=DEMO01&data-ref=DEMO01&agent=DEMO01&__proto__[ref]=DEMO01', {}],
] as const) {
  test(name, async () => {
    const context = await stage.visitor();
    const page = await context.newPage();
    await page.goto(`${stage.pool.url}/buy/${product}?${query}&lang=en`);
    assert.deepEqual(await buyHosted(page, 'address@example.com'), earners);
    await context.close();
  });
}

test('what can be no referral, or is nobody’s, pays nobody, and a short link with it still sells', async () => {
  const context = await stage.visitor();
  const page = await context.newPage();
  const odd = ['NOBODY1', 'A'.repeat(90), '__proto__', "DEMO01' OR ''='", 'DEMO01,DEMO00', 'ＤＥＭＯ０１', '<b>'];
  for (const ref of odd) {
    const answer = await fetch(`${stage.pool.url}/r/${encodeURIComponent(ref)}/${product}`, { redirect: 'manual' });
    assert.equal(new URL(answer.headers.get('location') ?? '', stage.pool.url).pathname, `/buy/${product}`, ref);
    assert.doesNotMatch(answer.headers.get('location') ?? '', /ref=/, ref);
  }
  const endless = await fetch(`${stage.pool.url}/r/${'A'.repeat(2000)}/${product}`, { redirect: 'manual' });
  assert.doesNotMatch(endless.headers.get('location') ?? '', /ref=/);
  await page.goto(`${stage.pool.url}/r/NOBODY1/${product}?lang=en`);
  await page.waitForURL(`${stage.pool.url}/buy/${product}?lang=en`, arrival);
  assert.deepEqual(await buyHosted(page, 'nobody@example.com'), {});
  await context.close();
});

test('who buys through their own link earns nothing by it, in the browser in which they have signed in', async () => {
  const context = await stage.visitor();
  const page = await context.newPage();
  await page.goto(`${stage.pool.url}/console/account/start?as=agent&invited_by=DEMO01`);
  await page.getByLabel('E-mail').fill('selfish@example.com');
  await page.getByRole('button', { name: 'Send me a link' }).click();
  await page.goto(/http\S+#link=\S+/.exec(await readMail(stage, 'selfish@example.com', /Sign in/))![0]);
  await page.getByLabel('Name under which you trade').fill('Selfish');
  await page.getByRole('button', { name: 'Begin' }).click();
  await page.getByRole('heading', { name: 'Selfish', level: 1 }).waitFor();
  const ref = (await page.getByLabel('Your link').inputValue()).split('/').at(-1)!;
  await page.goto(`${stage.pool.url}/r/${ref}/${product}?lang=en`);
  await page.waitForURL(/\/buy\/prd_\w+\?ref=/, arrival);
  assert.deepEqual(await buyHosted(page, 'another-address@example.com'), {});

  // The very same link pays as soon as somebody else follows it.
  const other = await (await stage.visitor()).newPage();
  await other.goto(`${stage.pool.url}/r/${ref}/${product}?lang=en`);
  await other.waitForURL(/\/buy\/prd_\w+\?ref=/, arrival);
  const earners = await buyHosted(other, 'somebody-else@example.com');
  assert.equal(Object.keys(earners).length, 3);
  assert.ok(Object.values(earners).every((amount) => amount > 0));
  await context.close();
});
