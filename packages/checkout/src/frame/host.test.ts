import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import type { Browser, BrowserContext, FrameLocator, Page } from 'playwright-core';
import { openFakePool } from '../test/fake-pool.ts';
import type { FakePool } from '../test/fake-pool.ts';
import { openBrowser } from '../test/open-browser.ts';
import { openDialog } from '../test/open-dialog.ts';
import { delivered, orderId, productId } from '../test/sample.ts';

let pool: FakePool;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let frame: FrameLocator;

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
  context = await browser.newContext({ locale: 'en-GB', viewport: { width: 1000, height: 800 } });
  page = await context.newPage();
  await openDialog(page, pool.url, new URL(`/checkout/frame?product=${productId}&site=pk_test_demo`, pool.url));
  frame = page.frameLocator('iframe');
});

const heard = (type: string) => page.evaluate((type) => window.heard.filter((message) => message.type === type), type);
const hears = (type: string) =>
  page.waitForFunction((type) => window.heard.some((message) => message.type === type), type);

/** Fills in and presses until it counts: the first half second does not. */
async function payInFrame(): Promise<void> {
  await frame.locator('#contact').fill('buyer@example.com');
  await frame.getByRole('checkbox').check();
  await assertSoon(async () => {
    await frame.getByRole('button', { name: /^Pay ¥/ }).click({ timeout: 1000 });
    await frame.locator('#contact').waitFor({ state: 'detached', timeout: 1000 });
  });
}

async function assertSoon(attempt: () => Promise<void>, tries = 20): Promise<void> {
  for (let turn = 1; ; turn += 1) {
    try {
      return await attempt();
    } catch (error) {
      if (turn === tries) throw error;
    }
  }
}

test('the host hears a quote, an order and statuses, and nothing that is the buyer’s', async () => {
  await hears('quote');
  const [popup] = await Promise.all([context.waitForEvent('page'), payInFrame()]);
  await popup.waitForURL(`${pool.url}/pay/1`);
  assert.equal(await popup.evaluate(() => window.opener), null);
  await frame.getByRole('heading', { name: 'Waiting for payment' }).waitFor();
  pool.order = { ...delivered(), sequence: pool.order.sequence };
  pool.change({});
  await frame.getByText('STAR-').waitFor();
  await hears('status');
  assert.deepEqual(await heard('quote'), [
    { type: 'quote', product: productId, quantity: 1, amount: { amount_minor: 7600, currency: 'CNY' } },
  ]);
  assert.deepEqual(await heard('order'), [{ type: 'order', order: orderId, status: 'held' }]);
  assert.deepEqual(await heard('status'), [{ type: 'status', order: orderId, status: 'delivered' }]);
  assert.ok((await heard('resize')).length > 0);
  assert.equal((await heard('ready')).length, 1);
  const everything = JSON.stringify(await page.evaluate(() => window.heard));
  assert.doesNotMatch(everything, /buyer@|STAR-|ort_|cks_|\/pay\//);
  assert.deepEqual(pool.calls.find(({ name }) => name === 'createCheckout')?.body['embed'], {
    origin: pool.url.replace('127.0.0.1', 'localhost'),
    mode: 'overlay',
  });
});

test('the host’s colours are taken, its wish to hide the text is not', async () => {
  await hears('ready');
  await page.evaluate(() =>
    window.port.postMessage({
      type: 'theme',
      theme: 'dark',
      tokens: { '--kameng-accent': '#ff0088', '--kameng-text': '#000' },
    }),
  );
  const root = frame.locator('html[data-theme=dark]');
  await root.waitFor();
  assert.equal(await root.evaluate((element) => element.style.getPropertyValue('--kameng-accent')), '#ff0088');
  assert.equal(await root.evaluate((element) => element.style.getPropertyValue('--kameng-text')), '');
});

test('closing while a payment is open is asked about first', async () => {
  await hears('quote');
  await payInFrame();
  await frame.getByRole('heading', { name: 'Waiting for payment' }).waitFor();
  await page.evaluate(() => window.port.postMessage({ type: 'close_requested' }));
  await frame.getByRole('heading', { name: 'A payment is still open' }).waitFor();
  assert.deepEqual(await heard('close'), []);
  await frame.getByRole('button', { name: 'Close anyway' }).click();
  await hears('close');
  assert.deepEqual(await heard('close'), [{ type: 'close', order: orderId, status: 'held' }]);
});

test('closing the form closes at once', async () => {
  await hears('ready');
  await page.evaluate(() => window.port.postMessage({ type: 'close_requested' }));
  await hears('close');
});

test('Escape inside the frame closes as the host’s own button does, and asks first while a payment is open', async () => {
  await hears('quote');
  await frame.locator('#contact').press('Escape');
  await hears('close');
  await page.evaluate(() => (window.heard = []));
  await payInFrame();
  await frame.getByRole('heading', { name: 'Waiting for payment' }).press('Escape');
  await frame.getByRole('heading', { name: 'A payment is still open' }).waitFor();
  assert.deepEqual(await heard('close'), []);
  await frame.getByRole('button', { name: 'Stay' }).click();
  await frame.getByRole('heading', { name: 'Waiting for payment' }).waitFor();
});

test('Escape that ends an input method’s suggestion closes nothing', async () => {
  await hears('quote');
  await frame.locator('#contact').evaluate((field) => {
    field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', isComposing: true, bubbles: true }));
    field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Tab', bubbles: true }));
  });
  await page.evaluate(() => window.port.postMessage({ type: 'theme', theme: 'dark', tokens: {} }));
  await frame.locator('html[data-theme=dark]').waitFor(); // answered after the keys, so a close would have come before
  assert.deepEqual(await heard('close'), []);
});

test('a pay button that the host covers does not pay', async () => {
  await page.evaluate(() => {
    const veil = document.createElement('div');
    veil.setAttribute('style', 'position:absolute;inset:0;background:#fff;pointer-events:none;opacity:.9');
    document.querySelector('dialog')?.append(veil);
  });
  await frame.locator('#contact').fill('buyer@example.com');
  await frame.getByRole('checkbox').check();
  await assertSoon(async () => {
    await frame.getByRole('button', { name: /^Pay ¥/ }).click();
    await frame.getByText('Something on the site covers this page.', { exact: false }).waitFor({ timeout: 1000 });
  });
  assert.equal(pool.calls.filter(({ name }) => name === 'confirmCheckout').length, 0);
  assert.match(
    (await frame.getByRole('link', { name: 'Continue on a full page' }).getAttribute('href')) ?? '',
    /^\/buy\/prd_.*site=pk_test_demo/,
  );
});
