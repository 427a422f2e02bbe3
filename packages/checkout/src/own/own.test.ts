import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, beforeEach, test } from 'node:test';
import type { AxeResults } from 'axe-core';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { openFakePool } from '../test/fake-pool.ts';
import type { FakePool } from '../test/fake-pool.ts';
import { openBrowser } from '../test/open-browser.ts';
import { delivered, orderId, token } from '../test/sample.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const link = `own_${'0'.repeat(26)}${'l'.repeat(43)}`;
const session = `own_${'0'.repeat(26)}${'s'.repeat(43)}`;
const expires_at = new Date(Date.now() + 1_800_000).toISOString();

let pool: FakePool;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let requested: string[];

before(async () => {
  [pool, browser] = await Promise.all([openFakePool(), openBrowser()]);
});
after(async () => {
  await browser?.close();
  await pool?.close();
});
beforeEach(async () => {
  await context?.close();
  pool.reset();
  const order = { ...delivered(), id: orderId };
  pool.handlers = {
    sendOrdersLink: () => ({ status: 'sent_if_known' }),
    openOrdersLink: () => ({ token: session, expires_at }),
    listOwnOrders: ({ query }) =>
      query.has('cursor')
        ? { data: [{ order: { ...order, id: orderId.replace(/.$/, '1') }, order_token: null }], next_cursor: null }
        : { data: [{ order, order_token: token }], next_cursor: 'more' },
    exportOwnRecords: () => ({ made_at: expires_at, orders: [], complete: true }),
    askErasure: () => ({ status: 'asked' }),
  };
  context = await browser.newContext({ locale: 'en-GB', viewport: { width: 390, height: 844 } });
  page = await context.newPage();
  requested = [];
  page.on('request', (request) => requested.push(`${request.url()} ${request.headers()['referer'] ?? ''}`));
});

const calls = (name: string) => pool.calls.filter((call) => call.name === name);
const button = (name: string) => page.getByRole('button', { name });
const title = (name: string) => page.getByRole('heading', { name });

test('the link is asked for by e-mail address, and the page says the same whatever was bought', async () => {
  await page.goto(`${pool.url}/orders`);
  await page.getByLabel('The e-mail address you bought with').fill('ann');
  await button('Send me the link').click();
  await page.getByText('Enter a whole e-mail address').waitFor();
  assert.equal(calls('sendOrdersLink').length, 0);
  await page.getByLabel('The e-mail address you bought with').fill(' ann@example.com ');
  await page.keyboard.press('Enter');
  await title('Look in your inbox').waitFor();
  assert.deepEqual(calls('sendOrdersLink')[0]!.body, { contact: 'ann@example.com' });
});

test('the mailed link is opened when the buyer says so, leaves the address, and shows every order page by page', async () => {
  await page.goto(`${pool.url}/orders#${link}`);
  await button('Show my orders').waitFor();
  assert.equal(pool.calls.length, 0, 'what looks into mails does not use the link up');
  await button('Show my orders').click();
  await title('All my orders').waitFor();
  await button('More orders').click();
  await page.getByText('This order has a query password.').waitFor();
  assert.equal(page.url(), `${pool.url}/orders`);
  const hrefs = await page.locator('main li a').evaluateAll((all) => all.map((each) => each.getAttribute('href')));
  assert.deepEqual(hrefs, [`/o/${orderId}#${token}`, `/o/${orderId.replace(/.$/, '1')}`]);
  assert.deepEqual(calls('openOrdersLink')[0]!.body, { link });
  assert.ok(calls('listOwnOrders').every(({ key }) => key === session));
  assert.ok(
    requested.every((line) => !line.includes('own_')),
    'no secret is in an address that is sent',
  );
  const kept = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie]));
  assert.ok(!kept.includes('own_') && !kept.includes('ort_'), 'and none is kept');
});

test('what is kept can be downloaded, and asked to be erased', async () => {
  await page.goto(`${pool.url}/orders#${link}`);
  await button('Show my orders').click();
  const file = page.waitForEvent('download');
  await button('Download my data').click();
  assert.equal((await file).suggestedFilename(), 'kameng-records.json');
  await page.locator('summary').click();
  await button('Ask to erase my data').click();
  await page.getByText('The pool has your wish.').waitFor();
  assert.equal(calls('askErasure')[0]!.key, session);
});

test('a link that was opened before says so and leads to another one; a session that ended does too', async () => {
  pool.handlers.openOrdersLink = () => ({ refuse: 'link_ended' });
  await page.goto(`${pool.url}/orders#${link}`);
  await button('Show my orders').click();
  await title('This link has ended').waitFor();
  await button('Send a new link').click();
  await title('All my orders').waitFor();
  pool.handlers.openOrdersLink = () => ({ token: session, expires_at });
  await page.goto(`${pool.url}/o`);
  await page.goto(`${pool.url}/orders#${link}`);
  await button('Show my orders').click();
  await button('More orders').waitFor();
  pool.handlers.listOwnOrders = () => ({ refuse: 'key_invalid' });
  await button('More orders').click();
  await title('This link has ended').waitFor();
  assert.equal(await page.locator('main li').count(), 0, 'what it showed is gone');
});

for (const [lang, colorScheme] of [
  ['zh-CN', 'light'],
  ['en', 'dark'],
  ['ar', 'light'],
  ['ja', 'dark'],
  ['zh-TW', 'light'],
] as const) {
  test(`every step is accessible and fits 320 pixels, ${lang} ${colorScheme}`, async () => {
    const own = await browser.newContext({ viewport: { width: 320, height: 640 }, colorScheme, bypassCSP: true });
    const small = await own.newPage();
    await small.addInitScript(axe);
    const faults: string[] = [];
    const look = async (name: string) => {
      const { violations } = (await small.evaluate('axe.run({ resultTypes: ["violations"] })')) as AxeResults;
      const wide = await small.evaluate(() => document.documentElement.scrollWidth > innerWidth);
      faults.push(
        ...violations.map(({ id, nodes }) => `${name} ${id}: ${nodes[0]?.html}`),
        ...(wide ? [`${name} wide`] : []),
      );
    };
    await small.goto(`${pool.url}/orders?lang=${lang}`);
    await small.locator('h1').waitFor();
    await look('ask');
    await small.goto(`${pool.url}/orders?lang=${lang}#${link}`);
    await small.locator('main button.primary').click();
    await small.locator('main li').first().waitFor();
    await look('list');
    await own.close();
    assert.deepEqual(faults, []);
  });
}
