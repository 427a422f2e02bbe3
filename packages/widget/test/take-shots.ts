/** `pnpm --filter @kameng/widget shots`: every state of every element as people see it, into .artefacts/widget, for looking at. */
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import type { Page } from 'playwright-core';
import { buildWidget } from './build-widget.ts';
import { startFakePool } from './fake-pool.ts';
import { findChromium } from './find-chromium.ts';

const root = join(import.meta.dirname, '..', '..', '..');
const folder = join(root, '.artefacts', 'widget');
const starfall = 'prd_01k0testgame00000000000001';
/** Where every change is looked at, minutes count: there the other widths are seen in one language, and light is enough. */
const isShort = process.env['CI'] !== undefined;
const looks = [390, 320, 1280].flatMap((width) =>
  (isShort && width !== 390 ? ['zh-CN'] : ['zh-CN', 'en', 'ar']).flatMap((lang) =>
    (isShort ? ['light'] : ['light', 'dark']).map((theme) => ({ width, lang, theme })),
  ),
);
/** Longest wait for pictures and frames to come; a shelf that never answers is never idle. */
const idleMaxMs = 2000;

interface State {
  body: string;
  /** What is inside the shadow root of which element when the state is reached. */
  until: readonly [element: string, inside: string];
  act?: (page: Page) => Promise<unknown>;
}

const open = (options: object) => (page: Page) =>
  page.evaluate((options) => void globalThis.Kameng!.open(options), {
    product: starfall,
    site: 'pk_test_1',
    mode: 'overlay',
    ...options,
  });
const card = (id: string) => `<kameng-product product="${id}"></kameng-product>`;

const states: Record<string, State> = {
  card: { body: card(starfall), until: ['kameng-product', '[part=title]'] },
  card_low: { body: card('prd_01k0testlast00000000000001'), until: ['kameng-product', '[part=title]'] },
  card_sold_out: { body: card('prd_01k0testnone00000000000001'), until: ['kameng-product', '[part=title]'] },
  card_failed: { body: card('prd_nope'), until: ['kameng-product', '[role=alert]'] },
  card_loading: { body: '<kameng-product></kameng-product>', until: ['kameng-product', '.bone'] },
  shelf: {
    body: '<kameng-catalog category="games" limit="6"></kameng-catalog>',
    until: ['kameng-catalog', '[aria-busy=false] li'],
  },
  shelf_empty: { body: '<kameng-catalog query="zzzz"></kameng-catalog>', until: ['kameng-catalog', '[part=empty]'] },
  shelf_failed: {
    body: '<kameng-catalog category="broken"></kameng-catalog>',
    until: ['kameng-catalog', '[role=alert]'],
  },
  shelf_loading: { body: '<kameng-catalog category="never"></kameng-catalog>', until: ['kameng-catalog', 'li'] },
  order: { body: '<kameng-order></kameng-order>', until: ['kameng-order', 'a'] },
  dialog_loading: { body: '', act: open({ coupon: 'silent' }), until: ['kameng-checkout', 'iframe'] },
  dialog: { body: '', act: open({}), until: ['kameng-checkout', '.stage:not(.wait)'] },
  inline: {
    body: `<kameng-checkout mode="inline" product="${starfall}"></kameng-checkout>`,
    until: ['kameng-checkout', '.stage:not(.wait)'],
  },
  inline_refused: {
    body: '',
    act: (page) =>
      page.evaluate((product) => {
        globalThis.Kameng?.configure({ patienceMs: 1 });
        document.body.innerHTML = `<kameng-checkout mode="inline" coupon="silent" product="${product}"></kameng-checkout>`;
      }, starfall),
    until: ['kameng-checkout', '[part=button]'],
  },
};

mkdirSync(folder, { recursive: true });
const built = buildWidget();
const pool = await startFakePool(built);
const browser = await chromium.launch(await findChromium());
const asked = process.argv.slice(2);
try {
  for (const { width, lang, theme } of looks) {
    const page = await browser.newPage({ viewport: { width, height: 800 }, reducedMotion: 'reduce' });
    for (const [name, { body, until, act }] of Object.entries(states)) {
      if (asked.length > 0 && !asked.includes(name)) continue;
      await page.goto(`${pool.url.replace('127.0.0.1', 'localhost')}/host`);
      await page.evaluate(dress, { lang, theme, body, css: '' });
      await page.addScriptTag({ url: `${pool.url}/embed/v1/kameng.js` });
      await act?.(page);
      await page.waitForFunction(
        ([element, inside]) => document.querySelector(element)?.shadowRoot?.querySelector(inside),
        until,
      );
      await page.waitForLoadState('networkidle', { timeout: idleMaxMs }).catch(() => {});
      await page.screenshot({ path: join(folder, `${name}-${width}-${lang}-${theme}.png`) });
    }
    await page.close();
  }
  await shootThemes();
} finally {
  await browser.close();
  pool.close();
  rmSync(built, { recursive: true, force: true });
}

/** The ready themes, each in both schemes. */
async function shootThemes(): Promise<void> {
  for (const name of ['indigo', 'ember']) {
    for (const theme of ['light', 'dark']) {
      const page = await browser.newPage({ viewport: { width: 390, height: 400 } });
      await page.goto(`${pool.url.replace('127.0.0.1', 'localhost')}/host`);
      const css = readFileSync(join(built, 'themes', `${name}.css`), 'utf8');
      await page.evaluate(dress, { lang: 'en', theme, body: card(starfall), css });
      await page.addScriptTag({ url: `${pool.url}/embed/v1/kameng.js` });
      await page.waitForFunction(() =>
        document.querySelector('kameng-product')?.shadowRoot?.querySelector('[part=title]'),
      );
      await page.screenshot({ path: join(folder, `theme-${name}-${theme}.png`) });
      await page.close();
    }
  }
}

/** Makes the page in a browser: language, scheme, content. */
function dress({ lang, theme, body, css }: Record<'lang' | 'theme' | 'body' | 'css', string>): void {
  Object.assign(document.documentElement, { lang, dir: lang === 'ar' ? 'rtl' : 'ltr' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(
    `${css} :root { color-scheme: ${theme} } body { margin: 16px; background: light-dark(#f6f7f6, #101311) }`,
  );
  document.adoptedStyleSheets = [sheet];
  document.body.innerHTML = body;
}
