import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import type { BrowserContext, FrameLocator, Locator, Page } from 'playwright-core';

/** Where the checkout is: a page of its own, or the frame in somebody else's. */
export type Place = Page | FrameLocator;

/** What the gateway can be told to do. */
export type Outcome = 'paid' | 'failed' | 'late' | 'twice' | 'less' | 'more' | 'lost';

/** An address counts as reached when the browser is there; what the page shows is waited for where it matters. */
export const arrival = { waitUntil: 'commit' } as const;

const mostTries = 50;

/** The checkout's frame in a host page. */
export function frameOf(page: Page): FrameLocator {
  return page.locator('kameng-checkout iframe').contentFrame();
}

/** The checkout's own pay button; the gateway's page has one of the same name. */
export function payButton(place: Place): Locator {
  return place.locator('form:has(input[type="checkbox"])').getByRole('button', { name: /^(Pay ¥|支付)/ });
}

/** The codes that are shown, each as it is read aloud. */
export function codes(place: Place): Locator {
  return place.locator('.code.open code.secret');
}

/** Fills the form as a buyer would. */
export async function fillIn(place: Place, email: string): Promise<void> {
  await place.getByLabel(/^(E-mail or phone|邮箱或手机号)/).fill(email);
  await place.getByRole('checkbox').check();
}

/** Presses the pay button until it counts: the page does not take a click in its first moments, so that nobody is tricked into one. */
export async function pressPay(place: Place): Promise<void> {
  const button = payButton(place);
  await button.waitFor();
  for (let tries = 0; tries < mostTries; tries += 1) {
    // A click that cannot be made any more has been made: the button is gone.
    await button.click({ timeout: 1000 }).catch(() => {});
    const isGone = await button.waitFor({ state: 'detached', timeout: 1000 }).then(
      () => true,
      () => false,
    );
    if (isGone) return;
  }
  assert.fail('the pay button never counted');
}

/** Fills in and pays; answers the gateway's tab. */
export async function confirmInFrame(context: BrowserContext, place: Place, email: string): Promise<Page> {
  await fillIn(place, email);
  const opened = context.waitForEvent('page');
  await pressPay(place);
  const tab = await opened;
  await tab.waitForURL(/\/sandbox\/pay\//, arrival);
  return tab;
}

/** Does at the gateway what the outcome says, and waits until the gateway sends the buyer back. */
export async function payAt(tab: Page, outcome: Outcome): Promise<void> {
  await tab.waitForURL(/\/sandbox\/pay\//, arrival);
  const button = tab.locator(`button[name="outcome"][value="${outcome}"]`);
  await button.waitFor({ state: 'attached' });
  if (!(await button.isVisible())) await tab.locator('summary').click();
  await button.click();
  await tab.waitForURL((url) => !url.pathname.startsWith('/sandbox/'), arrival);
}

/** Shows the codes when they are masked, and reads the first. */
export async function readCode(place: Place): Promise<string> {
  const show = place.getByRole('button', { name: /^(Show the code|Show \d+ codes|查看)/ });
  await codes(place).or(show).first().waitFor();
  if (await show.isVisible()) await show.click();
  return (await codes(place).first().textContent()) ?? '';
}

const mailLimitMs = 20_000;

/** The way back to an order that the pool has mailed to this address. */
export async function mailedLink(poolUrl: string, recipient: string): Promise<string> {
  const end = performance.now() + mailLimitMs;
  while (performance.now() < end) {
    const answer = await fetch(`${poolUrl}/dev/mail.json?recipient=${encodeURIComponent(recipient)}`);
    const { data } = (await answer.json()) as { data: { text_body: string }[] };
    const link = /https?:\/\/\S+\/o\/ord_\w+#ort_[\w-]+/.exec(data[0]?.text_body ?? '')?.[0];
    if (link !== undefined) return link;
    await pause(100);
  }
  return assert.fail(`no mail for ${recipient}`);
}
