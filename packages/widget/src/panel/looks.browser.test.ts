import type axe from 'axe-core';
import { click, closeHosts, equal, inside, ok, openHost, pool, until } from '../../test/host.ts';
import type { Host } from '../../test/host.ts';

const id = (name: string) => `prd_01k0test${name}`;
const starfall = id('game00000000000001');

const page = `<main><h1>Host</h1>
  <kameng-buy mode="overlay" product="${starfall}"><a href="${pool}/buy/${starfall}">Buy</a></kameng-buy>
  <kameng-product product="${starfall}"></kameng-product>
  <kameng-product product="${id('last00000000000001')}"></kameng-product>
  <kameng-product product="${id('none00000000000001')}"></kameng-product>
  <kameng-product product="prd_nope"></kameng-product>
  <kameng-catalog category="games" limit="3"></kameng-catalog>
  <kameng-catalog query="zzzz"></kameng-catalog>
  <kameng-catalog category="broken"></kameng-catalog>
  <kameng-catalog category="never"></kameng-catalog>
  <kameng-checkout mode="inline" product="${starfall}"></kameng-checkout>
  <kameng-order></kameng-order></main>`;

async function settled({ document, window }: Host): Promise<void> {
  const all = await until(() => {
    const found = [...document.querySelectorAll('kameng-product, kameng-catalog:not([category=never])')];
    return found.length === 7 && found.every((each) => each.shadowRoot) && found;
  }, 'elements');
  for (const each of all) {
    each.scrollIntoView(); // a shelf reads when it comes near the screen
    await until(
      () => inside(each, '[part=title], [part=grid][aria-busy=false] li, [part=empty], [role=alert]'),
      each.outerHTML,
    );
  }
  window.scrollTo(0, 0);
}

async function violations(host: Host): Promise<string[]> {
  const { document } = host;
  // Axe looks at the window it runs in, so it runs in the host's.
  const page = host.window as typeof host.window & { axe?: typeof axe };
  if (!page.axe) document.head.append(Object.assign(document.createElement('script'), { src: '/axe.js' }));
  const inner = await until(() => page.axe, 'axe');
  const { violations: found } = await inner.run(document, { iframes: false, resultTypes: ['violations'] });
  return found.flatMap(({ id: rule, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${rule} ${JSON.stringify(target)} ${failureSummary}`),
  );
}

describe('accessibility', () => {
  afterEach(closeHosts);

  for (const theme of ['light', 'dark']) {
    for (const lang of ['zh-CN', 'en', 'ar']) {
      it(`has nothing for axe to say in ${theme}, ${lang}, open and closed`, async () => {
        const host = await openHost(page);
        const { documentElement: root } = host.document;
        root.lang = lang;
        root.dir = lang === 'ar' ? 'rtl' : 'ltr';
        const sheet = new host.window.CSSStyleSheet();
        sheet.replaceSync(
          `:root { color-scheme: ${theme} } body { background: light-dark(#f6f7f6, #101311); color: light-dark(#000, #fff) } a { color: inherit }`,
        );
        host.document.adoptedStyleSheets = [sheet];
        await settled(host);
        for (const element of host.document.querySelectorAll('kameng-product, kameng-catalog, kameng-order'))
          element.setAttribute('lang', lang);
        await until(() => inside(host.document.querySelector('kameng-order'), '.root')?.lang === lang, lang);
        await settled(host);
        equal(await violations(host), []);
        click(host.document.querySelector('kameng-buy a')!);
        await until(() => inside(host.document.querySelector('body > kameng-checkout'), '.stage:not(.wait)'), 'dialog');
        await until(
          () => inside(host.document.querySelector('body > kameng-checkout'), 'dialog')!.getAnimations().length === 0,
          'the end of fading in',
        );
        equal(await violations(host), []);
      });
    }
  }
});

describe('layout', () => {
  afterEach(closeHosts);

  /** Watches what the page's content moves by itself, and by how much. Where no browser tells, a look at every frame does. */
  function watchShifts({ window, document }: Host, buffered: boolean): () => string[] {
    const shifts: string[] = [];
    if (!window.PerformanceObserver.supportedEntryTypes.includes('layout-shift')) {
      const places = () => [...document.body.children].map((each) => [each, each.getBoundingClientRect().top] as const);
      let last = new Map(places());
      const look = () => {
        for (const [element, top] of places()) {
          const before = last.get(element) ?? top;
          if (before !== top) shifts.push(`${top - before} ${element.nodeName}`);
        }
        last = new Map(places());
        window.requestAnimationFrame(look);
      };
      look();
      return () => shifts;
    }
    const observer = new window.PerformanceObserver((list) => {
      for (const { value, sources } of list.getEntries() as (PerformanceEntry & {
        value: number;
        sources: { node: Node | null }[];
      })[]) {
        shifts.push(`${value} ${sources.map(({ node }) => node?.nodeName)}`);
      }
    });
    observer.observe({ type: 'layout-shift', buffered });
    return () => shifts;
  }

  const painted = ({ window }: Host) =>
    new Promise((resolve) => {
      window.requestAnimationFrame(() => window.requestAnimationFrame(() => setTimeout(resolve)));
    });

  it('is not moved by the button, whenever the script comes', async () => {
    const host = await openHost(
      `<kameng-buy product="${starfall}"><a href="${pool}/buy/${starfall}"><img width="160" height="44" alt="Buy"></a></kameng-buy><p>Text below</p>`,
      { script: null },
    );
    const shifts = watchShifts(host, true);
    await painted(host);
    const script = host.document.createElement('script');
    script.src = `${pool}/embed/v1/kameng.js`;
    host.document.head.append(script);
    await until(() => host.window.customElements.get('kameng-buy'), 'element');
    await painted(host);
    click(host.document.querySelector('kameng-buy a')!, { ctrlKey: true });
    await painted(host);
    equal(shifts(), []);
    // The observer does see what moves: this is not a test that cannot fail.
    host.document.body.insertAdjacentHTML('afterbegin', '<p>One</p><p>Two</p><p>Three</p>');
    await painted(host);
    await until(() => shifts().length > 0, 'a shift made on purpose');
  });

  it('is not moved by a card or shelf when its goods arrive, nor by the dialog', async () => {
    const body = `<kameng-product product="${starfall}"></kameng-product><kameng-catalog category="games" limit="4"></kameng-catalog><p>Text below</p>
      <kameng-buy mode="overlay" product="${starfall}"><a href="${pool}/buy/${starfall}">Buy</a></kameng-buy><div style="height: 3000px"></div>`;
    const host = await openHost(body, { script: null });
    await host.window.eval(`import('${pool}/embed/v1/panel.js')`);
    const sizes = () =>
      [...host.document.querySelectorAll('kameng-product, kameng-catalog')].map(
        (each) => (each as HTMLElement).offsetHeight,
      );
    await until(() => sizes().every((size) => size > 0), 'skeletons');
    const before = sizes();
    host.window.eval(await (await fetch(`${pool}/embed/v1/kameng.js`)).text());
    host.window.Kameng?.configure({ pool, site: 'pk_test_1' });
    await painted(host);
    const shifts = watchShifts(host, false);
    await until(
      () =>
        inside(host.document.querySelector('kameng-product'), '[part=title]') &&
        inside(host.document.querySelector('kameng-catalog'), '[aria-busy=false] li'),
      'goods',
    );
    await painted(host);
    equal(sizes(), before);
    const { clientWidth } = host.document.documentElement;
    click(host.document.querySelector('kameng-buy a')!);
    await until(
      () => inside(host.document.querySelector('kameng-checkout'), 'dialog[open] .stage:not(.wait)'),
      'dialog',
    );
    await painted(host);
    equal(host.document.documentElement.clientWidth, clientWidth, 'no jump when the scrollbar goes');
    equal(shifts(), []);
  });

  it('is not moved by a card that a late script draws into the room the page keeps for it', async () => {
    for (const width of [360, 1000]) {
      const body = `<style>kameng-product { display: block; min-height: 174px }</style><kameng-product product="${starfall}"></kameng-product><p>Text below</p>`;
      const host = await openHost(body, { script: null, width });
      const shifts = watchShifts(host, true);
      await painted(host);
      const card = host.document.querySelector<HTMLElement>('kameng-product')!;
      equal(card.offsetHeight, 174);
      const script = host.document.createElement('script');
      script.src = `${pool}/embed/v1/kameng.js`;
      host.document.head.append(script);
      await until(() => inside(card, '[part=title]'), 'goods');
      await painted(host);
      equal([card.offsetHeight, shifts()], [174, []], `${width} px`);
    }
  });

  it('stands up to a hostile style sheet', async () => {
    const calm = await openHost(page);
    await settled(calm);
    const hostile = await openHost(page);
    const sheet = new hostile.window.CSSStyleSheet();
    sheet.replaceSync(
      `html { font-size: 40px } * { color: red !important; font: italic 900 50px/3 cursive !important; letter-spacing: 9px !important; text-transform: uppercase !important; text-align: center !important;
       direction: rtl; word-spacing: 20px; text-indent: 40px; white-space: pre; cursor: wait; visibility: inherit; box-sizing: content-box !important; line-height: 4 !important }
       a, button, img, p, span, dialog, iframe { display: none !important; position: absolute !important; opacity: 0.1 !important; background: red !important; float: right !important }
       dialog, iframe { border: 9px solid red !important; width: 9px !important }`,
    );
    hostile.document.adoptedStyleSheets = [sheet];
    await settled(hostile);
    const look = (host: Host) =>
      ['[part=card]', '[part=title]', '[part=price]', '[part=saving]', '[part=button]', '[part=picture]'].map(
        (selector) => {
          const element = inside(host.document.querySelector('kameng-product'), selector)!;
          const style = getComputedStyle(element);
          const { width, height } = element.getBoundingClientRect();
          const names = [
            'color',
            'font',
            'letterSpacing',
            'textTransform',
            'textAlign',
            'direction',
            'display',
            'position',
            'opacity',
            'backgroundColor',
            'whiteSpace',
            'textIndent',
            'boxSizing',
            'visibility',
          ] as const;
          const size = [width, height].map((length) => Math.round(length * 100) / 100);
          return [selector, ...size, ...names.map((name) => style[name])];
        },
      );
    equal(look(hostile), look(calm));
    for (const host of [calm, hostile]) click(host.document.querySelector('kameng-buy a')!);
    const box = async (host: Host) => {
      const dialog = await until(
        () => inside(host.document.querySelector('body > kameng-checkout'), 'dialog[open]'),
        'dialog',
      );
      await until(() => dialog.querySelector('.stage:not(.wait)'), 'frame');
      const { width } = dialog.getBoundingClientRect();
      return [width, getComputedStyle(dialog.querySelector('iframe')!).borderTopWidth, getComputedStyle(dialog).color];
    };
    equal(await box(hostile), await box(calm));
  });

  it('shows its own focus and borders in forced colours', async () => {
    const host = await openHost(page);
    await settled(host);
    const rules = [...host.document.querySelector('kameng-product')!.shadowRoot!.adoptedStyleSheets].flatMap((sheet) =>
      [...sheet.cssRules].map((rule) => rule.cssText),
    );
    ok(
      rules.some((rule) => /forced-colors: active.*buttontext/is.test(rule)),
      'borders for buttons that are told apart by colour only',
    );
    ok(
      !rules.some((rule) => rule.includes('outline: none') || rule.includes('outline: 0')),
      'nobody takes the outline away',
    );
  });
});

describe('a strict content security policy', () => {
  afterEach(closeHosts);

  it('is kept: nonce, strict-dynamic, no inline style, Trusted Types', async () => {
    const csp = `default-src 'none'; script-src 'nonce-abc' 'strict-dynamic'; style-src 'self'; img-src ${pool}; connect-src ${pool}; frame-src ${pool}; require-trusted-types-for 'script'; base-uri 'none'`;
    const broken: string[] = [];
    const host = await openHost(page, { csp, script: 'nonce="abc" async data-site="pk_test_1"' });
    host.document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sourceFile }) =>
      broken.push(`${violatedDirective} ${blockedURI} ${sourceFile}`),
    );
    await settled(host);
    click(host.document.querySelector('kameng-buy a')!);
    await until(
      () => inside(host.document.querySelector('body > kameng-checkout'), 'dialog[open] .stage:not(.wait)'),
      'dialog',
    );
    equal(broken, []);
  });
});
