import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, beforeEach, test } from 'node:test';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { openFakePool, paidShort } from '../test/fake-pool.ts';
import type { FakePool } from '../test/fake-pool.ts';
import { openBrowser } from '../test/open-browser.ts';
import { delivered, orderId, sampleOrder, sampleRefund, token } from '../test/sample.ts';
import { orderPath } from '../test/shown.ts';

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
  context = await browser.newContext({ locale: 'en-GB', permissions: ['clipboard-read', 'clipboard-write'] });
  page = await context.newPage();
  requested = [];
  page.on('request', (request) => requested.push(`${request.url()} ${request.headers()['referer'] ?? ''}`));
});

const calls = (name: string) => pool.calls.filter((call) => call.name === name);
const title = (text: string | RegExp) => page.getByRole('heading', { name: text });
const button = (name: string | RegExp) => page.getByRole('button', { name });

test('the link opens the order; its token leaves the address bar and the device still knows it', async () => {
  await page.goto(pool.url + orderPath);
  await title('Waiting for payment').waitFor();
  assert.equal(page.url(), `${pool.url}/o/${orderId}`);
  const later = await context.newPage();
  await later.goto(`${pool.url}/o/${orderId}`);
  await later.getByRole('heading', { name: 'Waiting for payment' }).waitFor();
  assert.ok(calls('getOrder').every((call) => call.key === token));
  assert.ok(requested.every((line) => !line.includes('ort_')));
  assert.equal(await page.title(), 'Waiting for payment · Kameng');
});

test('the page follows the order from payment to code, and shows a code only when asked', async () => {
  await page.goto(pool.url + orderPath);
  await title('Waiting for payment').waitFor();
  pool.change({ status: 'paid', paid_at: new Date().toISOString() });
  await title('Payment received').waitFor();
  pool.order = { ...delivered(), sequence: pool.order.sequence };
  pool.change({});
  await button('Show the code').waitFor();
  assert.equal(calls('revealOrder').length, 0);
  await button('Show the code').click();
  await page.getByText('STAR-').waitFor();
  await button('Copy Code').click();
  await page.getByText('Copied').first().waitFor();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), 'STAR-FALL-4000-7QX4');
});

test('“I have paid” looks at once and says when nothing has arrived', async () => {
  await page.goto(pool.url + orderPath);
  const asked = calls('getOrder').length;
  await button('I have paid, check now').click();
  await page.getByText('No payment has arrived yet.', { exact: false }).waitFor();
  assert.ok(calls('getOrder').length > asked);
});

test('a failed payment can be tried again, on the payment page of a new attempt', async () => {
  pool.order = sampleOrder({ payment: { channel: 'sandbox', status: 'failed', paid: null } });
  await page.goto(pool.url + orderPath);
  await title('The payment did not go through').waitFor();
  await button(/^Pay again/).click();
  await page.waitForURL(`${pool.url}/pay/2`);
  assert.deepEqual(calls('payOrder')[0]?.body, { channel: 'sandbox' });
});

test('five hundred codes come in pages, and all of them are copied at once', async () => {
  pool.order = delivered(500);
  await page.goto(pool.url + orderPath);
  await button('Show 500 codes').click();
  await page.locator('.code.open').first().waitFor();
  assert.equal(await page.locator('.code').count(), 20);
  await button('Show 20 more').click();
  await page.locator('.code').nth(39).waitFor();
  await button('Copy all').click();
  await button('Copied').waitFor();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  assert.equal(copied.split('\n').length, 500);
  const [text] = await Promise.all([page.waitForEvent('download'), button('Save as text').click()]);
  assert.equal(text.suggestedFilename(), `${orderId}.txt`);
  assert.equal(readFileSync(await text.path(), 'utf8').trimEnd(), copied);
  const [image] = await Promise.all([page.waitForEvent('download'), button('Save as image').click()]);
  assert.equal(image.suggestedFilename(), `${orderId}.png`);
  const png = readFileSync(await image.path());
  assert.equal(png.subarray(1, 4).toString(), 'PNG');
  assert.deepEqual([png.readUInt32BE(16), png.readUInt32BE(20) > 4000], [720, true], 'a hundred lines high');
});

test('a code that does not work: what to look at, what to write, and never the code', async () => {
  pool.order = delivered();
  await page.goto(pool.url + orderPath);
  await button('Show the code').click();
  await page.locator('.code.open').waitFor();
  await page.getByText('Something wrong with the code?').click();
  await button('Copy what to write').click();
  const written = await page.evaluate(() => navigator.clipboard.readText());
  assert.match(written, new RegExp(`^Order ${orderId}, .+, delivered .+ The code does not work`));
  const mail = await page.getByRole('link', { name: 'Write it in a mail' }).getAttribute('href');
  assert.ok(mail?.startsWith('mailto:?') && mail.includes(orderId));
  assert.doesNotMatch(written + mail, /STAR-/);
});

test('money that was short is told in one breath: what was paid, what was due, where it is', async () => {
  pool.order = sampleOrder({ status: 'refunding', payment: paidShort, refunds: [sampleRefund()] });
  await page.goto(pool.url + orderPath);
  await page.getByText('You paid ¥50.00 of ¥76.00. Nothing was bought. We are returning ¥50.00.').waitFor();
  pool.change({ status: 'refunded', refunds: [sampleRefund({ status: 'done' })] });
  await title('Your money was returned').waitFor();
  await page.getByText('We returned ¥50.00.', { exact: false }).waitFor();
});

test('an order that expired wakes up when a late payment arrives', async () => {
  pool.order = sampleOrder({ status: 'expired', expires_at: null });
  await page.goto(pool.url + orderPath);
  await title('The order has expired').waitFor();
  pool.order = { ...delivered(), sequence: pool.order.sequence };
  pool.change({});
  await title('Your code is here').waitFor();
});

test('a lost connection is said, and the page goes on by itself', async () => {
  await page.goto(pool.url + orderPath);
  await title('Waiting for payment').waitFor();
  await context.setOffline(true);
  await page.getByText('This page goes on by itself when it is back.', { exact: false }).waitFor();
  pool.order = { ...delivered(), sequence: 9 };
  await context.setOffline(false);
  await title('Your code is here').waitFor();
  assert.equal(await page.getByText('No connection').count(), 0);
});

test('without a token the buyer has the link sent, and learns nothing about the order', async () => {
  await page.goto(`${pool.url}/o/${orderId}`);
  assert.equal(await page.getByLabel('Order number').inputValue(), orderId);
  await page.getByLabel('The e-mail or phone you gave').fill('+86 138 0000 1234');
  await page.getByLabel('Query password, if you set one').fill('mine');
  await button('Send me the link').click();
  await page.getByText('If there is such an order', { exact: false }).waitFor();
  assert.deepEqual(calls('lookupOrder')[0]?.body, {
    order_id: orderId,
    contact: '+8613800001234',
    query_password: 'mine',
  });
});

test('the link from the mail opens the order also where its page stands without a token', async () => {
  await page.goto(`${pool.url}/o/${orderId}`);
  await page.getByLabel('Order number').waitFor();
  await page.goto(pool.url + orderPath);
  await title('Waiting for payment').waitFor();
});

test('a link that opens nothing leads to a new one', async () => {
  pool.handlers.getOrder = () => ({ refuse: 'order_not_found' });
  await page.goto(pool.url + orderPath);
  await title('This link opens no order').waitFor();
  await button('Find my order').click();
  await page.getByLabel('Order number').waitFor();
});

test('a payment tab that comes back sends the buyer to the first window', async () => {
  await page.goto(`${pool.url}/checkout/return?order=${orderId}`);
  await title('Go back to your first window').waitFor();
  assert.equal(pool.calls.length, 0);
});

test('the page speaks the language that is chosen, also on the way back from the gateway', async () => {
  await page.goto(pool.url + orderPath);
  await page.getByLabel('Language').selectOption('ar');
  await page.getByRole('heading', { name: 'بانتظار الدفع' }).waitFor();
  assert.equal(await page.getAttribute('html', 'dir'), 'rtl');
  await page.goto(`${pool.url}/o/${orderId}`);
  await page.getByRole('heading', { name: 'بانتظار الدفع' }).waitFor();
});
