import { click, closeHosts, equal, inside, listen, ok, openHost, pool, until } from '../../test/host.ts';
import type { Host } from '../../test/host.ts';

const product = 'prd_01k0testgame00000000000001';
const order = 'ord_01k0test000000000000000001';
const buyWith = (attributes = '') =>
  `<kameng-buy mode="overlay" product="${product}" ${attributes}><a href="${pool}/buy/${product}">Buy</a></kameng-buy>`;

interface Open extends Host {
  dialog: HTMLDialogElement;
  checkout: HTMLIFrameElement;
  link: HTMLElement;
  /** Everything that the frame has posted to the page. */
  posted: Record<string, unknown>[];
  /** Makes the frame say something over its port. */
  drive: (message: object) => void;
}

/** Clicks a buy button and waits for the dialog with its frame. */
async function openDialog(attributes?: string): Promise<Open> {
  const host = await openHost(buyWith(attributes));
  const { document, window } = host;
  const posted: Record<string, unknown>[] = [];
  window.addEventListener('message', ({ data }) => posted.push(data));
  const link = document.querySelector<HTMLElement>('kameng-buy a')!;
  await until(() => window.Kameng, 'window.Kameng');
  link.focus();
  click(link);
  return { ...host, link, posted, ...(await opened(host)) };
}

async function opened({ document, window }: Host) {
  const dialog = (await until(
    () => inside(document.querySelector('kameng-checkout'), 'dialog[open]'),
    'dialog',
  )) as HTMLDialogElement;
  const checkout = await until(() => dialog.querySelector<HTMLIFrameElement>('iframe[src]'), 'frame');
  const drive = (message: object) => {
    // As the host's own window would: the frame takes orders from its parent only.
    (window as unknown as { eval: (code: string) => (to: Window, data: object) => void }).eval(
      '(to, data) => to.postMessage(data, "*")',
    )(checkout.contentWindow!, { drive: message });
  };
  return { dialog, checkout, drive };
}

const linked = ({ posted }: Open) => until(() => posted.some((each) => each.linked), 'port');
const gone = ({ document }: Host) => until(() => !document.querySelector('kameng-checkout'), 'end of the dialog');

describe('the checkout dialog', () => {
  afterEach(closeHosts);

  it('asks the pool for a frame that names its page, language, theme and a channel of 128 bits', async () => {
    const { checkout, window } = await openDialog('quantity="2" lang="zh-HK"');
    const url = new URL(checkout.src);
    const { channel, ...query } = Object.fromEntries(url.searchParams);
    equal(url.origin + url.pathname, `${pool}/checkout/frame`);
    equal(query, {
      product,
      site: 'pk_test_1',
      quantity: '2',
      lang: 'zh-TW',
      theme: 'light',
      mode: 'overlay',
      origin: window.location.origin,
    });
    ok(/^[\w-]{16,64}$/.test(channel!), 'channel');
    ok(checkout.title && !checkout.hasAttribute('style') && !checkout.hasAttribute('sandbox'), 'title, no style');
  });

  it('tells the page open, quote, order, paid, delivered, close, with an order and a status and nothing else', async () => {
    const host = await openDialog();
    const heard = listen(host);
    await linked(host);
    const secret = { code: 'AAAA-BBBB', email: 'a@b.example', token: 'ort_x', phone: '1', url: 'https://pay' };
    const amount = { amount_minor: 7600, currency: 'CNY' };
    host.drive({ type: 'quote', product, quantity: 1, amount: { ...amount, ...secret }, ...secret });
    host.drive({ type: 'order', order, status: 'held', ...secret });
    host.drive({ type: 'status', order, status: 'held', ...secret });
    host.drive({ type: 'status', order, status: 'paid', ...secret });
    host.drive({ type: 'status', order, status: 'delivered', ...secret });
    host.drive({ type: 'status', order, status: 'delivered', ...secret });
    host.drive({ type: 'error', ...secret, code: 'price_moved' });
    host.drive({ type: 'unknown', ...secret });
    host.drive({ type: 'close', order, status: 'delivered', ...secret });
    await gone(host);
    const at = (status: string) => ({ order, status });
    equal(
      heard.map(({ name, detail }) => [name, detail]),
      [
        ['quote', { product, quantity: 1, amount }],
        ['order', at('held')],
        ['paid', at('paid')],
        ['delivered', at('delivered')],
        ['error', { code: 'price_moved' }],
        ['close', at('delivered')],
      ],
    );
    ok(
      heard.every(({ from }) => from === 'kameng-buy' || from === 'a'),
      'events start at the button',
    );
  });

  it('answers Kameng.open with the last status and the order', async () => {
    const host = await openHost('');
    const { open } = await until(() => host.window.Kameng, 'window.Kameng');
    const heard = listen(host);
    host.document.documentElement.lang = 'zh-HK';
    const result = open({ product, mode: 'overlay' });
    const again = open({ product, mode: 'overlay' });
    const { drive, checkout } = await opened(host);
    equal(new URL(checkout.src).searchParams.get('lang'), 'zh-TW', 'the language of the page');
    let isLinked = false;
    host.window.addEventListener(
      'message',
      ({ data, source }) => (isLinked ||= data.linked && source === checkout.contentWindow),
    );
    await until(() => isLinked || inside(host.document.querySelector('kameng-checkout'), '.stage:not(.wait)'), 'port');
    drive({ type: 'status', order, status: 'paid' });
    drive({ type: 'close' });
    equal(await result, { status: 'paid', order });
    equal(await again, await result, 'a second call joins the first');
    equal(
      heard.map(({ name, from }) => [name, from]),
      [
        ['open', 'document'],
        ['open', 'document'],
        ['order', 'document'],
        ['paid', 'document'],
        ['close', 'document'],
      ],
    );
  });

  it('shows a skeleton until the frame is ready, and takes the frame’s height within bounds', async () => {
    const host = await openDialog('coupon="slow"');
    await linked(host);
    ok(host.dialog.querySelector('[role=status] .bone'), 'skeleton');
    host.drive({ type: 'resize', height: 100_000 });
    host.drive({ type: 'ready' });
    await until(() => !host.dialog.querySelector('.bone'), 'no skeleton');
    equal(host.checkout.height, '4000');
    ok(host.dialog.getBoundingClientRect().height <= 700, 'inside the window');
    host.drive({ type: 'resize', height: 'x' });
    await until(() => host.checkout.height === '320', 'least height');
  });

  it('passes the theme and the tokens of the page on, and only those that the page has set', async () => {
    const host = await openHost(`<div id="themed">${buyWith('theme="dark"')}</div>`);
    const posted: Record<string, { theme?: string }>[] = [];
    host.window.addEventListener('message', ({ data }) => posted.push(data));
    const sheet = new host.window.CSSStyleSheet();
    sheet.replaceSync(':root { --kameng-accent: rgb(122, 31, 162); --kameng-radius: 2px }');
    host.document.adoptedStyleSheets = [sheet];
    await until(() => host.window.Kameng, 'window.Kameng');
    click(host.document.querySelector('kameng-buy a')!);
    const { heard } = await until(() => posted.find((each) => each.heard), 'theme');
    equal(heard, {
      type: 'theme',
      theme: 'dark',
      tokens: { '--kameng-accent': 'rgb(122, 31, 162)', '--kameng-radius': '2px' },
    });
  });
});

describe('closing', () => {
  afterEach(closeHosts);

  it('asks the frame first, gives the focus back to the button and lets the page scroll again', async () => {
    // The frame agrees when it is told to: what a frame posts in the moment it is taken away may never arrive.
    const host = await openDialog('coupon="stays"');
    await linked(host);
    equal(getComputedStyle(host.document.documentElement).overflow, 'hidden');
    host.link.focus();
    ok(host.document.activeElement !== host.link, 'the page behind is inert');
    host.dialog.requestClose(); // what Esc does
    await until(
      () => host.posted.some((each) => (each.heard as { type?: string })?.type === 'close_requested'),
      'asked',
    );
    host.drive({ type: 'close' });
    await gone(host);
    equal(host.document.activeElement, host.link);
    equal(getComputedStyle(host.document.documentElement).overflow, 'visible');
    equal(host.left, []);
  });

  it('stays open when the frame wants to warn first, and closes when asked again', async () => {
    const host = await openDialog('coupon="stays"');
    await linked(host);
    const button = host.dialog.querySelector('button')!;
    button.click();
    await until(
      () => host.posted.find((each) => (each.heard as { type?: string })?.type === 'close_requested'),
      'asked',
    );
    ok(host.dialog.open, 'still open');
    button.click();
    await gone(host);
  });

  it('leaves nothing behind, a hundred times over', async () => {
    const host = await openHost(buyWith());
    const { open } = await until(() => host.window.Kameng, 'window.Kameng');
    const { window, document } = host;
    const { addEventListener, removeEventListener } = window.EventTarget.prototype;
    // Those of the page itself; what hangs on removed nodes goes with them.
    const listeners = new Set<string>();
    const names = new Map<unknown, number>();
    const key = (target: EventTarget | undefined, type: string, run: unknown) => {
      if (target !== undefined && target !== window && target !== document) return undefined;
      names.set(run, names.get(run) ?? names.size);
      return `${target === document} ${type} ${names.get(run)}`;
    };
    window.EventTarget.prototype.addEventListener = function (
      this: EventTarget | undefined,
      ...rest: Parameters<typeof addEventListener>
    ) {
      const name = key(this, rest[0], rest[1]);
      if (name) listeners.add(name);
      return addEventListener.apply(this ?? window, rest);
    };
    window.EventTarget.prototype.removeEventListener = function (
      this: EventTarget | undefined,
      ...rest: Parameters<typeof removeEventListener>
    ) {
      listeners.delete(key(this, rest[0], rest[1]) ?? '');
      return removeEventListener.apply(this ?? window, rest);
    };
    const count = () => [
      document.querySelectorAll('*').length,
      listeners.size,
      window.frames.length,
      document.adoptedStyleSheets.length,
    ];
    const once = async () => {
      const result = open({ product, mode: 'overlay' });
      const { dialog } = await opened(host);
      await until(() => dialog.querySelector('.stage:not(.wait)'), 'ready');
      dialog.requestClose();
      await result;
    };
    await once();
    const before = count();
    for (let round = 0; round < 99; round += 1) await once();
    equal(count(), before);
    ok(names.size > 100, 'listeners were counted');
  });
});

describe('the handshake', () => {
  afterEach(closeHosts);

  it('refuses a hello of another origin, another window or another channel, and takes the first good one only', async () => {
    const host = await openDialog('coupon="silent"');
    const channel = new URL(host.checkout.src).searchParams.get('channel')!;
    await until(() => host.checkout.contentWindow, 'window');
    // Another origin: this very page, which knows the channel.
    host.window.postMessage({ kameng: 1, type: 'hello', channel }, '*');
    // Another window of the pool's own origin, which knows the channel.
    const stranger = host.document.createElement('iframe');
    stranger.src = `${pool}/stranger?channel=${channel}`;
    host.document.body.append(stranger);
    await until(() => host.posted.some((each) => each.tried), 'the stranger’s try');
    // The right window with a wrong channel, a wrong shape, and then the real hello twice.
    const say = (hello: object) =>
      (host.window as unknown as { eval: (code: string) => (to: Window, data: object) => void }).eval(
        '(to, data) => to.postMessage(data, "*")',
      )(host.checkout.contentWindow!, { hello });
    await until(() => {
      say({ channel: 'wrong' });
      return host.posted.some((each) => each.channel === 'wrong');
    }, 'the wrong channel');
    say({ kameng: 2 });
    await until(() => host.posted.some((each) => each.kameng === 2), 'the wrong shape');
    ok(!host.posted.some((each) => each.linked || each.stolen), 'nobody got a port');
    say({});
    say({});
    await linked(host);
    await until(
      () => host.posted.filter((each) => each.type === 'hello' && each.channel === channel).length >= 4,
      'both hellos',
    );
    equal(host.posted.filter((each) => each.linked).length, 1);
  });

  it('gives no second port: not to a frame that comes late, nor to what the frame is turned into', async () => {
    const host = await openDialog();
    await linked(host);
    const channel = new URL(host.checkout.src).searchParams.get('channel')!;
    const late = host.document.createElement('iframe');
    late.src = `${pool}/stranger?channel=${channel}`;
    host.document.body.append(late);
    await until(() => host.posted.some((each) => each.tried), 'the late frame’s try');
    const html = `<script>
      addEventListener('message', ({ data }) => data.type === 'port' && parent.postMessage({ stolen: true }, '*'));
      parent.postMessage({ kameng: 1, type: 'hello', channel: '${channel}' }, '*');
      parent.postMessage({ turned: true }, '*');
    </script>`;
    host.checkout.src = `/host?${new URLSearchParams({ html })}`;
    await until(() => host.posted.some((each) => each.turned), 'what the frame was turned into');
    // A question and its answer after the tries: a port for them would have come before it.
    host.window.postMessage({ asked: true }, '*');
    await until(() => host.posted.some((each) => each.asked), 'the page’s own message');
    ok(!host.posted.some((each) => each.stolen), 'nobody got a port');
  });

  it('redirects when the frame says nothing in time, unless the page stops it', async () => {
    for (const stop of [false, true]) {
      const host = await openHost(buyWith('coupon="silent"'));
      const { configure } = await until(() => host.window.Kameng, 'window.Kameng');
      configure({ patienceMs: 30 });
      const heard = listen(host);
      if (stop) host.document.addEventListener('kameng:error', (event) => event.preventDefault());
      click(host.document.querySelector('kameng-buy a')!);
      await until(() => heard.some(({ name }) => name === 'close'), 'the end');
      equal(
        heard.map(({ name, detail }) => [name, detail.code]),
        [
          ['open', undefined],
          ['error', 'frame_timeout'],
          ['close', undefined],
        ],
      );
      equal(host.left, stop ? [] : [`${pool}/buy/${product}?site=pk_test_1&coupon=silent&lang=en`]);
    }
  });

  it('redirects at once when the page’s policy forbids the frame', async () => {
    const csp = `script-src ${pool} 'unsafe-inline'; frame-src 'none'`;
    const host = await openHost(buyWith(), { csp });
    const heard = listen(host);
    await until(() => host.window.Kameng, 'window.Kameng');
    click(host.document.querySelector('kameng-buy a')!);
    await until(() => host.left.length, 'redirect');
    ok(
      heard.some(({ detail }) => detail.code === 'frame_blocked'),
      'frame_blocked',
    );
  });
});

describe('the inline checkout', () => {
  afterEach(closeHosts);

  it('shows the frame in its place, for a product or for a checkout that a server has opened', async () => {
    const host = await openHost(
      `<kameng-checkout mode="inline" product="${product}"></kameng-checkout><kameng-checkout mode="inline" checkout="chk_1#cks_1"></kameng-checkout>`,
    );
    const frames = await until(() => {
      const found = [...host.document.querySelectorAll('kameng-checkout')].map(
        (each) => inside(each, '.panel .stage:not(.wait) iframe') as HTMLIFrameElement | null,
      );
      return found.every(Boolean) && found;
    }, 'both frames');
    equal(new URL(frames[0]!.src).searchParams.get('mode'), 'inline');
    equal(new URL(frames[1]!.src).pathname + new URL(frames[1]!.src).hash, '/checkout/chk_1#cks_1');
    equal(getComputedStyle(host.document.documentElement).overflow, 'visible');
  });

  it('offers the hosted page by a link when the frame does not come, and never leaves by itself', async () => {
    const host = await openHost(
      `<kameng-checkout mode="inline" coupon="silent" product="${product}"></kameng-checkout>`,
      { script: 'data-site="pk_test_1" data-patience-ms="1"' },
    );
    host.window.Kameng?.configure({ patienceMs: 30 });
    const link = (await until(
      () => inside(host.document.querySelector('kameng-checkout'), '[role=alert] a'),
      'link',
    )) as HTMLAnchorElement;
    equal(link.href, `${pool}/buy/${product}?site=pk_test_1&coupon=silent&lang=en`);
    equal(host.left, []);
  });
});
