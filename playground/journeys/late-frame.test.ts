import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { BrowserContext, Page } from 'playwright-core';
import { confirmInFrame, frameOf, mailedLink, payAt, payButton, readCode } from './buy-steps.ts';
import { openStage } from './open-stage.ts';

const stage = openStage();

const product = 'prd_01k0dem0game00000000000001';
const names = ['open', 'quote', 'order', 'paid', 'delivered', 'close', 'error'];
/** A page with a button that keeps what it is told, and what arrives at its window. */
const hostPage = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Host</title><script>
  window.told = []; window.got = [];
  for (const name of ${JSON.stringify(names)}) addEventListener('kameng:' + name, ({ detail }) => told.push([name, detail.status ?? null]));
  addEventListener('message', ({ data }) => got.push(data));</script>
  <script async src="POOL/embed/v1/kameng.js"></script>
  <kameng-buy product="${product}" site="pk_test_demo"><a href="POOL/buy/${product}?site=pk_test_demo">Get it</a></kameng-buy>`;

/** Says all that a checkout could say, by window and by ports of its own, and keeps whatever is answered. */
const impostor = `<!doctype html><meta charset="utf-8"><title>Impostor</title><script>
  window.got = [];
  const query = new URLSearchParams(location.search), channel = query.get('channel'), order = query.get('order');
  addEventListener('message', ({ data, ports }) => got.push([data, ports.length]));
  for (const message of [{ type: 'hello' }, { type: 'port' }, { type: 'ready' }, { type: 'status', order, status: 'delivered' }, { type: 'error', code: 'evil' }, { type: 'close' }]) {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => got.push([data, -1]);
    parent.postMessage({ kameng: 1, channel, ...message }, '*', [port2]);
    parent.postMessage({ kameng: 1, channel, ...message }, '*');
    port1.postMessage(message);
  }
  parent.postMessage({ said: query.get('as') }, '*');</script>`;

interface Watching {
  told: [name: string, status: string | null][];
  got: { said?: string }[];
}

const told = (page: Page) => page.evaluate(() => (window as unknown as Watching).told);
const heardAll = (page: Page, as: string) =>
  page.waitForFunction((name) => (window as unknown as Watching).got.some((each) => each.said === name), as);
const answersTo = (page: Page, as: string) =>
  page
    .frames()
    .find((frame) => frame.url().includes(`as=${as}`))
    ?.evaluate(() => (window as unknown as { got: unknown[] }).got);
const channelOf = async (page: Page) => {
  const source = await page.locator('kameng-checkout iframe').getAttribute('src');
  return new URL(source ?? '').searchParams.get('channel') ?? '';
};
const click = (page: Page) => page.getByRole('link', { name: 'Get it' }).click();
const close = (page: Page) => page.locator('kameng-checkout').getByRole('button', { name: 'Close' }).click();
const gone = (page: Page) => page.locator('kameng-checkout').waitFor({ state: 'detached' });

/** A page that the pool does not have, on the pool's very origin: what a hole in the pool would be to its hosts. */
async function plantOnPool(context: BrowserContext): Promise<void> {
  await context.route(`${stage.pool.url}/impostor?*`, (route) =>
    route.fulfill({ body: impostor, contentType: 'text/html' }),
  );
}

test('a frame that goes to another origin in mid-purchase tells the page nothing more, and the order stays the buyer’s', async () => {
  stage.host.put('/impostor', impostor);
  const stranger = stage.host.url.replace('127.0.0.1', 'stranger.localhost');
  const context = await stage.visitor();
  const page = await context.newPage();
  await page.goto(stage.host.put('/led-away', hostPage));
  await click(page);
  await payButton(frameOf(page)).waitFor();
  const channel = await channelOf(page);
  const tab = await confirmInFrame(context, frameOf(page), 'led-away@example.com');
  await page.waitForFunction(() => (window as unknown as Watching).told.some(([name]) => name === 'order'));
  const before = await told(page);
  const frame = page.frames().find((each) => each.url().startsWith(stage.pool.url));
  await frame?.evaluate(
    (to) => location.assign(to),
    `${stranger}/impostor?as=stranger&order=ord_evil&channel=${channel}`,
  );
  await heardAll(page, 'stranger');
  assert.deepEqual(await told(page), before);
  assert.deepEqual(await answersTo(page, 'stranger'), []);
  // It does not answer the question whether it may be closed, so the second one closes it.
  await close(page);
  await close(page);
  await gone(page);
  assert.deepEqual((await told(page)).at(-1), ['close', 'held']);

  await payAt(tab, 'paid');
  await page.goto(await mailedLink(stage.pool.url, 'led-away@example.com'));
  assert.match(await readCode(page), /^[A-Z0-9]{4}/);
  await context.close();
});

test('a frame that is another origin’s before it has said hello is given up for the hosted page', async () => {
  stage.host.put('/impostor', impostor);
  const context = await stage.visitor();
  const page = await context.newPage();
  await page.goto(stage.host.put('/early', hostPage));
  await page.waitForFunction(() => 'Kameng' in window);
  const stranger = stage.host.url.replace('127.0.0.1', 'stranger.localhost');
  // Whatever answers for the pool sends the frame elsewhere, with the right channel.
  await context.route('**/checkout/frame*', (route) => {
    const { searchParams } = new URL(route.request().url());
    const to = `${stranger}/impostor?as=early&channel=${searchParams.get('channel')}`;
    return route.fulfill({ status: 302, headers: { location: to } });
  });
  await click(page);
  await heardAll(page, 'early');
  assert.deepEqual(await answersTo(page, 'early'), []);
  assert.deepEqual(await told(page), [['open', null]]);
  await page.waitForURL(`${stage.pool.url}/buy/${product}?*`, { waitUntil: 'commit' });
  await payButton(page).waitFor();
  await context.close();
});

test('what a closed dialog’s channel is asked after the end, and after the next one is open, is answered by nobody', async () => {
  const context = await stage.visitor();
  await plantOnPool(context);
  const page = await context.newPage();
  await page.goto(stage.host.put('/closed', hostPage));
  const speakAs = async (as: string, channel: string) => {
    await page.evaluate(
      (src) => document.body.append(Object.assign(document.createElement('iframe'), { src, title: 'Impostor' })),
      `${stage.pool.url}/impostor?as=${as}&channel=${channel}&order=ord_evil`,
    );
    await heardAll(page, as);
    assert.deepEqual(await answersTo(page, as), [], as);
  };
  let letGo = () => {};
  const held = new Promise<void>((resolve) => (letGo = resolve));
  await context.route('**/checkout/frame*', async (route) => {
    await held;
    // The first frame is gone by now, and with it its request.
    await route.continue().catch(() => {});
  });
  await click(page);
  await page.locator('kameng-checkout iframe').waitFor({ state: 'attached' });
  const first = await channelOf(page);
  await close(page);
  await gone(page);
  const after = await told(page);
  assert.deepEqual(after.at(-1), ['close', null]);
  await speakAs('after-the-end', first);
  assert.deepEqual(await told(page), after);

  await click(page);
  await page.locator('kameng-checkout iframe').waitFor({ state: 'attached' });
  const second = await channelOf(page);
  assert.notEqual(second, first);
  const opened = await told(page);
  // The pool's origin and the right channel, and still not the frame's own window.
  await speakAs('old-channel', first);
  await speakAs('new-channel', second);
  assert.deepEqual(await told(page), opened);
  letGo();
  const tab = await confirmInFrame(context, frameOf(page), 'second@example.com');
  await speakAs('in-mid-purchase', second);
  await payAt(tab, 'paid');
  assert.match(await readCode(frameOf(page)), /^[A-Z0-9]{4}/);
  const all = (await told(page)).map(([name]) => name);
  for (const name of ['order', 'paid', 'delivered']) assert.equal(all.filter((each) => each === name).length, 1, name);
  assert.ok(!all.includes('error'));
  await context.close();
});

test('a page that owns both ends of the port, the messages and fetch buys nothing and hides no price', async () => {
  const context = await stage.visitor();
  const page = await context.newPage();
  const theft = `<script>
    const Real = MessageChannel; window.ports = [];
    window.MessageChannel = class { constructor() { const real = new Real(); ports.push(real.port1); return real; } };
    const post = window.postMessage; window.postMessage = function (data, ...rest) { return post.call(this, { ...data, evil: true }, ...rest); };
    const real = window.fetch;
    window.fetch = async (...args) => { const answer = await real(...args); return new Response((await answer.text()).replace(/"amount_minor":7600/g, '"amount_minor":100'), answer); };
  </script>`;
  const sent: string[] = [];
  context.on('request', (request) => void (request.method() === 'POST' && sent.push(new URL(request.url()).pathname)));
  const strangers: string[] = [];
  context.on('request', (request) => void (request.url().includes('evil.example') && strangers.push(request.url())));
  await page.goto(
    stage.host.put(
      '/owner',
      hostPage.replace('</title>', `</title>${theft}`) +
        `<kameng-product product="${product}" site="pk_test_demo"></kameng-product>`,
    ),
  );
  await page.locator('kameng-product').getByText('¥1.00').waitFor();
  await click(page);
  const frame = frameOf(page);
  await payButton(frame).getByText('¥76.00').waitFor();
  const look = () => frame.locator('main').innerText();
  await frame.getByLabel(/^E-mail or phone/).fill('owner@example.com');
  const before = await look();
  await page.evaluate(() => {
    const [port] = (window as unknown as { ports: MessagePort[] }).ports;
    const evil = 'https://evil.example/';
    for (const type of [
      'confirm',
      'order',
      'status',
      'quote',
      'navigate',
      'open',
      'eval',
      'reveal',
      'port',
      '__proto__',
    ])
      port?.postMessage({
        type,
        url: evil,
        html: evil,
        agreed: true,
        quantity: 9,
        order: 'ord_1',
        status: 'delivered',
      });
    for (const odd of [
      null,
      0,
      'confirm',
      [],
      { type: {} },
      JSON.parse('{"__proto__":{"type":"confirm","agreed":true}}'),
    ])
      port?.postMessage(odd);
    const tokens = {
      '--kameng-text': '#fff',
      '--kameng-accent': `url(${evil})`,
      display: 'none',
      '--kameng-font': '0/0 a;display:none',
    };
    // The last one shows that all before it were read.
    port?.postMessage({ type: 'theme', theme: 'dark', tokens });
  });
  await frame.locator('html[data-theme="dark"]').waitFor();
  assert.equal(await look(), before);
  assert.equal(await frame.getByRole('checkbox').isChecked(), false);
  assert.equal(await frame.getByLabel(/^E-mail or phone/).inputValue(), 'owner@example.com');
  assert.deepEqual(
    await frame.locator('html').evaluate((root) => [...root.style].filter((name) => name !== 'color-scheme')),
    [],
  );
  assert.deepEqual(
    sent.filter((path) => path.endsWith('/confirm')),
    [],
  );
  assert.deepEqual(strangers, []);
  const tab = await confirmInFrame(context, frame, 'owner@example.com');
  await payAt(tab, 'paid');
  assert.match(await readCode(frame), /^[A-Z0-9]{4}/);
  await context.close();
});
