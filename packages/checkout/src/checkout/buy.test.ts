import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { openFakePool } from '../test/fake-pool.ts';
import type { FakePool } from '../test/fake-pool.ts';
import { openBrowser } from '../test/open-browser.ts';
import {
  actions,
  cny,
  confirmation,
  delivered,
  orderId,
  redirect,
  sampleCheckout,
  sampleOrder,
  sampleProduct,
  secret,
  token,
} from '../test/sample.ts';
import { buyPath, fillIn } from '../test/shown.ts';

let pool: FakePool;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let complaints: string[];

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
  context = await browser.newContext({ locale: 'en-GB' });
  page = await context.newPage();
  complaints = [];
  page.on(
    'console',
    (message) => /Content Security|Trusted|unsafe/.test(message.text()) && complaints.push(message.text()),
  );
  page.on('pageerror', (error) => complaints.push(error.message));
});

const calls = (name: string) => pool.calls.filter((call) => call.name === name);
const pay = () => page.getByRole('button', { name: /^Pay ¥/ });
const title = (text: string | RegExp) => page.getByRole('heading', { name: text });

async function openForm(): Promise<void> {
  await page.goto(pool.url + buyPath);
  await fillIn(page);
}

test('a buyer pays at the gateway, comes back and has the code; a later look is masked', async () => {
  await openForm();
  await pay().click();
  await title('Gateway').waitFor();
  const [call] = calls('confirmCheckout');
  assert.deepEqual(call?.body, {
    secret,
    contact: { email: 'buyer@example.com' },
    channel: 'sandbox',
    consent: { text_version: '2026-11-01' },
    max_amount: cny(7600),
  });
  assert.equal(calls('createCheckout')[0]?.key, 'pk_test_demo');

  await page.goBack();
  await title('Waiting for payment').waitFor();
  assert.equal(new URL(page.url()).pathname, `/o/${orderId}`);
  assert.equal(
    await page.getByRole('link', { name: 'Go to the payment page' }).getAttribute('href'),
    `${pool.url}/pay/1`,
  );

  pool.order = delivered();
  pool.change({});
  await title('Your code is here').waitFor();
  await page.getByText('STAR-').waitFor();
  assert.equal(await page.locator('code.secret').textContent(), 'STAR-FALL-4000-7QX4');
  assert.equal(calls('revealOrder').length, 1);
  assert.equal(calls('revealOrder')[0]?.key, token);

  await page.reload();
  await page.getByRole('button', { name: 'Show the code' }).waitFor();
  assert.equal(await page.getByText('STAR-').count(), 0);
  assert.equal(calls('revealOrder').length, 1);
  assert.deepEqual(complaints, []);
});

test('a double click buys once', async () => {
  let answer = () => {};
  pool.handlers.confirmCheckout = () =>
    new Promise((resolve) => {
      answer = () => resolve(confirmation(pool.order, redirect(`${pool.url}/pay/1`)));
    });
  await openForm();
  await pay().dblclick();
  await page.getByRole('button', { name: 'Placing your order…' }).click({ force: true });
  answer();
  await title('Gateway').waitFor();
  assert.equal(calls('confirmCheckout').length, 1);
});

test('when no answer comes, the very same request is sent again, also after a reload', async () => {
  pool.handlers.confirmCheckout = () => 'cut';
  await openForm();
  await pay().click();
  const again = page.getByRole('button', { name: 'Try again' });
  await again.waitFor();
  await page.reload();
  await again.waitFor();
  delete pool.handlers.confirmCheckout;
  await again.click();
  await title('Gateway').waitFor();
  const sent = calls('confirmCheckout');
  assert.equal(new Set(sent.map((call) => call.idempotencyKey)).size, 1);
  assert.equal(new Set(sent.map((call) => JSON.stringify(call.body))).size, 1);
  assert.equal(await page.evaluate(() => sessionStorage.getItem('kameng.intent')), 'null');
});

test('a price that moved is shown beside the old one, and nothing is bought until the buyer agrees', async () => {
  let price = 7600;
  pool.handlers.createCheckout = () => sampleCheckout(1, { product: sampleProduct({ price: cny(price) }) });
  pool.handlers.confirmCheckout = () => {
    price = 7900;
    delete pool.handlers.confirmCheckout;
    return { refuse: 'price_moved' };
  };
  await openForm();
  await pay().click();
  await title('The price has changed').waitFor();
  assert.match((await page.locator('.compare').textContent()) ?? '', /¥76\.00.*¥79\.00/);
  assert.equal(calls('confirmCheckout').length, 1);
  await page.getByRole('button', { name: 'Pay ¥79.00' }).click();
  await title('Gateway').waitFor();
  const [first, second] = calls('confirmCheckout');
  assert.deepEqual(second?.body['max_amount'], cny(7900));
  assert.notEqual(first?.idempotencyKey, second?.idempotencyKey);
});

test('the stepper asks once for where it stops, and never lets an older price win', async () => {
  await page.goto(pool.url + buyPath);
  const more = page.getByRole('button', { name: 'One more' });
  for (let press = 0; press < 4; press += 1) await more.click();
  await page.getByRole('button', { name: 'Pay ¥380.00' }).waitFor();
  assert.deepEqual(
    calls('createCheckout').map((call) => call.body['quantity']),
    [1, 5],
  );
  await page.getByLabel('Quantity', { exact: false }).fill('99');
  await page.keyboard.press('Tab');
  await page.getByRole('button', { name: 'Pay ¥760.00' }).waitFor();
});

test('the fourth buyer of three codes reads what happened and that nothing was charged', async () => {
  pool.handlers.confirmCheckout = () => ({ refuse: 'sold_out' });
  await openForm();
  await pay().click();
  await title('Someone was faster').waitFor();
  await page.getByText('Nothing was charged, and no order was made.', { exact: false }).waitFor();
  delete pool.handlers.confirmCheckout;
  await page.getByRole('button', { name: 'Look again' }).click();
  await pay().waitFor();
  assert.equal(await page.getByRole('checkbox').isChecked(), false);
});

test('a reload finds the same checkout and what was typed', async () => {
  await openForm();
  await page.reload();
  await pay().waitFor();
  assert.equal(await page.inputValue('#contact'), 'buyer@example.com');
  assert.equal(calls('createCheckout').length, 1);
  assert.equal(calls('getCheckout')[0]?.key, secret);
});

test('a checkout ends when its time is up, and one button starts it again', async () => {
  pool.handlers.createCheckout = () => sampleCheckout(1, { expires_at: new Date(Date.now() + 1500).toISOString() });
  await page.goto(pool.url + buyPath);
  await title('This checkout has ended').waitFor();
  delete pool.handlers.createCheckout;
  await page.getByRole('button', { name: 'Start again' }).click();
  await pay().waitFor();
});

test('what is wrong is said in words beside the field, and the buyer is led there', async () => {
  await page.goto(pool.url + buyPath);
  await page.fill('#contact', 'nobody@');
  await pay().click();
  await page.getByText('This is neither an e-mail address nor a phone number', { exact: false }).waitFor();
  assert.equal(await page.evaluate(() => document.activeElement?.id), 'contact');
  assert.equal(calls('confirmCheckout').length, 0);
});

test('without a connection it says so, and goes on when asked', async () => {
  pool.handlers.createCheckout = () => 'cut';
  await page.goto(pool.url + buyPath);
  await title('No connection').waitFor();
  delete pool.handlers.createCheckout;
  await page.getByRole('button', { name: 'Try again' }).click();
  await pay().waitFor();
});

test('a coupon that does not apply is said, and the price without it is shown', async () => {
  pool.handlers.createCheckout = ({ body }) => (body['coupon'] ? { refuse: 'coupon_invalid' } : sampleCheckout());
  await page.goto(`${pool.url}${buyPath}&coupon=HELLO`);
  await page.getByText('The coupon does not apply here.', { exact: false }).waitFor();
});

test('a resumed checkout is read with its secret, which then leaves the address bar', async () => {
  await page.goto(`${pool.url}/checkout/${sampleCheckout().id}#${secret}`);
  await pay().waitFor();
  assert.equal(new URL(page.url()).hash, '');
  assert.equal(calls('getCheckout')[0]?.key, secret);
  await page.reload();
  await pay().waitFor();
  assert.equal(calls('createCheckout').length, 0);
});

test('a fresh start, a new price and another purchase name the resumed checkout, so that they stay the same seller’s', async () => {
  const { id } = sampleCheckout();
  const replaces = { id, secret };
  pool.handlers.getCheckout = () => sampleCheckout(1, { status: calls('getCheckout').length > 1 ? 'expired' : 'open' });
  await page.goto(`${pool.url}/checkout/${id}#${secret}`);
  await pay().waitFor();
  await page.reload(); // the secret has left the address; the tab keeps it
  await title('This checkout has ended').waitFor();
  await page.getByRole('button', { name: 'Start again' }).click();
  await pay().waitFor();
  pool.handlers.confirmCheckout = () => ({ refuse: 'price_moved' });
  await fillIn(page);
  await pay().click();
  await title('The price has changed').waitFor();
  assert.deepEqual(
    calls('createCheckout').map(({ body }) => body['replaces']),
    [replaces, replaces],
  );
  pool.order = delivered();
  pool.handlers.confirmCheckout = () =>
    confirmation(pool.order, { kind: 'none', expires_at: '2099-01-01T00:00:00.000Z' });
  await pay().click();
  await page.getByRole('link', { name: 'Buy again' }).click();
  await pay().waitFor();
  assert.match(page.url(), new RegExp(`/buy/prd_\\w+\\?after=${id}#${secret}$`));
  assert.deepEqual(calls('createCheckout').at(-1)?.body['replaces'], replaces);
});

test('on a phone a QR payment opens its app, and the code is there for another device', async () => {
  pool.handlers.confirmCheckout = () => confirmation(sampleOrder(), actions.qr);
  const phone = await browser.newContext({ locale: 'en-GB', isMobile: true, hasTouch: true });
  const screen = await phone.newPage();
  await screen.goto(pool.url + buyPath);
  await fillIn(screen);
  await screen.getByRole('button', { name: /^Pay ¥/ }).click();
  const app = screen.getByRole('link', { name: 'Open the app' });
  await app.waitFor();
  assert.equal(await screen.locator('.qr-code').isVisible(), false);
  assert.match((await app.getAttribute('class')) ?? '', /primary/);
  await screen.getByText('Scan with another device').click();
  await screen.locator('svg.qr-code').waitFor();
  await phone.close();

  const wechat = await browser.newContext({
    locale: 'en-GB',
    isMobile: true,
    hasTouch: true,
    userAgent: 'Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/126.0 Mobile MicroMessenger/8.0.49',
  });
  const inside = await wechat.newPage();
  await inside.goto(pool.url + buyPath);
  await fillIn(inside);
  await inside.getByRole('button', { name: /^Pay ¥/ }).click();
  await inside.getByText('Press and hold the code to pay').waitFor();
  await inside.locator('svg.qr-code').waitFor();
  await wechat.close();
});
