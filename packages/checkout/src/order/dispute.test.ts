import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { openFakePool } from '../test/fake-pool.ts';
import type { FakePool } from '../test/fake-pool.ts';
import { openBrowser } from '../test/open-browser.ts';
import { delivered } from '../test/sample.ts';
import { sampleDispute } from '../test/sample-dispute.ts';
import { orderPath } from '../test/shown.ts';

let pool: FakePool;
let browser: Browser;
let page: Page;

before(async () => {
  [pool, browser] = await Promise.all([openFakePool(), openBrowser()]);
  page = await browser.newPage({ locale: 'en-GB' });
});
after(async () => {
  await browser?.close();
  await pool?.close();
});

const onePixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);

test('a buyer says what is wrong, adds a picture and takes the offer; the part comes only when it is asked for', async () => {
  pool.order = delivered(1);
  pool.handlers.listDisputes = () => ({ data: [] });
  pool.handlers.openDispute = () => {
    pool.change({ status: 'disputed' });
    return sampleDispute({ status: 'supplier_turn', offer: null, may: ['add_evidence', 'withdraw'] });
  };
  pool.handlers.addEvidence = () => sampleDispute();
  pool.handlers.answerDispute = () => {
    pool.change({ status: 'delivered' });
    const outcome = { kind: 'part', amount: { amount_minor: 2000, currency: 'CNY' } } as const;
    return sampleDispute({ status: 'closed', outcome, may: [], reason: 'The buyer took the supplier’s offer.' });
  };
  await page.goto(new URL(orderPath, pool.url).href);
  await page.getByText('Something wrong with the code?').waitFor();
  assert.ok(!pool.calls.some(({ name }) => name === 'listDisputes'));
  await page.getByText('Something wrong with the code?').click();
  await page.selectOption('#claim', 'already_used');
  await page.fill('#words', 'The redeem page says it was used in March.');
  await page.getByRole('button', { name: 'Send' }).click();
  await page.getByText('Waiting for the supplier').first().waitFor();
  const opened = pool.calls.find(({ name }) => name === 'openDispute');
  assert.deepEqual(opened?.body, { claim: 'already_used', text: 'The redeem page says it was used in March.' });
  assert.ok(opened.idempotencyKey);
  await page.setInputFiles('input[type=file]', { name: 'shot.png', mimeType: 'image/png', buffer: onePixel });
  await page.getByRole('button', { name: 'Take it' }).waitFor();
  const sent = pool.calls.find(({ name }) => name === 'addEvidence')?.body['image'] as { type: string; data: string };
  assert.equal(sent.type, 'image/jpeg');
  assert.match(sent.data, /^\/9j\//, 'written anew as JPEG before it leaves');
  await page.getByRole('button', { name: 'Take it' }).click();
  await page.getByText(/^Outcome: .*20\.00 back, a part of the price$/).waitFor();
});

test('what the pool refuses is said in words', async () => {
  pool.reset();
  pool.order = delivered(1);
  pool.handlers.listDisputes = () => ({ data: [] });
  pool.handlers.openDispute = () => ({ refuse: 'dispute_too_late' });
  await page.goto('about:blank');
  await page.goto(new URL(orderPath, pool.url).href);
  await page.getByText('Something wrong with the code?').click();
  await page.fill('#words', 'It never worked.');
  await page.getByRole('button', { name: 'Send' }).click();
  await page.getByText('It was delivered more than 7 days ago').waitFor();
});
