/**
 * Pictures of every state for the eye: light at three widths in three languages, dark and forced colours at one; and a page that shows
 * them side by side. `pnpm shots [state…]` writes them to .artefacts/checkout at the root. A state that cannot be shown, or a page that
 * throws, fails it.
 */
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { openBrowser } from './open-browser.ts';
import { openFakePool } from './fake-pool.ts';
import type { FakePool } from './fake-pool.ts';
import { showState } from './show-state.ts';
import { states } from './states.ts';
import { writeSheet } from './write-sheet.ts';

interface Look {
  width: number;
  lang: string;
  theme: 'light' | 'dark' | 'forced';
}

const folder = join(import.meta.dirname, '..', '..', '..', '..', '.artefacts', 'checkout');
/** Where every change is looked at, minutes count: there the other widths are seen in one language, and light is enough. */
const isShort = process.env['CI'] !== undefined;
const light = (lang: string, ...widths: number[]) => widths.map((width) => ({ width, lang, theme: 'light' as const }));
const looks: Look[] = isShort
  ? [...light('zh-CN', 390, 320, 1280), ...light('en', 390), ...light('ar', 390)]
  : [
      ...['zh-CN', 'en', 'ar'].flatMap((lang) => light(lang, 390, 320, 1280)),
      { width: 390, lang: 'zh-CN', theme: 'dark' },
      { width: 390, lang: 'ar', theme: 'forced' },
    ];
const nameOf = (state: string, { width, lang, theme }: Look) => `${state}-${width}-${lang}-${theme}.png`;

const asked = process.argv.slice(2);
const names = Object.keys(states).filter((name) => asked.length === 0 || asked.includes(name));
if (asked.length === 0) rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
const startedMs = Date.now();
const pool = await openFakePool();
const browser = await openBrowser();
try {
  let failures = 0;
  for (const look of looks) failures += await takeLook(browser, pool, look);
  writeSheet(folder, names, looks, nameOf);
  const took = Math.round((Date.now() - startedMs) / 1000);
  process.stdout.write(`${names.length * looks.length - failures} pictures of ${names.length} states in ${took} s\n`);
  if (failures > 0) process.exitCode = 1;
} finally {
  await browser.close();
  await pool.close();
}

/** Takes all pictures of one look; says how many could not be taken. */
async function takeLook(browser: Browser, pool: FakePool, look: Look): Promise<number> {
  const { width, lang, theme } = look;
  const context = await browser.newContext({
    viewport: { width, height: 800 },
    reducedMotion: 'reduce',
    forcedColors: theme === 'forced' ? 'active' : 'none',
  });
  let failures = 0;
  const fail = (name: string, error: unknown) => {
    failures += 1;
    process.stderr.write(`${nameOf(name, look)}: ${String(error)}\n`);
  };
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  let current = '';
  // What a page does without its texts is a state of its own, and it throws to say so.
  page.on('pageerror', (error) => states[current]?.lost ?? fail(current, error));
  for (current of names) {
    try {
      const shown = await showState(page, pool, states[current]!, { lang, ...(theme !== 'forced' && { theme }) });
      // A frame is painted apart from its page, and later.
      await shown.view.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
      await shown.page.screenshot({ path: join(folder, nameOf(current, look)), fullPage: true });
    } catch (error) {
      fail(current, error);
    }
  }
  await context.close();
  return failures;
}
