import {
  asked,
  click,
  closeHosts,
  equal,
  fetched,
  listen,
  ok,
  openHost,
  pool,
  scriptUrl,
  until,
} from '../../test/host.ts';
import type { Host } from '../../test/host.ts';

const product = 'prd_01k0testgame00000000000001';
const link = `<a href="${pool}/buy/${product}?site=pk_test_1">Buy</a>`;
const buy = `<kameng-buy product="${product}">${link}</kameng-buy>`;
const overlay = buy.replace('product', 'mode="overlay" product');
const anchor = ({ document }: Host) => document.querySelector<HTMLAnchorElement>('kameng-buy a')!;
const dialog = ({ document }: Host) =>
  document.querySelector('kameng-checkout')?.shadowRoot?.querySelector('dialog[open]');
const loaded = (host: Host) => until(() => host.window.Kameng, 'window.Kameng');

describe('the buy button', () => {
  beforeEach(async () => void (await fetched()));
  afterEach(closeHosts);

  it('is a link that works without any script', async () => {
    const host = await openHost(buy, { script: null });
    ok(click(anchor(host)), 'the browser follows the link');
  });

  it('costs one request before a click: the script; no API call, no cookie, no storage', async () => {
    const host = await openHost(buy);
    await loaded(host);
    equal(await fetched(), ['kameng.js']);
    equal([host.document.cookie, host.window.localStorage.length, host.window.sessionStorage.length], ['', 0, 0]);
  });

  it('fetches the dialog, and not the panel, when a pointer or the focus arrives, and no sooner', async () => {
    const host = await openHost(overlay);
    await loaded(host);
    anchor(host).focus();
    host.document.dispatchEvent(new host.window.PointerEvent('pointerover'));
    anchor(host).dispatchEvent(new host.window.FocusEvent('focusin', { bubbles: true }));
    const seen: string[] = [];
    await until(async () => seen.push(...(await fetched())) && seen.includes('dialog.js'), 'dialog.js');
    ok(!dialog(host) && !seen.includes('panel.js'), 'nothing is open, and no card’s script is here');
  });

  it('opens the dialog on a desktop and keeps the page', async () => {
    const host = await openHost(buy);
    await loaded(host);
    ok(!click(anchor(host)), 'the link is not followed');
    await until(() => dialog(host), 'dialog');
    equal(host.left, []);
  });

  it('leaves the click to the browser on a phone, with what the element says in the address', async () => {
    const host = await openHost(buy.replace('product=', 'quantity="2" coupon="SPRING" product='), {
      width: 390,
      script: 'async data-ref="DEMO01"',
    });
    await loaded(host);
    const heard = listen(host);
    ok(click(anchor(host)), 'the link is followed');
    equal(heard, [{ name: 'open', detail: { product }, from: 'kameng-buy' }]);
    equal(anchor(host).href, `${pool}/buy/${product}?ref=DEMO01&quantity=2&coupon=SPRING&lang=en`);
  });

  it('leaves new tabs and downloads to the browser', async () => {
    const host = await openHost(overlay);
    await loaded(host);
    for (const init of [{ ctrlKey: true }, { metaKey: true }, { shiftKey: true }, { altKey: true }, { button: 1 }]) {
      ok(click(anchor(host), init), JSON.stringify(init));
    }
    ok(!dialog(host), 'nothing is open');
  });

  it('can be stopped by the page, and respects a click that the page has handled', async () => {
    const host = await openHost(overlay);
    await loaded(host);
    const stop = (event: Event) => event.preventDefault();
    host.document.addEventListener('kameng:open', stop);
    ok(!click(anchor(host)), 'nothing follows a stopped click');
    host.document.removeEventListener('kameng:open', stop);
    const heard = listen(host);
    anchor(host).addEventListener('click', stop);
    click(anchor(host));
    equal(heard, []);
  });

  it('makes a link of its own when an editor has stripped it, and takes a button as it is', async () => {
    const host = await openHost(
      `<kameng-buy product="${product}"><b>Get it</b></kameng-buy><kameng-buy product="${product}" lang="zh-CN"></kameng-buy><kameng-buy product="${product}"><button>Mine</button></kameng-buy>`,
    );
    await loaded(host);
    const [kept, empty, own] = host.document.querySelectorAll('kameng-buy');
    equal(kept?.innerHTML, `<a href="${pool}/buy/${product}?site=pk_test_1&amp;lang=en"><b>Get it</b></a>`);
    equal(empty?.textContent, '购买');
    equal(own?.innerHTML, '<button>Mine</button>');
    click(own!.querySelector('button')!);
    await until(() => dialog(host), 'dialog');
  });

  it('does nothing on a click in a page whose pool is unknown, and nothing to links that look alike', async () => {
    const host = await openHost(
      `<a id="own" href="/buy/shoes">shoes</a><a id="other" href="https://other.example/buy/prd_1">other</a>`,
      { script: 'async data-ref="DEMO01"' },
    );
    await loaded(host);
    for (const id of ['own', 'other']) {
      const target = host.document.querySelector<HTMLAnchorElement>(`#${id}`)!;
      const before = target.href;
      click(target);
      equal(target.href, before);
    }
  });
});

describe('the script', () => {
  beforeEach(async () => void (await fetched()));
  afterEach(closeHosts);

  it('can be there twice and still opens one dialog', async () => {
    const host = await openHost(
      `${overlay}<script async src="${scriptUrl}"></script><script src="${scriptUrl}?twice"></script>`,
    );
    await loaded(host);
    await until(() => host.document.readyState === 'complete');
    click(anchor(host));
    await until(() => dialog(host), 'dialog');
    equal(host.document.querySelectorAll('kameng-checkout').length, 1);
  });

  it('can come late, as a module, from code without currentScript, and for nodes that come later still', async () => {
    const host = await openHost('', { script: null });
    const text = await (await fetch(scriptUrl)).text();
    const tag = host.document.createElement('script');
    tag.setAttribute('type', 'text/delayed');
    tag.setAttribute('data-rocket-src', scriptUrl);
    tag.setAttribute('data-ref', 'LATE01');
    host.document.head.append(tag);
    (host.window as unknown as { eval: (code: string) => void }).eval(text);
    host.document.body.innerHTML = overlay;
    click(anchor(host));
    await until(() => dialog(host), 'dialog');
    equal(anchor(host).search, '?ref=LATE01&lang=en');
    ok((await fetched()).includes('dialog.js'), 'the dialog came from the same folder');
  });

  it('still opens the hosted page when the panel cannot be had', async () => {
    const host = await openHost(overlay);
    await loaded(host);
    host.window.Kameng!.configure({ base: `${pool}/nowhere/` });
    click(anchor(host));
    await until(() => host.left.length, 'redirect');
    equal(host.left, [`${pool}/buy/${product}?site=pk_test_1&lang=en`]);
  });

  it('finds the pool by the button itself when it was merged into another script', async () => {
    const host = await openHost(buy.replace('product=', 'site="pk_test_1" mode="overlay" product='), { script: null });
    (host.window as unknown as { eval: (code: string) => void }).eval(await (await fetch(scriptUrl)).text());
    click(anchor(host));
    await until(() => dialog(host), 'dialog');
  });

  it('promises that Kameng.open always settles', async () => {
    const host = await openHost('', { width: 390 });
    const { open } = await loaded(host);
    equal(await open({ product }), { status: 'redirected', order: null });
    equal(host.left, [`${pool}/buy/${product}?site=pk_test_1`]);
    host.document.addEventListener('kameng:open', (event) => event.preventDefault());
    equal(await open({ product }), { status: 'prevented', order: null });
    equal(await open({}).catch((error: Error) => error.message), 'Kameng needs a product and a pool.');
    equal(await asked(), []);
  });
});

describe('a referral', () => {
  afterEach(closeHosts);

  it('reaches every link, button and card, also those that come later, and never overrides another', async () => {
    const host = await openHost(
      `<a id="plain" href="${pool}/buy/${product}?quantity=2">Buy</a><a id="own" href="${pool}/buy/${product}?ref=OTHER1">Buy</a><a id="short" href="${pool}/r/OTHER1/${product}">Buy</a><kameng-product product="${product}"></kameng-product>`,
      { script: 'async data-ref="DEMO01"', width: 390 },
    );
    await loaded(host);
    const href = (element: HTMLAnchorElement) => {
      click(element, { ctrlKey: true });
      return element.href.slice(pool.length);
    };
    const find = (selector: string) => host.document.querySelector<HTMLAnchorElement>(selector)!;
    equal(href(find('#plain')), `/buy/${product}?quantity=2&ref=DEMO01`);
    equal(href(find('#own')), `/buy/${product}?ref=OTHER1`);
    equal(href(find('#short')), `/r/OTHER1/${product}`);
    host.document.body.insertAdjacentHTML(
      'beforeend',
      `<p><a id="late" href="${pool}/buy/${product}"><b>Buy</b></a></p>`,
    );
    click(find('#late b'), { button: 1 });
    equal(find('#late').search, '?ref=DEMO01');
    const card = await until(
      () => find('kameng-product').shadowRoot?.querySelector<HTMLAnchorElement>('a[href]'),
      'card',
    );
    equal(new URL(card.href).searchParams.get('ref'), 'DEMO01');
    ok(
      (await asked()).some((line) => line.endsWith('ref DEMO01')),
      'the catalogue is read on behalf of the agent',
    );
  });
});
