import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { confirmInFrame, frameOf, payAt, readCode } from './buy-steps.ts';
import { openBrowser } from './open-browser.ts';
import { openPool, type Pool } from './open-pool.ts';
import { serveHost, type Host } from './serve-host.ts';

let pool: Pool;
let host: Host;
let browser: Browser;

before(async () => {
  pool = await openPool();
  host = await serveHost(pool.url);
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  await host?.close();
  await pool?.close();
});

const desktop = { viewport: { width: 1280, height: 860 }, permissions: ['clipboard-read', 'clipboard-write'] };

test('a reader buys in the blog and has the code in the same window', async () => {
  const context = await browser.newContext(desktop);
  const page = await context.newPage();
  await page.goto(`${host.url}/playground/blog.html?lang=en`);
  await page.getByRole('link', { name: 'Get a ¥100 card' }).click();
  const frame = frameOf(page);
  const tab = await confirmInFrame(context, frame, 'reader@example.com');
  await payAt(tab, 'paid');
  await frame.getByRole('heading', { name: 'Your code is here' }).waitFor();
  const code = await readCode(frame);
  assert.match(code, /^[A-Z0-9]{4}/);
  await context.close();
});
