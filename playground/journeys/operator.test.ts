import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Product } from '@kameng/contract/product';
import type { Page } from 'playwright-core';
import { signInAt } from './desk-steps.ts';
import { artefacts, openStage } from './open-stage.ts';

const stage = openStage();

const headers = { authorization: 'Bearer sk_test_demo', 'content-type': 'application/json' };

/** The product that is bought, as the catalogue has it now. */
async function readSold(): Promise<Product> {
  const products = (await (await fetch(`${stage.pool.url}/v1/products?limit=1`, { headers })).json()) as {
    data: Product[];
  };
  return products.data[0]!;
}

/** An order that the demo's shop buys from its balance, delivered at once. */
async function buy(): Promise<string> {
  const { id, price } = await readSold();
  const answer = await fetch(`${stage.pool.url}/v1/orders`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ product_id: id, client_reference: `operator-${crypto.randomUUID()}`, max_amount: price }),
  });
  return ((await answer.json()) as { id: string }).id;
}

async function picture(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: join(artefacts, '../desks', `operator-${name}.png`) });
}

for (const [width, size] of [
  [1280, 'wide'],
  [390, 'narrow'],
] as const) {
  test(`the operator finds an order, refunds a part typed as people write it, and freezes it, ${size}`, async () => {
    const orderId = await buy();
    const context = await stage.visitor({ viewport: { width, height: 860 } });
    const page = await signInAt(stage, context, 'operator', 'operator/search');
    await page.getByRole('searchbox', { name: 'Search' }).fill(orderId);
    await page.getByRole('row').nth(1).click();
    const dialog = page.getByRole('dialog');
    const amount = dialog.getByLabel('How much');
    await amount.waitFor();
    if (size === 'wide') {
      await amount.fill('1.50');
      await dialog.getByLabel('Why; kept in the audit log').first().fill('Asked for');
      await picture(page, `refund-${width}`);
      await dialog.getByRole('button', { name: 'Refund', exact: true }).click();
      await page.getByText('The refund is on its way').waitFor();
      await dialog.getByText(/1\.50 · (pending|done)/).waitFor();
    } else {
      await dialog.getByLabel('Why; kept in the audit log').last().fill('Looking into it');
      await picture(page, `freeze-${width}`);
      await dialog.getByRole('button', { name: 'Freeze', exact: true }).click();
      await dialog.getByText('Frozen', { exact: true }).waitFor();
    }
  });
}

test('rates are tried on the newest orders before they can be published, and a coupon is given out', async () => {
  await buy();
  const context = await stage.visitor();
  const page = await signInAt(stage, context, 'operator', 'operator/rules');
  await page.getByText('In force now').waitFor();
  await picture(page, 'rules-1280');
  await page.getByRole('button', { name: 'New version…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('All other categories').fill('9');
  await dialog.getByLabel('Why').fill('New year');
  const publish = dialog.getByRole('button', { name: 'Publish' });
  assert.equal(await publish.isDisabled(), true);
  await dialog.getByRole('button', { name: 'Try it on the newest' }).click();
  await dialog.getByRole('cell', { name: 'The operator' }).waitFor();
  await picture(page, 'rule-1280');
  await publish.click();
  await page.getByRole('cell', { name: 'Live' }).waitFor();
  await page.getByLabel('Rule', { exact: true }).selectOption({ label: 'Sales that a level takes' });
  await page.getByRole('button', { name: 'New version…' }).click();
  await dialog.getByLabel('Level 2 (CNY)').fill('20,000');
  await dialog.getByLabel('Why').fill('New year');
  await dialog.getByRole('button', { name: 'Try it on the newest' }).click();
  await dialog.getByRole('cell', { name: 'Agents' }).waitFor();
  await publish.click();
  await page
    .getByText(/2: \S*20,000/)
    .first()
    .waitFor();

  // Filters that one comes back to, by the keyboard alone.
  await page.getByRole('button', { name: 'Save filters…' }).press('Enter');
  await page.keyboard.press('Tab');
  await dialog.getByLabel('A name for the filters').fill('Levels');
  await page.keyboard.press('Enter');
  await page.getByLabel('Rule', { exact: true }).selectOption({ label: 'Fees by category' });
  await page.reload();
  const saved = page.getByLabel('Saved filters');
  await saved.selectOption('Levels');
  await page
    .getByText(/2: \S*20,000/)
    .first()
    .waitFor();
  assert.equal(new URL(page.url()).searchParams.get('status'), 'thresholds');
  await page.getByRole('button', { name: 'Save filters…' }).click();
  await dialog.getByRole('button', { name: 'Delete Levels' }).click();
  await page.keyboard.press('Escape');
  await saved.waitFor({ state: 'detached' });

  const sold = await readSold();
  // A discount for one category, and the price that it makes is the one of the shop window.
  await page.getByLabel('Rule', { exact: true }).selectOption({ label: 'Discounts by category' });
  await page.getByRole('button', { name: 'New version…' }).click();
  assert.equal(await dialog.getByLabel('All other categories').inputValue(), '0');
  await dialog.getByLabel('Add a category').fill(sold.category);
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await dialog.getByLabel(`${sold.category} (%)`).fill('1');
  await dialog.getByLabel('Why').fill('New year');
  await dialog.getByRole('button', { name: 'Try it on the newest' }).click();
  await dialog.getByRole('cell', { name: 'Buyers paid' }).waitFor();
  await picture(page, 'discount-1280');
  await publish.click();
  await page.getByText(`All other categories 0% · ${sold.category} 1%`).first().waitFor();
  const reduced = await readSold();
  assert.ok(reduced.price.amount_minor < sold.price.amount_minor);
  assert.deepEqual(reduced.list_price, sold.list_price);

  await page.goto(`${stage.pool.url}/console/operator/coupons`);
  await page.getByRole('button', { name: 'Give out a coupon' }).click();
  await dialog.getByLabel('Code').fill('SPRING');
  await dialog.getByLabel('Per cent').last().fill('1.5');
  await dialog.getByLabel('Until').fill('2099-01-01T00:00');
  await picture(page, 'coupon-1280');
  await dialog.getByRole('button', { name: 'Give it out' }).click();
  await page.getByRole('cell', { name: 'SPRING' }).waitFor();
});
