import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { arrival, codes, fillIn, payAt, payButton, pressPay, readCode } from './buy-steps.ts';
import { openStage } from './open-stage.ts';

const stage = openStage();

const open = async (product: string): Promise<Page> => {
  const page = await (await stage.visitor()).newPage();
  await page.goto(`${stage.pool.url}/buy/prd_01k0dem0${product}?site=pk_test_demo&lang=en`);
  return page;
};

test('sold out is said at once, and that nothing was charged', async () => {
  const page = await open('n0ne00000000000001');
  await page.getByRole('heading', { name: 'Sold out' }).waitFor();
  await page.getByText('All codes of this product are gone. Nothing was charged.').waitFor();
  assert.equal(await payButton(page).count(), 0);
  await page.context().close();
});

test('of four buyers of three codes, three get theirs and one reads that somebody was faster', async () => {
  const pages = await Promise.all([1, 2, 3, 4].map(() => open('1ast00000000000001')));
  for (const [at, page] of pages.entries()) await fillIn(page, `four-${at}@example.com`);
  await Promise.all(pages.map((page) => pressPay(page)));
  // Who is too late is for the pool to decide; that exactly one is, and that the page says so, is the promise.
  const isLate = await Promise.all(
    pages.map((page) =>
      Promise.race([
        page.waitForURL(/\/sandbox\/pay\//, arrival).then(() => false),
        page
          .getByRole('heading', { name: 'Someone was faster' })
          .waitFor()
          .then(() => true),
      ]),
    ),
  );
  assert.deepEqual(isLate.toSorted(), [false, false, false, true]);
  const loser = pages[isLate.indexOf(true)];
  await loser!.getByText(/Nothing was charged, and no order was made\./).waitFor();
  const bought: string[] = [];
  for (const page of pages.filter((each) => each !== loser)) {
    await payAt(page, 'paid');
    bought.push(await readCode(page));
  }
  assert.equal(new Set(bought).size, 3);
  await Promise.all(pages.map((page) => page.context().close()));
});

test('sold out at the last step, and a price that moved: the buyer is told first', async () => {
  const gone = await open('test00000000000001');
  await fillIn(gone, 'gone@example.com');
  await pressPay(gone);
  await gone.getByRole('heading', { name: 'Someone was faster' }).waitFor();
  await gone.context().close();

  const dearer = await open('test00000000000003');
  await fillIn(dearer, 'dearer@example.com');
  await pressPay(dearer);
  await dearer.getByRole('heading', { name: 'The price has changed' }).waitFor();
  await dearer.getByText('Nothing was charged. Do you want to buy at the new price?').waitFor();
  assert.equal(await codes(dearer).count(), 0);
  await dearer.context().close();
});
