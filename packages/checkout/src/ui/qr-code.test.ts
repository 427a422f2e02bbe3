import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { openFakePool } from '../test/fake-pool.ts';
import type { FakePool } from '../test/fake-pool.ts';
import { openBrowser } from '../test/open-browser.ts';
import { readQr } from '../test/read-qr.ts';
import { actions, confirmation, sampleOrder } from '../test/sample.ts';
import { buyPath, fillIn } from '../test/shown.ts';

let pool: FakePool;
let browser: Browser;

before(async () => {
  [pool, browser] = await Promise.all([openFakePool(), openBrowser()]);
});
after(async () => {
  await browser?.close();
  await pool?.close();
});

/** As much as a gateway sends: an address with a signature behind it. */
const long = `https://qr.example/pay/${'a1b2c3d4'.repeat(24)}?sign=${'F0'.repeat(64)}`;

const screens: Record<string, BrowserContextOptions> = {
  'a light desktop': { viewport: { width: 1280, height: 1000 } },
  'a dark desktop': { viewport: { width: 1280, height: 1000 }, colorScheme: 'dark' },
  'a dark phone in WeChat': {
    viewport: { width: 320, height: 1000 },
    colorScheme: 'dark',
    isMobile: true,
    hasTouch: true,
    deviceScaleFactor: 2,
    userAgent: 'Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/126.0 Mobile MicroMessenger/8.0.49',
  },
  'forced colours': { viewport: { width: 1280, height: 1000 }, colorScheme: 'dark', forcedColors: 'active' },
};

for (const [screen, options] of Object.entries(screens))
  test(`what a camera reads off ${screen} is what is to be paid, to the letter`, async () => {
    const context = await browser.newContext({ locale: 'en-GB', ...options });
    for (const [action, expected] of [
      [actions.qr, actions.qr.text],
      [{ ...actions.qr, text: long }, long],
      [actions.address, actions.address.address],
    ] as const) {
      pool.reset();
      pool.handlers.confirmCheckout = () => confirmation(sampleOrder(), action);
      const page = await context.newPage();
      await page.goto(pool.url + buyPath);
      await fillIn(page);
      await page.getByRole('button', { name: /^Pay ¥/ }).click();
      const code = page.locator('svg.qr-code');
      await code.scrollIntoViewIfNeeded();
      assert.equal(await readQr(context, { bytes: await page.screenshot(), type: 'image/png' }), expected);
      assert.equal(await readQr(context, { bytes: await code.screenshot(), type: 'image/png' }), expected);
      await page.close();
    }
    await context.close();
  });
