import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { artefacts } from './open-stage.ts';

/** Has to be there before the page is: `context.addInitScript(axe)`, with `bypassCSP`. */
export const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds, and what it does not look for: a page wider than its window. */
export async function faultsOf(page: Page): Promise<string[]> {
  const found = (await page.evaluate('axe.run({ resultTypes: ["violations"] })')) as AxeResults;
  const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
  return [
    ...found.violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 140)).join(' | ')}`),
    ...(wide ? ['wider than the window'] : []),
  ];
}

/** A picture of a desk's page. */
export async function photograph(page: Page, name: string, fullPage = true): Promise<void> {
  await page.screenshot({ path: join(artefacts, '../desks', `${name}.png`), fullPage });
}
