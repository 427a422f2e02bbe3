import type { AxeResults } from 'axe-core';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser } from 'playwright-core';
import type { FakePool } from './fake-pool.ts';
import { showState } from './show-state.ts';
import type { View } from './shown.ts';
import { states } from './states.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** A theme changes nothing but colours, so that in the second and third one only those are looked at. */
const ofColour = { type: 'rule', values: ['color-contrast', 'link-in-text-block'] } as const;

/** What is wrong with each state in a language, 320 pixels wide: in full in the light theme, then its colours in dark and forced ones. */
export async function findFaults(browser: Browser, pool: FakePool, lang: string): Promise<string[]> {
  const context = await browser.newContext({
    viewport: { width: 320, height: 640 },
    reducedMotion: 'reduce',
    bypassCSP: true,
  });
  const page = await context.newPage();
  await page.addInitScript(axe);
  const all: string[] = [];
  for (const [name, shown] of Object.entries(states)) {
    await page.emulateMedia({ forcedColors: 'none' });
    const { view, page: seen } = await showState(page, pool, shown, { lang, theme: 'light' });
    // A tab that was opened empty has run no script.
    if (!(await view.evaluate(() => 'axe' in window))) await view.evaluate(axe);
    const add = (theme: string, faults: string[]) => all.push(...faults.map((fault) => `${name}, ${theme}: ${fault}`));
    add('light', [...(await runAxe(view)), ...(await measure(view))]);
    await view.evaluate(() => (document.documentElement.dataset['theme'] = 'dark'));
    add('dark', await runAxe(view, ofColour));
    await view.evaluate(() => delete document.documentElement.dataset['theme']);
    await seen.emulateMedia({ forcedColors: 'active' });
    add('forced', [...(await runAxe(view, ofColour)), ...(await measure(view))]);
  }
  await context.close();
  return all;
}

async function runAxe(view: View, runOnly?: typeof ofColour): Promise<string[]> {
  const options = JSON.stringify({ resultTypes: ['violations'], ...(runOnly && { runOnly }) });
  const { violations } = (await view.evaluate(`axe.run(${options})`)) as AxeResults;
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`);
}

/** What axe does not look for: a page wider than its window, a target too small for a finger. */
function measure(view: View): Promise<string[]> {
  return view.evaluate(() => {
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
}
