import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Confirmation } from '@kameng/contract/checkout';
import type { Order } from '@kameng/contract/order';
import type { Page } from 'playwright-core';
import { arrival, fillIn, payAt, pressPay, readCode, type Outcome } from './buy-steps.ts';
import { openStage } from './open-stage.ts';

// Long enough for a slow machine to pay in time, short enough to wait for the end of it.
const holdS = 25;
const stage = openStage({ KAMENG_HOLD_S: String(holdS) });
const afterHold = { timeout: 120_000 };

interface Sale {
  page: Page;
  /** The order as the pool tells it. */
  order: () => Promise<Order>;
}

/** Buys on the hosted page up to the gateway, and does there what the outcome says. */
async function sell(outcome: Outcome, product = 'game00000000000001', quantity = 1): Promise<Sale> {
  const context = await stage.visitor();
  const page = await context.newPage();
  await page.goto(`${stage.pool.url}/buy/prd_01k0dem0${product}?site=pk_test_demo&lang=en&quantity=${quantity}`);
  await fillIn(page, `${outcome}-${product}@example.com`);
  // Read on the way, because the page has left for the gateway before its body could be asked for.
  const answer = new Promise<Confirmation>((resolve, reject) => {
    page
      .route('**/confirm', async (route) => {
        const response = await route.fetch();
        resolve((await response.json()) as Confirmation);
        await route.fulfill({ response });
      })
      .catch(reject);
  });
  await pressPay(page);
  const { order, order_token } = await answer;
  await payAt(page, outcome);
  return {
    page,
    async order() {
      const answer = await fetch(`${stage.pool.url}/v1/orders/${order.id}`, {
        headers: { authorization: `Bearer ${order_token}` },
      });
      return (await answer.json()) as Order;
    },
  };
}

const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { name });
const shows = (page: Page, text: string | RegExp) => page.getByText(text).first();

test('failed: nothing was charged, and paying again works', async () => {
  const { page, order } = await sell('failed');
  await heading(page, 'The payment did not go through').waitFor();
  await shows(page, 'Nothing was charged. Your codes are still kept for you.').waitFor();
  await page.getByRole('button', { name: /Pay again|Start a new payment/ }).click();
  await payAt(page, 'paid');
  await heading(page, 'Your code is here').waitFor();
  assert.equal((await order()).status, 'delivered');
  await page.context().close();
});

test('twice: one code, nothing to give back', async () => {
  const { page, order } = await sell('twice');
  await heading(page, 'Your code is here').waitFor();
  const { status, refunds } = await order();
  assert.deepEqual([status, refunds], ['delivered', []]);
  await page.context().close();
});

test('less: the buyer reads that it was too little and that it comes back', async () => {
  const { page, order } = await sell('less');
  await shows(page, /You paid ¥\d+\.\d\d of ¥76\.00\. Nothing was bought\./).waitFor();
  await shows(page, /We (are returning|returned) ¥/).waitFor();
  const { status, refunds } = await order();
  assert.notEqual(status, 'delivered');
  assert.deepEqual(
    refunds.map(({ reason }) => reason),
    ['short'],
  );
  await page.context().close();
});

test('more: the code, and the difference back', async () => {
  const { page, order } = await sell('more');
  await heading(page, 'Your code is here').waitFor();
  await shows(page, /You paid ¥\d+\.\d\d instead of ¥76\.00\./).waitFor();
  const { status, refunds } = await order();
  assert.deepEqual([status, refunds.map(({ reason }) => reason)], ['delivered', ['excess']]);
  await page.context().close();
});

test('lost: the pool asks the gateway itself', async () => {
  const { page, order } = await sell('lost');
  await heading(page, 'Waiting for payment').waitFor();
  await heading(page, 'Your code is here').waitFor(afterHold);
  assert.equal((await order()).status, 'delivered');
  await page.context().close();
});

test('late: the order expires first, and the money that comes after it still buys', async () => {
  const { page, order } = await sell('late');
  await heading(page, /^(The order has expired|Your code is here)$/).waitFor(afterHold);
  await heading(page, 'Your code is here').waitFor(afterHold);
  assert.match(await readCode(page), /^[A-Z0-9]{4}/);
  assert.equal((await order()).status, 'delivered');
  await page.context().close();
});

test('nobody pays: the order expires in words, and nothing was charged', async () => {
  const context = await stage.visitor();
  const page = await context.newPage();
  await page.goto(`${stage.pool.url}/buy/prd_01k0dem0game00000000000001?site=pk_test_demo&lang=en`);
  await fillIn(page, 'nobody@example.com');
  await pressPay(page);
  await page.waitForURL(/\/sandbox\/pay\//, arrival);
  await page.goBack();
  await heading(page, 'The order has expired').waitFor(afterHold);
  await shows(page, /Nothing was charged and the codes went back\./).waitFor();
  await context.close();
});

test('a slow supplier: payment received, then the code by itself', async () => {
  const { page, order } = await sell('paid', 'test00000000000004');
  await heading(page, 'Your code is here').waitFor(afterHold);
  assert.equal((await order()).status, 'delivered');
  await page.context().close();
});

test('a supplier that is down: the money comes back by itself', async () => {
  const { page, order } = await sell('paid', 'test00000000000005');
  await heading(page, 'Your money was returned').waitFor(afterHold);
  const { status, refunds } = await order();
  assert.deepEqual([status, refunds.map(({ reason }) => reason)], ['refunded', ['undeliverable']]);
  await page.context().close();
});

test('a partial delivery: some codes, and the money for the rest', async () => {
  const { page, order } = await sell('paid', 'test00000000000002', 2);
  await heading(page, '1 of 2 codes delivered').waitFor(afterHold);
  await shows(page, 'The rest could not be delivered and is refunded.').waitFor();
  assert.deepEqual(
    (await order()).refunds.map(({ reason }) => reason),
    ['undeliverable'],
  );
  await page.context().close();
});
