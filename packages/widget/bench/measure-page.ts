import type { Browser, CDPSession, Page } from 'playwright-core';

/** What loading a page cost, at four times the CPU's slowness. */
export interface Load {
  script_ms: number;
  long_tasks: number;
  longest_task_ms: number;
  cls: number;
  requests: number;
  script_kb: number;
}

/** Chrome's own "Slow 4G". */
const slow4g = { offline: false, latency: 562.5, downloadThroughput: 180_000, uploadThroughput: 84_375 };

/** How long a mouse button or a finger stays down, roughly; what is fetched ahead has no more time than that. */
const pressMs = 80;

declare global {
  var seen: { longTasks: number[]; shift: number; paintedMs: number };
}

/** Loads a page in a fresh browser profile and waits until it has been quiet for half a second. */
export async function measureLoad(browser: Browser, url: string): Promise<Load> {
  const { page, cdp, close } = await open(browser);
  let requests = 0;
  let bytes = 0;
  cdp.on('Network.requestWillBeSent', () => (requests += 1));
  cdp.on('Network.loadingFinished', ({ encodedDataLength }) => (bytes += encodedDataLength));
  await cdp.send('Network.enable');
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  await page.goto(url, { waitUntil: 'load' });
  await page.waitForTimeout(500);
  const { metrics } = await cdp.send('Performance.getMetrics');
  const seen = await page.evaluate(() => globalThis.seen);
  await close();
  return {
    script_ms: 1000 * (metrics.find(({ name }) => name === 'ScriptDuration')?.value ?? 0),
    long_tasks: seen.longTasks.length,
    longest_task_ms: Math.max(0, ...seen.longTasks),
    cls: seen.shift,
    requests,
    script_kb: bytes / 1000,
  };
}

/** Milliseconds from a click on our button to the first frame with the dialog in it; cold is a first press on Slow 4G. */
export async function measureDialog(browser: Browser, url: string, cold: boolean): Promise<number> {
  const { page, cdp, close } = await open(browser);
  await page.goto(url, { waitUntil: 'load' });
  await page.waitForFunction(() => globalThis.Kameng);
  const link = page.locator('kameng-buy a').first();
  if (!cold) {
    const arrived = page.waitForResponse((response) => response.url().includes('/dialog.js'));
    await link.hover();
    await (await arrived).finished();
    await page.waitForTimeout(200);
  } else {
    await cdp.send('Network.enable');
    await cdp.send('Network.emulateNetworkConditions', slow4g);
  }
  await page.evaluate(() => {
    addEventListener(
      'click',
      () => {
        const began = performance.now();
        const look = () => {
          const dialog = document.querySelector('kameng-checkout')?.shadowRoot?.querySelector('dialog[open]');
          if (dialog) setTimeout(() => (globalThis.seen.paintedMs = performance.now() - began));
          else requestAnimationFrame(look);
        };
        requestAnimationFrame(look);
      },
      { capture: true, once: true },
    );
  });
  // Cold is a press out of nowhere: no hovering before it, and a button held as long as people hold it.
  await link.click({ delay: pressMs });
  await page.waitForFunction(() => globalThis.seen.paintedMs > 0);
  const paintedMs = await page.evaluate(() => globalThis.seen.paintedMs);
  await close();
  return paintedMs;
}

async function open(browser: Browser): Promise<{ page: Page; cdp: CDPSession; close: () => Promise<void> }> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const page = await context.newPage();
  await page.addInitScript(() => {
    globalThis.seen = { longTasks: [], shift: 0, paintedMs: 0 };
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) globalThis.seen.longTasks.push(duration);
    }).observe({ type: 'longtask', buffered: true });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries())
        globalThis.seen.shift += (entry as PerformanceEntry & { value: number }).value;
    }).observe({ type: 'layout-shift', buffered: true });
  });
  const cdp = await context.newCDPSession(page);
  await cdp.send('Performance.enable');
  return { page, cdp, close: () => context.close() };
}
