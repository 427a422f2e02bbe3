import assert from 'node:assert/strict';
import { test } from 'node:test';
import { signInAt } from './desk-steps.ts';
import { openStage } from './open-stage.ts';

const stage = openStage();

test('a shop tops its balance up at the gateway, comes back to the desk, and can spend it', async () => {
  const page = await signInAt(stage, await stage.visitor(), 'shop', 'shop/balance');
  const balance = page.locator('.tiles, .tile').filter({ hasText: 'CNY' }).first();
  const toSpend = async () => Number((await balance.innerText()).replaceAll(/[^\d.]/g, ''));
  await balance.waitFor();
  const before = await toSpend();

  await page.getByRole('button', { name: 'Top up…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Amount').fill('250.50');
  await dialog.getByRole('button', { name: 'Go on to pay' }).click();
  await page.waitForURL(/\/sandbox\//);
  await page.getByText('250.50').first().waitFor();

  // Who turns back without paying finds it waiting, and goes on.
  await page.goto(`${stage.pool.url}/console/shop/balance`);
  const line = page.getByRole('listitem').filter({ hasText: '250.50' });
  await line.getByText('Waiting').waitFor();
  await line.getByRole('button', { name: 'Go on paying' }).click();
  await page.getByRole('dialog').getByRole('link', { name: 'To the payment' }).click();
  await page.waitForURL(/\/sandbox\//);
  await page.locator('button[value=paid]').click();

  await page.waitForURL(/\/console\/shop\/balance/);
  await line.getByText('In the balance').waitFor();
  await page.locator('tbody tr').first().filter({ hasText: '250.50' }).waitFor();
  await page.waitForFunction(
    ([text]) => document.body.innerText.includes(text!),
    [(before + 250.5).toLocaleString('en-US', { minimumFractionDigits: 2 })],
  );
  assert.equal(await toSpend(), before + 250.5);
});
