import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page, Request } from 'playwright-core';
import { arrival, confirmInFrame, fillIn, frameOf, payAt, pressPay, readCode } from './buy-steps.ts';
import { openStage, phone } from './open-stage.ts';

const stage = openStage();

const starfall = '/buy/prd_01k0dem0game00000000000001';

/** The request that opens the checkout: the only place where a sale is given to somebody. */
const checkoutOf = (page: Page): Promise<Request> =>
  page.waitForRequest((request) => request.method() === 'POST' && new URL(request.url()).pathname === '/v1/checkouts');

test('with nothing but the script tag, an ordinary link sells for the agent', async () => {
  const context = await stage.visitor();
  const page = await context.newPage();
  await page.goto(`${stage.host.url}/playground/agent.html?lang=en`);
  const link = page.getByRole('link', { name: /Starfall/ });
  const asked = checkoutOf(page);
  await link.click();
  await page.waitForURL(`${stage.pool.url}${starfall}?*`, arrival);
  assert.equal(new URL(page.url()).searchParams.get('ref'), 'DEMO01');
  assert.equal((await asked).headers()['kameng-ref'], 'DEMO01');
  await fillIn(page, 'agent-buyer@example.com');
  await pressPay(page);
  await payAt(page, 'paid');
  assert.match(await readCode(page), /^[A-Z0-9]{4}/);
  await context.close();
});

test('a page that lost the script still sells, only for nobody', async () => {
  const context = await stage.visitor({ javaScriptEnabled: true });
  await context.route('**/embed/**', (route) => route.abort());
  const page = await context.newPage();
  await page.goto(`${stage.host.url}/playground/agent.html?lang=en`);
  const asked = checkoutOf(page);
  await page.getByRole('link', { name: /Starfall/ }).click();
  assert.equal((await asked).headers()['kameng-ref'], undefined);
  await context.close();
});

test('a button of the agent’s keeps its own referral in the overlay', async () => {
  const context = await stage.visitor();
  const page = await context.newPage();
  const html = `<!doctype html><html lang="en"><title>Agent</title>
    <script async src="POOL/embed/v1/kameng.js" data-ref="DEMO01"></script>
    <kameng-buy product="prd_01k0dem0game00000000000001"><a href="POOL${starfall}">Get it</a></kameng-buy>`;
  await page.goto(stage.host.put('/agent-button', html));
  const asked = checkoutOf(page);
  await page.getByRole('link', { name: 'Get it' }).click();
  const body = (await asked).postDataJSON() as { ref?: string; embed?: { origin: string; mode: string } };
  const named = body.ref ?? (await asked).headers()['kameng-ref'];
  assert.equal(named, 'DEMO01');
  assert.deepEqual(body.embed, { origin: stage.host.url, mode: 'overlay' });
  const tab = await confirmInFrame(context, frameOf(page), 'overlay-buyer@example.com');
  await payAt(tab, 'paid');
  assert.match(await readCode(frameOf(page)), /^[A-Z0-9]{4}/);
  await context.close();
});

test('on a phone the button leads to the hosted page, and the code is shown there', async () => {
  const context = await stage.visitor(phone);
  const page = await context.newPage();
  await page.goto(`${stage.host.url}/playground/blog.html?lang=zh-CN`);
  await page.getByRole('link', { name: '买一张 100 元点卡' }).tap();
  await page.waitForURL(`${stage.pool.url}${starfall}?*`, arrival);
  await fillIn(page, '13800001234');
  await pressPay(page);
  await payAt(page, 'paid');
  assert.match(await readCode(page), /^[A-Z0-9]{4}/);
  assert.equal(
    await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth),
    true,
    'the page is wider than the phone',
  );
  await context.close();
});
