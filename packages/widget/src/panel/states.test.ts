/**
 * Every element in every state it has, in light, dark and forced colours, read from left and from right: nothing for axe to say, and
 * all of it usable by keyboard alone. A browser of its own, because only a driven one can be told to force colours.
 */
import assert from 'node:assert/strict';
import { readFileSync, rmSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type axe from 'axe-core';
import { chromium } from 'playwright-core';
import type { Browser, Page } from 'playwright-core';
import { buildWidget } from '../../test/build-widget.ts';
import { startFakePool } from '../../test/fake-pool.ts';
import type { FakePool } from '../../test/fake-pool.ts';
import { findChromium } from '../../test/find-chromium.ts';

const id = (name: string) => `prd_01k0test${name}`;
const starfall = id('game00000000000001');
const buy = (coupon: string) =>
  `<kameng-buy mode="overlay" coupon="${coupon}" product="${starfall}"><a href="POOL/buy/${starfall}">Buy ${coupon}</a></kameng-buy>`;

/** Each state: what is written on the page, and what is there when it is reached. */
const states: Record<string, [html: string, reached: string]> = {
  'buy: a link of the page': [buy('ready'), 'a'],
  'buy: nothing written in it': [`<kameng-buy product="${starfall}">Buy it</kameng-buy>`, 'a'],
  'buy: a button of the page': [
    `<kameng-buy product="${starfall}"><button type="button">Buy now</button></kameng-buy>`,
    'button',
  ],
  'product: in stock': [`<kameng-product product="${starfall}"></kameng-product>`, '[part=title]'],
  'product: few left': [`<kameng-product product="${id('last00000000000001')}"></kameng-product>`, '[part=stock]'],
  'product: sold out': [`<kameng-product product="${id('none00000000000001')}"></kameng-product>`, '.sold_out'],
  'product: nothing saved': [`<kameng-product product="${id('coup00000000000001')}"></kameng-product>`, '[part=title]'],
  'product: loading': ['<kameng-product product="prd_never"></kameng-product>', '.bone'],
  'product: trouble': ['<kameng-product product="prd_nope"></kameng-product>', '[role=alert] button'],
  'catalog: goods and more of them': ['<kameng-catalog category="games" limit="2"></kameng-catalog>', '[part=more]'],
  'catalog: loading': ['<kameng-catalog category="never"></kameng-catalog>', '[part=grid][aria-busy=true]'],
  'catalog: nothing matches': ['<kameng-catalog query="zzzz"></kameng-catalog>', '[part=empty] button'],
  'catalog: trouble': ['<kameng-catalog category="broken"></kameng-catalog>', '[role=alert] button'],
  'order: its own link': ['<kameng-order></kameng-order>', '[part=button]'],
  'order: a link of the page': ['<kameng-order><a href="POOL/o">My order</a></kameng-order>', 'a'],
  'checkout: inline, loading': [
    `<kameng-checkout mode="inline" coupon="slow" product="${starfall}"></kameng-checkout>`,
    '.wait iframe[src]',
  ],
  'checkout: inline': [
    `<kameng-checkout mode="inline" product="${starfall}"></kameng-checkout>`,
    '.stage:not(.wait) iframe',
  ],
  'checkout: inline, trouble': [
    `<kameng-checkout mode="inline" coupon="silent" product="${starfall}"></kameng-checkout>`,
    '[role=alert] a',
  ],
};
const themes = [
  ['light', 'none'],
  ['dark', 'none'],
  ['light', 'active'],
  ['dark', 'active'],
] as const;
const directions = [
  ['en', 'ltr'],
  ['ar', 'rtl'],
] as const;

let built: string;
let pool: FakePool;
let browser: Browser;

before(async () => {
  built = buildWidget();
  pool = await startFakePool(built);
  browser = await chromium.launch(await findChromium());
});
after(async () => {
  await browser?.close();
  pool?.close();
  rmSync(built, { recursive: true, force: true });
});

/** A page of another site; tall, since a shelf reads only when it comes near the screen. */
async function openPage(lang: string, dir: string, body: string): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1000, height: 7000 } });
  const html = `<!doctype html><html lang="${lang}" dir="${dir}"><meta charset="utf-8"><title>States</title>
    <style>:root { color-scheme: light dark } body { background: light-dark(#f6f7f6, #101311) } a { color: inherit }</style>
    <script async src="POOL/embed/v1/kameng.js" data-site="pk_test_1" data-patience-ms="2000"></script><main><h1>States</h1>${body}</main>`;
  // The page comes from a server, since browsers keep pages without an address from reaching servers on this machine.
  await page.goto(`${pool.url.replace('127.0.0.1', 'localhost')}/host`);
  await page.setContent(html.replaceAll('POOL', pool.url));
  await page.waitForFunction(() => globalThis.Kameng);
  return page;
}

async function violations(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window)))
    await page.addScriptTag({
      content: readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8'),
    });
  return page.evaluate(async () => {
    const { axe: inPage } = window as unknown as { axe: typeof axe };
    const { violations: found } = await inPage.run(document, {
      iframes: false,
      resultTypes: ['violations'],
      // A page has one checkout in its own place; this one has it in each state, by the same name.
      rules: { 'landmark-unique': { enabled: false } },
    });
    return found.flatMap(({ id: rule, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${rule} ${target} ${failureSummary}`),
    );
  });
}

/** What can be pressed or filled in and shows no edge of its own where all colours are the reader's. */
const edgeless = (page: Page) =>
  page.evaluate(() => {
    const found: string[] = [];
    const look = (root: Document | ShadowRoot) => {
      for (const each of root.querySelectorAll<HTMLElement>('*')) {
        if (each.shadowRoot) look(each.shadowRoot);
        if (root === document || !each.matches('button, .button, input') || each.closest('header')) continue;
        const { borderTopWidth, borderTopStyle, borderTopColor } = getComputedStyle(each);
        if (borderTopWidth === '0px' || borderTopStyle === 'none' || /^rgba\(.*, 0\)$/.test(borderTopColor))
          found.push(each.outerHTML);
      }
    };
    look(document);
    return found;
  });

for (const [lang, dir] of directions) {
  test(`axe has nothing to say of any state, ${dir}, in light, dark and forced colours`, async (t) => {
    const boxes = Object.values(states).map(([html], at) => `<div id="state-${at}">${html}</div>`);
    const page = await openPage(lang, dir, boxes.join('') + buy('slow'));
    const reached = async () => {
      for (const [at, [, selector]] of Object.values(states).entries())
        await page.locator(`#state-${at} ${selector}`).first().waitFor({ state: 'attached' });
    };
    await page.evaluate(() => globalThis.Kameng!.configure({ patienceMs: 2000 }));
    await reached();
    const dialog = page.locator('body > kameng-checkout');
    for (const [colorScheme, forcedColors] of themes) {
      await page.emulateMedia({ colorScheme, forcedColors, reducedMotion: 'reduce' });
      const name = `${colorScheme}, forced colours ${forcedColors}`;
      assert.equal(await page.evaluate(() => matchMedia('(forced-colors: active)').matches), forcedColors === 'active');
      assert.deepEqual(await violations(page), [], name);
      if (forcedColors === 'active') assert.deepEqual(await edgeless(page), [], name);
      for (const [coupon, stage] of [
        ['slow', '.stage.wait iframe[src]'],
        ['ready', '.stage:not(.wait)'],
      ] as const) {
        await page.getByText(`Buy ${coupon}`).click();
        await dialog.locator(stage).waitFor({ state: 'attached' });
        assert.deepEqual(await violations(page), [], `${name}, the dialog, ${coupon}`);
        assert.equal(await dialog.locator('dialog').getAttribute('dir'), dir);
        await page.keyboard.press('Escape');
        await dialog.waitFor({ state: 'detached' });
      }
      await reached();
    }
    t.diagnostic(`${Object.keys(states).length + 2} states × ${themes.length} themes`);
    // Axe does see what is wrong inside the elements: this is not a test that cannot fail.
    await page
      .locator('kameng-catalog input')
      .first()
      .evaluate((input) => input.parentElement!.replaceWith(input));
    await page
      .locator('kameng-catalog input')
      .first()
      .evaluate((input) => input.removeAttribute('placeholder'));
    assert.ok((await violations(page)).some((each) => each.startsWith('label')));
    await page.close();
  });
}

/** Where the focus is, however deep, as the host and what is focused in it. */
const focused = (page: Page) =>
  page.evaluate(() => {
    let [at, hosts] = [document.activeElement, ''];
    for (; at?.shadowRoot?.activeElement; at = at.shadowRoot.activeElement) hosts += `${at.localName} `;
    const outline = at && getComputedStyle(at).outlineStyle;
    return { name: `${hosts}${at?.getAttribute('part') ?? at?.localName ?? ''}`, outline };
  });

/** Presses a key so many times; what had the focus each time. */
async function walk(page: Page, key: string, steps: number): Promise<string[]> {
  const seen: string[] = [];
  for (let step = 0; step < steps; step += 1) {
    await page.keyboard.press(key);
    const { name, outline } = await focused(page);
    assert.notEqual(outline, 'none', `${name} shows no focus`);
    seen.push(name);
  }
  return seen;
}

test('the keyboard reaches everything in the order of reading, from left as from right, and back', async () => {
  const names = Object.entries(states).filter(([name]) => !name.startsWith('checkout') || name.endsWith('trouble'));
  const walks: string[][] = [];
  for (const [lang, dir] of directions) {
    const page = await openPage(
      lang,
      dir,
      names.map(([, [html]], at) => `<div id="state-${at}">${html}</div>`).join(''),
    );
    await page.evaluate(() => globalThis.Kameng!.configure({ patienceMs: 2000 }));
    for (const [at, [, [, selector]]] of names.entries())
      await page.locator(`#state-${at} ${selector}`).first().waitFor({ state: 'attached' });
    const all = await page.locator('a[href]:visible, button:enabled:visible, input:visible').count();
    const forth = await walk(page, 'Tab', all);
    assert.ok(!forth.includes('body'), 'something that can be used is not reached');
    assert.deepEqual(await walk(page, 'Shift+Tab', all - 1), forth.slice(0, -1).toReversed());
    // Once more forward leaves the last one: nothing holds the focus, and nothing had it twice.
    assert.equal((await walk(page, 'Tab', all - 1)).at(-1), forth.at(-1));
    await page.keyboard.press('Tab');
    assert.match((await focused(page)).name, /^(body|html)$/);
    walks.push(forth);
    await page.close();
  }
  assert.deepEqual(walks[0], walks[1]);
});

for (const [lang, dir] of directions) {
  test(`a shelf and its checkout are used by keyboard alone, ${dir}`, async () => {
    const page = await openPage(
      lang,
      dir,
      '<kameng-catalog category="games" limit="2" mode="overlay"></kameng-catalog>',
    );
    const shelf = page.locator('kameng-catalog');
    const until = async (name: string, key = 'Tab') => {
      for (let steps = 0; steps < 20 && (await focused(page)).name !== name; steps += 1) await page.keyboard.press(key);
      assert.equal((await focused(page)).name, name);
    };
    await shelf.locator('[part=more]').waitFor();
    await until('kameng-catalog more');
    await page.keyboard.press('Enter');
    // The first new card has the focus, so that nobody starts from the top again.
    await shelf.locator('kameng-product').nth(2).locator('.button:focus').waitFor();
    await page.keyboard.press('Enter');
    const dialog = page.locator('body > kameng-checkout');
    await dialog.locator('.stage:not(.wait)').waitFor();
    assert.equal((await focused(page)).name, 'kameng-checkout button', 'the dialog’s own button');
    for (const key of ['Tab', 'Tab', 'Tab', 'Shift+Tab', 'Shift+Tab', 'Shift+Tab']) {
      await page.keyboard.press(key);
      assert.match(
        (await focused(page)).name,
        /^(kameng-checkout (button|iframe|dialog)|body)$/,
        'the page behind has the focus',
      );
    }
    await page.locator('body > kameng-checkout header button').focus();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    assert.ok(await shelf.locator('kameng-product').nth(2).locator('.button:focus').isVisible());
    await until('kameng-catalog input', 'Shift+Tab');
    await page.keyboard.type('zzzz');
    await shelf.locator('[part=empty] button').waitFor();
    await until('kameng-catalog button');
    await page.keyboard.press('Space');
    await shelf.locator('kameng-product [part=title]').first().waitFor();
    await page.close();
  });
}
