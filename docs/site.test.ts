/** The built site in a real browser: accessible, inside the screen at every width, and working under a strict policy. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Server } from 'node:http';
import { after, before, test } from 'node:test';
import { errorCodes } from '@kameng/contract/error';
import { routes, type Route } from '@kameng/contract/routes';
import type { Browser, Page } from 'playwright-core';
import { build, type Rolldown } from 'vite';
import { exampleOfSchema } from './site/example-of-schema.ts';
import { readApiDocument } from './site/openapi-document.ts';
import { readElements } from './test/check-markup.ts';
import { openBrowser } from './test/open-browser.ts';
import { serveSite } from './test/serve-site.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const files = new Map<string, string | Uint8Array>();
let browser: Browser;
let server: Server;
let url: string;

before(async () => {
  const built = (await build({
    root: import.meta.dirname,
    logLevel: 'error',
    build: { write: false },
  })) as Rolldown.RolldownOutput;
  for (const file of built.output) files.set(file.fileName, file.type === 'chunk' ? file.code : file.source);
  [browser, { url, server }] = await Promise.all([openBrowser(), serveSite(files)]);
});

after(async () => {
  await browser?.close();
  server?.close();
});

/** One page of each kind; the others are made of the same parts. */
const kinds = new Set([
  'start/',
  'zh-CN/start/',
  'recipes/server-order/',
  'concepts/orders/',
  'reference/errors/',
  'api/',
]);
const pages = () =>
  [...files.keys()].filter((name) => name.endsWith('/index.html')).map((name) => name.slice(0, -'index.html'.length));

test('every error code of the contract has its place in the reference', () => {
  const html = String(files.get('reference/errors/index.html'));
  assert.deepEqual(
    errorCodes.filter((code) => !html.includes(`id="${code}"`)),
    [],
  );
});

test('every call of the contract is in the API reference, with a body that the contract accepts', () => {
  const html = String(files.get('api/index.html'));
  const document = readApiDocument();
  for (const [name, route] of Object.entries(routes as Record<string, Route>)) {
    assert.ok(html.includes(`<h3 id="${name}">`), name);
    const schema =
      document.paths[route.path]?.[route.method.toLowerCase()]?.requestBody?.content['application/json']?.schema;
    const parsed = schema && route.body?.safeParse(exampleOfSchema(schema, document));
    assert.ok(!parsed || parsed.success, `${name}: ${parsed?.error?.message}`);
  }
});

test('every element, attribute, part and event of the widget is in the reference', () => {
  const html = `${String(files.get('reference/elements/index.html'))}${String(files.get('reference/events/index.html'))}`;
  const missing: string[] = [];
  for (const [tag, { attributes = [], cssParts = [], events = [] }] of readElements()) {
    if (!html.includes(`id="${tag}"`)) missing.push(tag);
    for (const { name } of [...attributes, ...cssParts, ...events]) {
      if (!html.includes(`<code>${name}</code>`)) missing.push(`${tag}: ${name}`);
    }
  }
  assert.deepEqual(missing, []);
});

test('links inside the site lead to a page and, with a fragment, to a place on it', () => {
  const lost: string[] = [];
  for (const path of pages()) {
    const html = String(files.get(`${path}index.html`));
    for (const [, href = ''] of html.matchAll(/<a [^>]*href="([^"]+)"/g)) {
      if (!href.startsWith('/docs/') && !href.startsWith('#') && !href.startsWith('.')) continue;
      const target = new URL(href, `https://site.example/docs/${path}`);
      const page = files.get(`${target.pathname.replace('/docs/', '')}index.html`);
      const id = decodeURIComponent(target.hash.slice(1));
      if (page === undefined || (id && !String(page).includes(`id="${id}"`))) lost.push(`${path}: ${href}`);
    }
  }
  assert.deepEqual(lost, []);
});

for (const width of [320, 1280]) {
  for (const colorScheme of ['light', 'dark'] as const) {
    test(`every page fits, and each kind is accessible, at ${width} pixels, ${colorScheme}`, async () => {
      const page = await browser.newPage({ viewport: { width, height: 800 }, colorScheme, reducedMotion: 'reduce' });
      const refused = listen(page);
      const found: string[] = [];
      for (const path of pages()) {
        await page.goto(`${url}${path}`);
        const scroll = await page.evaluate(() => document.documentElement.scrollWidth);
        if (scroll > width) found.push(`${path}: ${scroll} pixels wide`);
        if (kinds.has(path)) found.push(...(await violations(page)).map((violation) => `${path}: ${violation}`));
      }
      await page.close();
      assert.deepEqual([...found, ...refused], []);
    });
  }
}

test('nothing moves while a page loads', async () => {
  const page = await browser.newPage({ viewport: { width: 390, height: 800 } });
  await page.addInitScript(() => {
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries())
        window.name = String(Number(window.name || 0) + (entry as PerformanceEntry & { value: number }).value);
    }).observe({ type: 'layout-shift', buffered: true });
  });
  await page.goto(`${url}recipes/server-order/`, { waitUntil: 'networkidle' });
  assert.equal(Number((await page.evaluate(() => window.name)) || 0), 0);
  await page.close();
});

test('a phone reader opens the list of pages, a keyboard reader skips it, and search finds an error code', async () => {
  const page = await browser.newPage({ viewport: { width: 390, height: 800 } });
  page.setDefaultTimeout(20_000);
  const refused = listen(page);
  await page.goto(`${url}zh-CN/start/`);
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement?.className), 'skip');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: '错误' }).click();
  await page.waitForURL('**/zh-CN/reference/errors/');
  await page.keyboard.press('/');
  await page.keyboard.type('sold_out');
  await page.locator('#results a').first().waitFor();
  assert.deepEqual(await violations(page), []);
  await page.keyboard.press('Enter');
  await page.waitForURL(/docs\//);
  assert.deepEqual(refused, []);
  await page.close();
});

/** Errors and policy refusals of a page, as they come. */
function listen(page: Page): string[] {
  const refused: string[] = [];
  page.on('pageerror', (error) => refused.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') refused.push(message.text());
  });
  return refused;
}

async function violations(page: Page): Promise<string[]> {
  // Evaluated by the debugger, so the page's own policy stays as strict as it is.
  return (await page.evaluate(
    `${axe}; axe.run({ resultTypes: ['violations'] }).then((result) => result.violations.map((each) => each.id + ': ' + each.nodes.map((node) => node.target).slice(0, 3).join(' ')))`,
  )) as string[];
}
