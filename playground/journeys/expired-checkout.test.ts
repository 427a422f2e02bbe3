import { test } from 'node:test';
import { payButton } from './buy-steps.ts';
import { openStage } from './open-stage.ts';

const stage = openStage({ KAMENG_CHECKOUT_S: '8' });

test('a checkout that was left open too long says so by itself, and is opened again without a charge', async () => {
  const page = await (await stage.visitor()).newPage();
  await page.goto(`${stage.pool.url}/buy/prd_01k0dem0game00000000000003?site=pk_test_demo&lang=en`);
  await page.getByRole('heading', { name: 'This checkout has ended' }).waitFor();
  await page.getByText('A price is kept for a limited time. Nothing was charged.').waitFor();
  await page.getByRole('button', { name: 'Start again' }).click();
  await payButton(page).waitFor();
  await page.context().close();
});
