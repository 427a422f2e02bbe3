import assert from 'node:assert/strict';
import { test } from 'node:test';
import { arrival, fillIn, frameOf, payAt, payButton, pressPay, readCode } from './buy-steps.ts';
import { openRememberingBrowser } from './open-browser.ts';
import { openStage } from './open-stage.ts';

const stage = openStage();

const product = 'prd_01k0dem0game00000000000001';
const pageOf = (attributes: string) => `<!doctype html><html lang="en"><meta charset="utf-8"><title>Host</title>
  <script async src="POOL/embed/v1/kameng.js"></script>
  <script>addEventListener('pageshow', (event) => { window.kept = event.persisted; })</script>
  <kameng-buy product="${product}" site="pk_test_demo" ${attributes}><a href="POOL/buy/${product}?site=pk_test_demo">Buy</a></kameng-buy>`;

test('where the browser opens no payment window, a link in the frame leads to the payment, and the code comes', async () => {
  const context = await stage.visitor();
  await context.addInitScript(() => {
    window.open = () => null;
  });
  const page = await context.newPage();
  await page.goto(stage.host.put('/no-popup', pageOf('')));
  await page.waitForFunction(() => 'Kameng' in window);
  await page.getByRole('link', { name: 'Buy' }).click();
  const frame = frameOf(page);
  await fillIn(frame, 'popup@example.com');
  await pressPay(frame);
  const opened = context.waitForEvent('page');
  await frame.getByRole('link', { name: 'Go to the payment page' }).click();
  const tab = await opened;
  await payAt(tab, 'paid');
  assert.match(await readCode(frame), /^[A-Z0-9]{4}/);
  await context.close();
});

test('back from the hosted page the browser shows the page it has kept, and its button works again', async () => {
  const browser = await openRememberingBrowser();
  try {
    const context = await browser.newContext({ viewport: { width: 1280, height: 860 }, locale: 'en-GB' });
    context.setDefaultTimeout(60_000);
    const page = await context.newPage();
    for (const mode of ['redirect', 'overlay']) {
      await page.goto(stage.host.put(`/back-${mode}`, pageOf(`mode="${mode}"`)));
      await page.waitForFunction(() => 'Kameng' in window);
      await page.getByRole('link', { name: 'Buy' }).click();
      // From the dialog the buyer leaves as a frame that is refused would make the page leave.
      if (mode === 'overlay') {
        await payButton(frameOf(page)).waitFor();
        await page.evaluate(
          (url) => location.assign(url),
          `${stage.pool.url}/buy/${product}?site=pk_test_demo&lang=en`,
        );
      }
      await page.waitForURL(`${stage.pool.url}/buy/**`, arrival);
      await payButton(page).waitFor();
      await page.goBack({ waitUntil: 'commit' });
      await page.waitForFunction(() => (window as unknown as { kept?: boolean }).kept === true);
      assert.equal(await page.locator('kameng-checkout').count(), 0, 'a dialog was left open');
      await page.getByRole('link', { name: 'Buy' }).click();
      if (mode === 'overlay') await payButton(frameOf(page)).waitFor();
      else await page.waitForURL(`${stage.pool.url}/buy/**`, arrival);
    }
  } finally {
    await browser.close();
  }
});
