import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { openFakePool } from '../test/fake-pool.ts';
import type { FakePool } from '../test/fake-pool.ts';
import { openBrowser } from '../test/open-browser.ts';
import { delivered, sampleOrder } from '../test/sample.ts';
import { showState } from '../test/show-state.ts';
import { buyPath, fillIn, orderPath } from '../test/shown.ts';
import type { View } from '../test/shown.ts';
import { states } from '../test/states.ts';

let pool: FakePool;
let browser: Browser;
let page: Page;

before(async () => {
  [pool, browser] = await Promise.all([openFakePool(), openBrowser()]);
  page = await browser.newPage({ locale: 'en-GB', reducedMotion: 'reduce' });
});
after(async () => {
  await browser?.close();
  await pool?.close();
});

/** Most controls that one state has. */
const mostControls = 80;

/** Numbers everything that can be pressed or filled in; says how much that is. A group of radio buttons is one stop. */
function number(): number {
  const controls = [
    ...document.querySelectorAll<HTMLInputElement>(
      'a[href], button:enabled, input:enabled:not([type=hidden]), select:enabled, textarea:enabled, summary',
    ),
  ].filter((control) => control.checkVisibility() && (control.type !== 'radio' || control.checked));
  for (const [at, control] of controls.entries()) control.dataset['stop'] = String(at);
  return controls.length;
}

/** Which control has the focus, and whether that can be seen. */
function stopped(): { stop: string | undefined; seen: boolean } {
  const control = document.activeElement as HTMLElement;
  const rings = [control, control.closest('label') ?? control].map((element) => getComputedStyle(element));
  const seen = rings.some(({ outlineStyle, outlineWidth }) => outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2);
  return { stop: control.dataset['stop'], seen };
}

async function walk(view: View, page: Page): Promise<string[]> {
  const count = await view.evaluate(number);
  assert.ok(count < mostControls);
  const reached = new Set<string>();
  const unseen: string[] = [];
  // From wherever the focus is, once round.
  for (let step = 0; step < 2 * count + 4 && reached.size < count; step += 1) {
    await page.keyboard.press('Tab');
    const { stop, seen } = await view.evaluate(stopped);
    if (stop === undefined) continue;
    if (!seen) unseen.push(stop);
    reached.add(stop);
  }
  const name = (stop: string) => view.locator(`[data-stop="${stop}"]`).evaluate((each) => each.outerHTML.slice(0, 90));
  const missed = Array.from({ length: count }, (_, at) => String(at)).filter((stop) => !reached.has(stop));
  return Promise.all([
    ...missed.map(async (stop) => `not reached: ${await name(stop)}`),
    ...unseen.map(async (stop) => `no ring: ${await name(stop)}`),
  ]);
}

/** Reached without a press in the page that is looked at: it was opened, or the line was cut. */
const unpressed = ['waiting_redirect', 'waiting_offline', 'framed_handing_over'];

test('no press loses the focus, and every control of every state is reached with Tab and shows that it is', async () => {
  const all: string[] = [];
  for (const [state, shown] of Object.entries(states)) {
    const stage = await showState(page, pool, shown, { lang: 'en' });
    if (shown.act && !unpressed.includes(state)) {
      // What comes late takes the focus when it is drawn.
      const kept = stage.view.waitForFunction(() => document.activeElement !== document.body, undefined, {
        timeout: 5000,
      });
      await kept.catch(() => all.push(`${state}: nothing has the focus`));
    }
    all.push(...(await walk(stage.view, stage.page)).map((fault) => `${state}: ${fault}`));
  }
  assert.deepEqual(all, []);
});

const focused = () => page.evaluate(() => document.activeElement?.textContent ?? '');
const title = (text: string) => page.getByRole('heading', { name: text });

test('the focus goes with the buyer from step to step, and each step says what it is', async () => {
  pool.reset();
  await page.goto(pool.url + buyPath);
  await page.waitForSelector('#contact');
  assert.equal(await page.evaluate(() => document.activeElement?.tagName), 'BODY', 'nobody’s focus is taken at first');
  await fillIn(page);
  await page.press('#contact', 'Enter');
  await page.waitForURL(/\/pay\//);
  await page.goBack();
  await title('Waiting for payment').waitFor();
  pool.change({ status: 'paid', paid_at: new Date().toISOString() });
  await title('Payment received').waitFor();
  assert.equal(await focused(), 'Payment received');
  assert.equal(await page.title(), 'Payment received · Kameng');
  pool.order = { ...delivered(), sequence: pool.order.sequence };
  pool.change({});
  await title('Your code is here').waitFor();
  assert.equal(await focused(), 'Your code is here');
});

test('what was asked for is said: a code that opens, a copy, an answer that nothing has come', async () => {
  pool.reset();
  pool.order = delivered();
  await page.goto('about:blank');
  await page.goto(pool.url + orderPath);
  await page.getByRole('button', { name: 'Show the code' }).press('Enter');
  await page.getByText('STAR-').waitFor();
  assert.equal(await focused(), 'Your code is here', 'the button is gone, and the code stands below its heading');
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement?.getAttribute('aria-label')), 'Copy Code');
  await page.keyboard.press('Enter');
  await page.getByRole('status').filter({ hasText: 'Copied' }).waitFor();

  pool.order = sampleOrder();
  await page.goto('about:blank');
  await page.goto(pool.url + orderPath);
  await page.getByRole('button', { name: 'I have paid' }).press('Enter');
  await page.getByRole('status').filter({ hasText: 'No payment has arrived yet.' }).waitFor();
});
