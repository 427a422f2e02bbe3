import assert from 'node:assert/strict';
import { test } from 'node:test';
import { signInAt } from './desk-steps.ts';
import { openStage } from './open-stage.ts';

const stage = openStage();

test('a list of several pages says its order and is not sorted by the page; one that is whole is sorted by its heads', async () => {
  const page = await signInAt(stage, await stage.visitor(), 'shop');
  let pageSize = '2';
  await page.route(/\/v1\/products\?/, (route) => {
    const url = new URL(route.request().url());
    url.searchParams.set('limit', pageSize);
    return route.continue({ url: url.href });
  });
  await page.goto(`${stage.pool.url}/console/shop/prices`);
  const heads = page.locator('thead button');
  const order = page.getByText('In the order of the catalog');
  await page.getByText('Page 1').waitFor();
  await order.waitFor();
  assert.equal(await page.locator('tbody tr').count(), 2);
  assert.equal(await heads.count(), 0);
  const head = page.locator('th', { hasText: 'Price' }).last();
  const pagedHeight = (await head.boundingBox())!.height;

  // The last page holds the rest of the list, not the whole of it.
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByText('Page 2').waitFor();
  pageSize = '50';
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByText('Page 3').waitFor();
  await page.locator('.pages button:disabled', { hasText: 'Next' }).waitFor();
  assert.equal(await heads.count(), 0);
  await order.waitFor();

  await page.reload();
  const byPrice = page.getByRole('button', { name: 'Price', exact: true });
  await byPrice.click();
  assert.equal(await order.count(), 0);
  assert.equal(
    (await head.boundingBox())!.height,
    pagedHeight,
    'a head that sorts is no higher than one that does not',
  );
  const prices = async () =>
    (await page.locator('tbody tr td:nth-child(5)').allInnerTexts()).map((text) =>
      Number(text.replaceAll(/[^\d.]/g, '')),
    );
  const rising = await prices();
  assert.ok(rising.length > 2);
  assert.deepEqual(
    rising,
    rising.toSorted((left, right) => left - right),
  );
  await byPrice.click();
  assert.deepEqual(await prices(), rising.toReversed());
});

test('a search is in the address, is saved under a name, and a list that it leaves empty offers the way back', async () => {
  const page = await signInAt(stage, await stage.visitor(), 'supplier', 'supplier/offers');
  const rows = page.locator('tbody tr[tabindex]');
  await rows.nth(2).waitFor();
  const all = await rows.count();
  const name = await rows.first().locator('.strong').innerText();

  // `/` brings the keyboard to the field.
  await page.keyboard.press('/');
  await page.keyboard.type(name);
  await page.waitForURL((url) => url.searchParams.get('q') === name);
  await page.waitForFunction((count) => document.querySelectorAll('tbody tr[tabindex]').length < count, all);
  assert.equal(await rows.first().locator('.strong').innerText(), name);
  await page.getByRole('button', { name: 'Save filters…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('A name for the filters').fill('The first');
  await dialog.getByRole('button', { name: 'Save', exact: true }).click();
  await dialog.waitFor({ state: 'detached' });

  const field = page.getByRole('searchbox', { name: 'Find a product or brand' });
  await field.fill('nothing is called this');
  await page.getByText('Nothing found for these filters').waitFor();
  assert.equal(await page.getByText('No offers yet').count(), 0);
  await page.getByRole('button', { name: 'Clear the filters' }).click();
  await rows.nth(all - 1).waitFor();
  assert.deepEqual([new URL(page.url()).search, await field.inputValue()], ['', '']);

  await page.reload();
  await page.getByLabel('Saved filters').selectOption('The first');
  await page.waitForURL((url) => url.searchParams.get('q') === name);
  await page.waitForFunction((count) => document.querySelectorAll('tbody tr[tabindex]').length < count, all);
  assert.equal(await field.inputValue(), name);
});
