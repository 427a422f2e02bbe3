/**
 * Pictures of every state for the eye, at three widths, in three languages, light and dark: `pnpm shots [state…]` writes them to
 * .artefacts/checkout at the root.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { openBrowser } from './open-browser.ts';
import { openFakePool } from './fake-pool.ts';
import { showState, states } from './states.ts';

const folder = join(import.meta.dirname, '..', '..', '..', '..', '.artefacts', 'checkout');
const looks = [320, 390, 1280].flatMap((width) =>
  ['zh-CN', 'en', 'ar'].flatMap((lang) => ['light', 'dark'].map((theme) => ({ width, lang, theme }))),
);

const asked = process.argv.slice(2);
const names = asked.length > 0 ? asked : Object.keys(states);
mkdirSync(folder, { recursive: true });
const pool = await openFakePool();
const browser = await openBrowser();
try {
  for (const { width, lang, theme } of looks) {
    const context = await browser.newContext({ viewport: { width, height: 800 }, reducedMotion: 'reduce' });
    const page = await context.newPage();
    page.on('console', (message) => message.type() === 'error' && process.stderr.write(`${message.text()}\n`));
    page.on('pageerror', (error) => process.stderr.write(`${error.message}\n`));
    for (const name of names) {
      try {
        await showState(page, pool, name, { lang, theme });
        await page.screenshot({ path: join(folder, `${name}-${width}-${lang}-${theme}.png`), fullPage: true });
      } catch (error) {
        process.stderr.write(`${name} ${width} ${lang}: ${String(error)}\n`);
        process.exitCode = 1;
      }
    }
    await context.close();
  }
} finally {
  await browser.close();
  await pool.close();
}
