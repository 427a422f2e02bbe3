import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';
import type { AxeResults } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { openFakePool } from '../test/fake-pool.ts';
import type { FakePool } from '../test/fake-pool.ts';
import { openBrowser } from '../test/open-browser.ts';
import { showState, states } from '../test/states.ts';

let pool: FakePool;
let browser: Browser;
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

before(async () => {
  [pool, browser] = await Promise.all([openFakePool(), openBrowser()]);
});
after(async () => {
  await browser?.close();
  await pool?.close();
});

/** What axe finds, and what it does not look for: a page wider than its window, a target too small for a finger. */
async function faults(page: Page): Promise<string[]> {
  const found = (await page.evaluate('axe.run({ resultTypes: ["violations"] })')) as AxeResults;
  const layout = await page.evaluate(() => {
    const small = [
      ...document.querySelectorAll<HTMLElement>('button, a.button, input:not([type=hidden]), select, summary'),
    ].filter((element) => {
      const box = (element.closest('label') ?? element).getBoundingClientRect();
      return box.width > 0 && element.checkVisibility() && (box.height < 43.5 || box.width < 43.5);
    });
    const wide = document.documentElement.scrollWidth > innerWidth;
    return [
      ...small.map((element) => `small: ${element.outerHTML.slice(0, 80)}`),
      ...(wide ? ['wider than the window'] : []),
    ];
  });
  return [
    ...found.violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 120)).join(' | ')}`),
    ...layout,
  ];
}

for (const [lang, theme] of [
  ['zh-CN', 'light'],
  ['en', 'dark'],
  ['ar', 'light'],
  ['ar', 'dark'],
] as const) {
  test(`every state is accessible and fits 320 pixels, ${lang} ${theme}`, async () => {
    const context = await browser.newContext({
      viewport: { width: 320, height: 640 },
      reducedMotion: 'reduce',
      bypassCSP: true,
    });
    const page = await context.newPage();
    await page.addInitScript(axe);
    const all: string[] = [];
    for (const name of Object.keys(states)) {
      if (name === 'waiting_redirect') continue; // it has left for the gateway, which is not ours
      await showState(page, pool, name, { lang, theme });
      all.push(...(await faults(page)).map((fault) => `${name}: ${fault}`));
    }
    await context.close();
    assert.deepEqual(all, []);
  });
}
