import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import {
  codes,
  confirmInFrame,
  fillIn,
  frameOf,
  mailedLink,
  payAt,
  payButton,
  pressPay,
  readCode,
} from './buy-steps.ts';
import { openStage } from './open-stage.ts';

const stage = openStage();

const openBlog = async (page: Page) => {
  await page.goto(`${stage.host.url}/playground/blog.html?lang=en`);
  await page.getByRole('link', { name: 'Get a ¥100 card' }).click();
  return frameOf(page);
};

test('a reader buys in the blog, and the code is in the same window and on the clipboard', async () => {
  const context = await stage.visitor();
  const page = await context.newPage();
  const frame = await openBlog(page);
  const tab = await confirmInFrame(context, frame, 'reader@example.com');
  await payAt(tab, 'paid');
  await frame.getByRole('heading', { name: 'Your code is here' }).waitFor();
  const code = await readCode(frame);
  await frame.getByRole('button', { name: 'Copy Code' }).click();
  await frame.getByRole('button', { name: 'Copied Code' }).waitFor();
  await page.bringToFront();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), code);
  await context.close();
});

test('a reload of the blog while the payment is open leads back to the same order', async () => {
  const context = await stage.regular();
  const page = await context.newPage();
  const tab = await confirmInFrame(context, await openBlog(page), 'reload@example.com');
  await page.reload();
  const frame = await openBlog(page);
  await frame.getByRole('heading', { name: 'Waiting for payment' }).waitFor();
  await payAt(tab, 'paid');
  assert.match(await readCode(frame), /^[A-Z0-9]{4}/);
  await context.close();
});

test('where frames may keep nothing, a reload costs the buyer a form and no money', async () => {
  const context = await stage.visitor();
  const page = await context.newPage();
  const tab = await confirmInFrame(context, await openBlog(page), 'private@example.com');
  await page.reload();
  await payButton(await openBlog(page)).waitFor();
  await payAt(tab, 'paid');
  await page.goto(await mailedLink(stage.pool.url, 'private@example.com'));
  assert.match(await readCode(page), /^[A-Z0-9]{4}/);
  await context.close();
});

test('the blog is closed before the payment: the mail leads to the code, also on another device', async () => {
  const context = await stage.visitor();
  const page = await context.newPage();
  const tab = await confirmInFrame(context, await openBlog(page), 'closed@example.com');
  await page.close();
  await payAt(tab, 'paid');
  await tab.getByRole('heading').first().waitFor();
  await context.close();

  const otherDevice = await stage.visitor();
  const order = await otherDevice.newPage();
  await order.goto(await mailedLink(stage.pool.url, 'closed@example.com'));
  const code = await readCode(order);
  assert.match(code, /^[A-Z0-9]{4}/);
  assert.doesNotMatch(order.url(), /ort_/, 'the token stays in the address');
  await order.reload();
  assert.equal(await readCode(order), code);
  await otherDevice.close();
});

test('on the hosted page the gateway sends the buyer back, and neither back nor reload buys again', async () => {
  const context = await stage.visitor();
  const page = await context.newPage();
  const orders: string[] = [];
  page.on('response', (response) => void (response.url().endsWith('/confirm') && orders.push(response.url())));
  await page.goto(`${stage.pool.url}/buy/prd_01k0dem0game00000000000001?site=pk_test_demo&lang=en`);
  await fillIn(page, 'hosted@example.com');
  await pressPay(page);
  await payAt(page, 'paid');
  await codes(page).first().waitFor();
  const code = await readCode(page);
  await page.reload();
  assert.equal(await readCode(page), code);
  await page.goBack();
  await page.goBack();
  await page.goForward();
  await page.goForward();
  assert.equal(await readCode(page), code);
  assert.equal(orders.length, 1);
  await context.close();
});

test('back from the gateway without paying leads to the same order', async () => {
  const context = await stage.visitor();
  const page = await context.newPage();
  await page.goto(`${stage.pool.url}/buy/prd_01k0dem0game00000000000001?site=pk_test_demo&lang=en`);
  await fillIn(page, 'back@example.com');
  await pressPay(page);
  await page.getByRole('heading', { name: 'Test cashier' }).waitFor();
  await page.goBack();
  await page.getByRole('heading', { name: 'Waiting for payment' }).waitFor();
  await page.getByRole('link', { name: 'Go to the payment page' }).click();
  await payAt(page, 'paid');
  assert.match(await readCode(page), /^[A-Z0-9]{4}/);
  await context.close();
});
