import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { artefacts, openStage } from './open-stage.ts';

const stage = openStage();

const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const pages = ['', 'configure.html', 'blog.html', 'agent.html', 'shelf.html', 'test-goods.html'];
const languages = ['zh-CN', 'en'];
const themes = ['light', 'dark'] as const;
const widths = [320, 390, 1280];

interface Finding {
  id: string;
  nodes: { html: string }[];
}

/** What axe finds on a page, one line each. */
async function findFaults(page: Page): Promise<string[]> {
  const { violations } = (await page.evaluate('axe.run(document, { resultTypes: ["violations"] })')) as {
    violations: Finding[];
  };
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`));
}

/** Until the embeds show what they read from the pool. */
async function settle(page: Page, name: string): Promise<void> {
  if (['', 'blog.html'].includes(name))
    await page
      .locator('kameng-product')
      .getByText(/^¥\d+\.\d\d$/)
      .first()
      .waitFor();
  if (name === 'shelf.html') await page.locator('kameng-catalog').getByText('¥').first().waitFor();
  if (name === 'configure.html')
    await page.locator('option[value="prd_01k0dem0game00000000000003"]').waitFor({ state: 'attached' });
}

for (const name of pages) {
  test(`/playground/${name} is accessible, calm and within the screen in both languages and themes`, async () => {
    const faults: string[] = [];
    for (const colorScheme of themes) {
      const context = await stage.visitor({ colorScheme, bypassCSP: true });
      for (const language of languages) {
        const page = await context.newPage();
        page.on('pageerror', (error) => faults.push(`${language}: ${error.message}`));
        await page.goto(`${stage.pool.url}/playground/${name}?lang=${language}`);
        await settle(page, name);
        await page.addScriptTag({ path: axe });
        for (const width of widths) {
          await page.setViewportSize({ width, height: width < 700 ? 844 : 860 });
          const at = `${language}-${colorScheme}-${width}`;
          const wide = await page.evaluate(
            () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
          );
          if (wide > 0) faults.push(`${at}: ${wide} px wider than the screen`);
          if (width !== 390) faults.push(...(await findFaults(page)).map((fault) => `${at}: ${fault}`));
          await page.screenshot({
            path: join(artefacts, `${name.replace('.html', '') || 'start'}-${at}.png`),
            fullPage: true,
          });
        }
        await page.close();
      }
      await context.close();
    }
    assert.deepEqual(faults, []);
  });
}

test('the pages run under the pool’s own policy: nothing is refused', async () => {
  const context = await stage.visitor();
  const refused: string[] = [];
  for (const name of pages) {
    const page = await context.newPage();
    page.on(
      'console',
      (message) =>
        void (/Content Security Policy|Refused/.test(message.text()) && refused.push(`${name}: ${message.text()}`)),
    );
    page.on(
      'response',
      (response) => void (response.status() >= 400 && refused.push(`${name}: ${response.status()} ${response.url()}`)),
    );
    await page.goto(`${stage.pool.url}/playground/${name}`, { waitUntil: 'networkidle' });
    await page.close();
  }
  assert.deepEqual(refused, []);
  await context.close();
});

test('what the configurator copies is what it shows, and survives a reload', async () => {
  const context = await stage.visitor();
  const page = await context.newPage();
  await page.goto(`${stage.pool.url}/playground/configure.html?lang=en`);
  await page.getByRole('radio', { name: 'Product card' }).check();
  await page.getByLabel('Referral ID').fill('demo01');
  await page.getByLabel('On accent', { exact: true }).fill('#3f8f6f');
  await page
    .getByText(/hard to read/)
    .first()
    .waitFor();
  await page.getByRole('button', { name: 'Copy', exact: true }).click();
  await page.getByRole('button', { name: 'Copied' }).waitFor();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  assert.match(copied, /<kameng-product product="prd_01k0dem0game00000000000001" site="pk_test_demo" ref="DEMO01">/);
  assert.match(copied, /--kameng-on-accent: #3f8f6f;/);
  assert.ok(copied.includes(`<script async src="${stage.pool.url}/embed/v1/kameng.js"></script>`));
  await page.reload();
  assert.equal(await page.getByLabel('Referral ID').inputValue(), 'DEMO01');

  // Pasted into a page of another origin it works as it is.
  await page.goto(
    stage.host.put('/pasted', `<!doctype html><html lang="en"><meta charset="utf-8"><title>Pasted</title>${copied}`),
  );
  await page.locator('kameng-product').getByText('¥76.00').waitFor();
  await context.close();
});
