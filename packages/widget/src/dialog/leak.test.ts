import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { chromium } from 'playwright-core';
import type { Browser, CDPSession, Page } from 'playwright-core';
import { buildWidget } from '../../test/build-widget.ts';
import { startFakePool } from '../../test/fake-pool.ts';
import type { FakePool } from '../../test/fake-pool.ts';
import { findChromium } from '../../test/find-chromium.ts';

const product = 'prd_01k0testgame00000000000001';
/** The first rounds fill caches and compile; what counts is what the rest adds. */
const warmUp = 20;
const rounds = 100;

let built: string;
let pool: FakePool;
let browser: Browser;

before(async () => {
  built = buildWidget();
  pool = await startFakePool(built);
  browser = await chromium.launch(await findChromium());
});
after(async () => {
  await browser?.close();
  pool?.close();
  rmSync(built, { recursive: true, force: true });
});

/** A page of another site than the pool's, with the script on it. */
async function openHostPage(): Promise<{ page: Page; cdp: CDPSession }> {
  const page = await browser.newPage();
  await page.goto(`${pool.url.replace('127.0.0.1', 'localhost')}/host`);
  await page.addScriptTag({ url: `${pool.url}/embed/v1/kameng.js` });
  await page.waitForFunction(() => globalThis.Kameng);
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Performance.enable');
  await cdp.send('HeapProfiler.enable');
  return { page, cdp };
}

/** Opens and closes, each time waiting for the frame and for the end. */
function openAndClose(page: Page, times: number): Promise<void> {
  return page.evaluate(
    async ({ product, times }) => {
      for (let round = 0; round < times; round += 1) {
        const result = globalThis.Kameng!.open({ product, site: 'pk_test_1', mode: 'overlay' });
        let dialog: HTMLDialogElement | null | undefined;
        while (!dialog?.querySelector('.stage:not(.wait)')) {
          await new Promise((resolve) => {
            setTimeout(resolve, 5);
          });
          dialog = document.querySelector('kameng-checkout')?.shadowRoot?.querySelector('dialog');
        }
        dialog.requestClose();
        await result;
      }
    },
    { product, times },
  );
}

/** What the page holds on to, after everything that nobody needs has been collected. */
async function measure(page: Page, cdp: CDPSession): Promise<Record<string, number>> {
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
  for (let turn = 0; turn < 3; turn += 1) await cdp.send('HeapProfiler.collectGarbage');
  const { metrics } = await cdp.send('Performance.getMetrics');
  return Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
}

const grown = (later: Record<string, number>, earlier: Record<string, number>, name: string) =>
  (later[name] ?? Number.NaN) - (earlier[name] ?? Number.NaN);

test('opened and closed a hundred times, nodes, listeners, documents and heap stay flat', async (t) => {
  const { page, cdp } = await openHostPage();
  await openAndClose(page, warmUp);
  const earlier = await measure(page, cdp);
  await openAndClose(page, rounds);
  const later = await measure(page, cdp);
  for (const name of ['Nodes', 'JSEventListeners', 'Documents', 'Frames', 'JSHeapUsedSize'])
    t.diagnostic(`${name}: ${earlier[name]} → ${later[name]}`);
  // One thing left behind each time would be a hundred; the browser's own bookkeeping is less than ten.
  for (const name of ['Nodes', 'JSEventListeners', 'Documents', 'Frames'])
    assert.ok(grown(later, earlier, name) < rounds / 10, `${name} grew by ${grown(later, earlier, name)}`);
  // A dialog with its listeners is kilobytes: kept a hundred times it would be hundreds.
  assert.ok(grown(later, earlier, 'JSHeapUsedSize') < 200_000, `${grown(later, earlier, 'JSHeapUsedSize')} B of heap`);

  // The measure does see what is left behind: this is not a test that cannot fail.
  await page.evaluate((rounds) => {
    const kept = Array.from({ length: rounds }, () => document.createElement('dialog'));
    for (const each of kept) each.addEventListener('close', () => kept.length);
    Object.assign(globalThis, { kept });
  }, rounds);
  const leaking = await measure(page, cdp);
  for (const name of ['Nodes', 'JSEventListeners']) assert.ok(grown(leaking, later, name) >= rounds, name);
  await page.close();
});
