import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { arrival, frameOf, readCode } from './buy-steps.ts';
import { openStage } from './open-stage.ts';

const stage = openStage();

const mostSteps = 60;

/** What has the focus, also inside the checkout's frame and shadow roots: its accessible text or label. */
async function focused(page: Page): Promise<string> {
  const texts = await Promise.all(
    page.frames().map((frame) =>
      frame
        .evaluate(() => {
          let element = document.activeElement;
          while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
          if (!element || element === document.body || element.tagName === 'IFRAME') return '';
          const label = (element as HTMLInputElement).labels?.[0]?.textContent ?? '';
          return `${element.tagName} ${element.getAttribute('aria-label') ?? ''} ${label} ${element.textContent ?? ''}`.trim();
        })
        .catch(() => ''),
    ),
  );
  return texts.findLast(Boolean) ?? '';
}

/** Presses Tab until what has the focus is called like this. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  for (let step = 0; step < mostSteps; step += 1) {
    if (name.test(await focused(page))) return;
    await page.keyboard.press('Tab');
  }
  assert.fail(`${name} cannot be reached with Tab; the focus is on ${await focused(page)}`);
}

test('a purchase from the button to the copied code without a mouse', async () => {
  const context = await stage.visitor();
  const page = await context.newPage();
  await page.goto(`${stage.host.url}/playground/blog.html?lang=en`);
  await tabTo(page, /Get a ¥100 card/);
  await page.keyboard.press('Enter');
  const frame = frameOf(page);
  await frame.getByRole('checkbox').waitFor();

  await tabTo(page, /INPUT .*E-mail or phone/s);
  await page.keyboard.press('Enter');
  await frame.locator('#contact[aria-invalid=true]').waitFor();
  await page.keyboard.type('keyboard@example.com');
  // What is mended is no longer told.
  await frame.locator('#contact[aria-invalid=false]').waitFor();
  await tabTo(page, /^INPUT .*(agree|understand)/s);
  await page.keyboard.press('Space');
  await tabTo(page, /^BUTTON .*Pay ¥/s);
  const opened = context.waitForEvent('page');
  await page.keyboard.press('Enter');
  const tab = await opened;
  await tab.waitForURL(/\/sandbox\/pay\//, arrival);
  await tab
    .getByRole('button', { name: /^(Pay ¥|支付)/ })
    .first()
    .waitFor();
  await tabTo(tab, /^BUTTON .*(Pay ¥|支付)/s);
  await tab.keyboard.press('Enter');
  await tab.waitForURL((url) => !url.pathname.startsWith('/sandbox/'), arrival);

  await page.bringToFront();
  const code = await readCode(frame);
  await tabTo(page, /^BUTTON Copy Code/);
  await page.keyboard.press('Enter');
  await frame.getByRole('button', { name: 'Copied Code' }).waitFor();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), code);

  await tabTo(page, /^BUTTON +Close$/);
  await page.keyboard.press('Enter');
  await page.locator('kameng-checkout iframe').waitFor({ state: 'detached' });
  assert.match(await focused(page), /Get a ¥100 card/, 'the focus does not come back to the button');
  await context.close();
});

test('Escape before anything is bought closes the dialog and gives the focus back', async () => {
  const context = await stage.visitor();
  const page = await context.newPage();
  await page.goto(`${stage.host.url}/playground/blog.html?lang=en`);
  await tabTo(page, /Get a ¥100 card/);
  await page.keyboard.press('Enter');
  await frameOf(page).getByRole('checkbox').waitFor();
  await page.keyboard.press('Escape');
  await page.locator('kameng-checkout iframe').waitFor({ state: 'detached' });
  assert.match(await focused(page), /Get a ¥100 card/);
  await context.close();
});
