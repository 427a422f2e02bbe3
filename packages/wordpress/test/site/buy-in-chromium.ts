import assert from 'node:assert/strict';
import type { BrowserContext, FrameLocator, Page } from 'playwright-core';

type Place = Page | FrameLocator;
const mostTries = 50;

/** Fills in the pool's checkout and presses its button until it counts: it takes no click in its first moments. */
async function confirm(place: Place, email: string): Promise<void> {
  const contact = place.getByLabel(/^(E-mail or phone|邮箱或手机号)/);
  await contact.fill(email);
  await place.getByRole('checkbox').check();
  const button = place.getByRole('button', { name: /^(Pay ¥|支付)/ });
  for (let tries = 0; tries < mostTries; tries += 1) {
    // A button that is gone has counted, however long the form took to go.
    await button.click({ timeout: 2000 }).catch(() => undefined);
    const gone = contact.waitFor({ state: 'detached', timeout: 1000 });
    if (
      await gone.then(
        () => true,
        () => false,
      )
    )
      return;
  }
  assert.fail('the pay button never counted');
}

async function payAtGateway(page: Page): Promise<void> {
  await page.waitForURL(/\/sandbox\/pay\//);
  await page.locator('button[name="outcome"][value="paid"]').click();
  await page.waitForURL((url) => !url.pathname.startsWith('/sandbox/'));
}

async function readCode(place: Place): Promise<string> {
  const code = place.locator('.code.open code.secret').first();
  const show = place.getByRole('button', { name: /^(Show the code|Show \d+ codes|查看)/ });
  await code.or(show).first().waitFor();
  if (await show.isVisible()) await show.click();
  return (await code.textContent()) ?? '';
}

/** Buys in the frame that the page has opened; the gateway is a tab of its own. Returns the code that is shown. */
export async function buyInFrame(context: BrowserContext, page: Page, email: string): Promise<string> {
  const frame = page.locator('kameng-checkout iframe').contentFrame();
  const opened = context.waitForEvent('page');
  const [gateway] = await Promise.all([opened, confirm(frame, email)]);
  await payAtGateway(gateway);
  return readCode(frame);
}

/** Buys on the pool's own page, where the link has led. Returns the code that is shown. */
export async function buyOnPage(page: Page, email: string): Promise<string> {
  await confirm(page, email);
  await payAtGateway(page);
  return readCode(page);
}
