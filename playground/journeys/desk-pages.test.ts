import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { BrowserContext, Page } from 'playwright-core';
import { axe, faultsOf, photograph } from './check-page.ts';
import { type DemoDesk, signInAt } from './desk-steps.ts';
import { openStage } from './open-stage.ts';

const stage = openStage();
const looks = [
  { width: 320, language: 'zh-CN', colorScheme: 'light' },
  { width: 390, language: 'en', colorScheme: 'dark' },
  { width: 1280, language: 'zh-CN', colorScheme: 'dark' },
  { width: 1280, language: 'en', colorScheme: 'light' },
] as const;

/** Every page the rail shows, one after the other. */
async function visitAll(page: Page, visit: (name: string) => Promise<void>): Promise<void> {
  const links = await page
    .locator('.rail-links a')
    .evaluateAll((all) => all.map((link) => (link as HTMLAnchorElement).href));
  assert.ok(links.length >= 2);
  for (const link of links) {
    await page.goto(link);
    await page.locator('main h1').waitFor();
    await page.locator('main [aria-busy=true]').first().waitFor({ state: 'detached' });
    await visit(new URL(link).pathname.slice('/console/'.length).replaceAll('/', '-') || 'first');
  }
}

/** A usual phone shows every column; only the narrowest may scroll a table sideways. */
async function tablesFit(page: Page): Promise<boolean> {
  return page.evaluate(
    () =>
      innerWidth < 390 ||
      [...document.querySelectorAll('.table-box')].every((box) => box.scrollWidth <= box.clientWidth),
  );
}

async function look(
  context: BrowserContext,
  desk: DemoDesk | 'sign-in',
  language: string,
  name: string,
): Promise<void> {
  const page = desk === 'sign-in' ? await context.newPage() : await signInAt(stage, context, desk);
  const all: string[] = [];
  const broken: string[] = [];
  page.on('console', (message) => message.type() === 'error' && broken.push(message.text()));
  page.on('pageerror', (error) => broken.push(error.message));
  const check = async (at: string) => {
    await photograph(page, `${at}-${name}`);
    all.push(...(await faultsOf(page)).map((fault) => `${at}: ${fault}`));
    if (!(await tablesFit(page))) all.push(`${at}: a table is wider than its box`);
  };
  if (desk === 'sign-in') {
    await page.goto(`${stage.pool.url}/console/?lang=${language}`);
    await page.locator('h1').waitFor();
    await check('sign-in');
  } else {
    // Signing in was in English; the choice is kept like anybody's.
    await page.evaluate((wanted) => localStorage.setItem('kameng.language', wanted), language);
    await visitAll(page, check);
  }
  assert.deepEqual([...new Set([...all, ...broken.filter((text) => !text.includes('401'))])], []);
}

for (const desk of ['sign-in', 'shop', 'operator', 'supplier', 'agent'] as const) {
  for (const { width, language, colorScheme } of looks) {
    const name = `${width}-${language}-${colorScheme}`;
    test(`${desk}: every page is accessible, quiet and fits, ${name}`, async () => {
      const context = await stage.visitor({
        viewport: { width, height: 860 },
        colorScheme,
        reducedMotion: 'reduce',
        bypassCSP: true,
      });
      await context.addInitScript(axe);
      await look(context, desk, language, name);
    });
  }
}
