import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { openFakePool } from '../test/fake-pool.ts';
import type { FakePool } from '../test/fake-pool.ts';
import { openBrowser } from '../test/open-browser.ts';
import { delivered, sampleOrder } from '../test/sample.ts';
import { orderPath } from '../test/shown.ts';

let pool: FakePool;
let browser: Browser;
let page: Page;

before(async () => {
  [pool, browser] = await Promise.all([openFakePool(), openBrowser()]);
});
after(async () => {
  await browser?.close();
  await pool?.close();
});
beforeEach(async () => {
  await page?.close();
  pool.reset();
  page = await browser.newPage({ locale: 'en-GB' });
});

const title = (text: string) => page.getByRole('heading', { name: text });
const calls = (name: string) => pool.calls.filter((call) => call.name === name).length;

/** The buyer pays, and nobody tells the page. */
function payInSilence(): void {
  pool.order = { ...delivered(), sequence: pool.order.sequence + 1 };
}

test('where no stream gets through the page asks again and again, and the code comes', async () => {
  pool.handlers.followOrder = () => ({ refuse: 'overloaded' });
  await page.goto(pool.url + orderPath);
  await title('Waiting for payment').waitFor();
  payInSilence();
  await title('Your code is here').waitFor();
  assert.ok(calls('getOrder') > 1);
});

test('a page that comes back from the browser’s memory asks at once', async () => {
  await page.clock.install();
  await page.goto(pool.url + orderPath);
  await title('Waiting for payment').waitFor();
  payInSilence();
  // Its clock stands still, as it did while the page was put away: only coming back can make it ask.
  await page.clock.pauseAt(new Date(Date.now() + 1000));
  await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })));
  await title('Your code is here').waitFor();
});

test('a tab that is shown again asks at once; one that is hidden asks nothing', async () => {
  await page.clock.install();
  await page.goto(pool.url + orderPath);
  await title('Waiting for payment').waitFor();
  await page.clock.pauseAt(new Date(Date.now() + 1000));
  const show = (state: string) =>
    page.evaluate((state) => {
      Object.defineProperty(document, 'visibilityState', { value: state, configurable: true });
      document.dispatchEvent(new Event('visibilitychange'));
    }, state);
  payInSilence();
  await show('hidden');
  const before = pool.calls.length;
  await page.evaluate(() => fetch('/v1/products/prd_01k0dem0game00000000000001')); // answered after what hiding would have asked
  assert.equal(pool.calls.length, before + 1);
  await show('visible');
  await title('Your code is here').waitFor();
});

test('an order that is done is asked about no more', async () => {
  pool.order = sampleOrder();
  await page.goto(pool.url + orderPath);
  await title('Waiting for payment').waitFor();
  pool.order = { ...delivered(), sequence: pool.order.sequence };
  pool.change({});
  await title('Your code is here').waitFor();
  const before = pool.calls.length;
  await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })));
  await page.evaluate(() => fetch('/v1/products/prd_01k0dem0game00000000000001'));
  assert.equal(pool.calls.length, before + 1);
});
