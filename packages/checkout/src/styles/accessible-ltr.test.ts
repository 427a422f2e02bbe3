import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { openFakePool } from '../test/fake-pool.ts';
import type { FakePool } from '../test/fake-pool.ts';
import { findFaults } from '../test/find-faults.ts';
import { openBrowser } from '../test/open-browser.ts';

let pool: FakePool;
let browser: Browser;

before(async () => {
  [pool, browser] = await Promise.all([openFakePool(), openBrowser()]);
});
after(async () => {
  await browser?.close();
  await pool?.close();
});

// The two directions stand in two files, so that they run side by side.
test('every state is accessible and fits 320 pixels, left to right, light, dark and in forced colours', async () => {
  assert.deepEqual(await findFaults(browser, pool, 'zh-CN'), []);
});
