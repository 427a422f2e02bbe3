import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { arrival, confirmInFrame, frameOf, payAt, payButton, readCode } from './buy-steps.ts';
import { openStage } from './open-stage.ts';

const stage = openStage();

const script = `<script async src="POOL/embed/v1/kameng.js"></script>`;
const product = 'prd_01k0dem0game00000000000001';
const button = `<kameng-buy product="${product}" site="pk_test_demo"><a href="POOL/buy/${product}?site=pk_test_demo">Get it</a></kameng-buy>`;
const pageOf = (body: string) => `<!doctype html><html lang="en"><meta charset="utf-8"><title>Host</title>${body}`;

/** Everything that arrives at a window, kept where the test can read it. */
const listen = `<script>window.got = []; addEventListener('message', (event) => got.push([event.origin, JSON.stringify(event.data), event.ports.length]));</script>`;
const gotIn = (page: Page) => page.evaluate(() => (window as unknown as { got: [string, string, number][] }).got);

test('forged hellos from other frames and from the page itself get no port', async () => {
  const context = await stage.visitor();
  const page = await context.newPage();
  stage.host.put(
    '/forger',
    pageOf(`${listen}<script>
    addEventListener('message', ({ data }) => data && data.go && [true, false].forEach((real) =>
      parent.postMessage({ kameng: 1, type: 'hello', channel: real ? data.channel : 'guess' }, '*')));</script>`),
  );
  await page.goto(
    stage.host.put(
      '/forged',
      pageOf(`${listen}${script}${button}<iframe id="forger" src="/forger" title="Forger"></iframe>`),
    ),
  );
  // The real frame is held back, so that the forgers are first.
  let letGo = () => {};
  const held = new Promise<void>((resolve) => (letGo = resolve));
  await context.route('**/checkout/frame*', async (route) => {
    await held;
    await route.continue();
  });
  await page.getByRole('link', { name: 'Get it' }).click();
  const source = await page.locator('kameng-checkout iframe').getAttribute('src');
  const channel = new URL(source ?? '').searchParams.get('channel') ?? '';
  assert.match(channel, /^[\w-]{16,64}$/);
  await page.evaluate((known) => {
    // The page has the right channel, since it owns the frame's address; it is neither the pool's origin nor the frame's window.
    window.postMessage({ kameng: 1, type: 'hello', channel: known }, '*');
    document.querySelector<HTMLIFrameElement>('#forger')?.contentWindow?.postMessage({ go: true, channel: known }, '*');
  }, channel);
  await page.waitForFunction(() => (window as unknown as { got: unknown[] }).got.length >= 3);
  const forger = page.frames().find((frame) => frame.url().endsWith('/forger'));
  const port = (got: [string, string, number][]) =>
    got.filter(([, data, ports]) => ports > 0 || data.includes('"port"'));
  assert.deepEqual(port(await gotIn(page)), []);
  assert.deepEqual(
    port((await forger?.evaluate(() => (window as unknown as { got: [string, string, number][] }).got)) ?? []),
    [],
  );
  letGo();
  await payButton(frameOf(page)).waitFor();
  await context.close();
});

test('the frame takes no port from anybody but its parent, with its channel', async () => {
  const context = await stage.visitor();
  const page = await context.newPage();
  const address = (channel: string) =>
    `POOL/checkout/frame?product=${product}&site=pk_test_demo&mode=overlay&origin=ORIGIN&channel=${channel}`.replace(
      'ORIGIN',
      encodeURIComponent(stage.host.url),
    );
  const html = pageOf(
    `${listen}<iframe id="frame" src="${address('AAAAAAAAAAAAAAAAAAAAAA')}" title="Checkout"></iframe>`,
  );
  await page.goto(stage.host.put('/wrong-channel', html));
  await page.waitForFunction(() =>
    (window as unknown as { got: [string, string][] }).got.some(([, data]) => data.includes('hello')),
  );
  const answered = await page.evaluate(async () => {
    const target = document.querySelector<HTMLIFrameElement>('#frame')?.contentWindow;
    const said: string[] = [];
    const offer = (message: object) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = ({ data }) => said.push(JSON.stringify(data));
      target?.postMessage(message, '*', [port2]);
      return port1;
    };
    offer({ kameng: 1, type: 'port', channel: 'BBBBBBBBBBBBBBBBBBBBBB' });
    offer({ kameng: 2, type: 'port', channel: 'AAAAAAAAAAAAAAAAAAAAAA' });
    offer({ type: 'port', channel: 'AAAAAAAAAAAAAAAAAAAAAA' });
    const wrong = () => said.length;
    // The right one comes last: whatever the wrong ones started would have been heard before it.
    const ready = new Promise<number>((resolve) => {
      const before = wrong();
      const right = new MessageChannel();
      right.port1.onmessage = () => resolve(before);
      target?.postMessage({ kameng: 1, type: 'port', channel: 'AAAAAAAAAAAAAAAAAAAAAA' }, '*', [right.port2]);
    });
    return { before: await ready, said };
  });
  assert.deepEqual(answered, { before: 0, said: [] });
  await context.close();
});

test('no page can frame the checkout under a name that is not its own, nor from further up', async () => {
  if (stage.pool.isMock) return;
  const context = await stage.visitor();
  const page = await context.newPage();
  const frame = (origin: string) =>
    `POOL/checkout/frame?product=${product}&site=pk_test_demo&mode=overlay&origin=${encodeURIComponent(origin)}&channel=AAAAAAAAAAAAAAAAAAAAAA`;
  const framed = (origin: string) => pageOf(`${listen}<iframe src="${frame(origin)}" title="Checkout"></iframe>`);
  const shown = () => page.frames().filter((each) => each.url().startsWith(stage.pool.url)).length;
  const refusedFrame = page.waitForEvent('console', (message) => /frame-ancestors/.test(message.text()));
  await page.goto(stage.host.put('/liar', framed('http://127.0.0.1:1')));
  await refusedFrame;
  assert.equal(shown(), 0);

  // The listed page itself, framed by a stranger: the stranger is an ancestor too.
  stage.host.put('/inner', framed(stage.host.url));
  const refusedNested = page.waitForEvent('console', (message) => /frame-ancestors/.test(message.text()));
  const stranger = stage.host.url.replace('127.0.0.1', 'stranger.localhost');
  stage.host.put('/outer', pageOf(`<iframe src="${stage.host.url}/inner" title="Inner"></iframe>`));
  await page.goto(`${stranger}/outer`);
  await refusedNested;
  assert.equal(shown(), 0);

  // The pages that show codes without being asked for by a site are never framed at all.
  const policies = await Promise.all(
    ['/o', `/buy/${product}`].map(async (path) =>
      (await fetch(stage.pool.url + path)).headers.get('content-security-policy'),
    ),
  );
  for (const policy of policies) assert.match(policy ?? '', /frame-ancestors 'none'/);
  await context.close();
});

test('a polluted page cannot turn a purchase into something else', async () => {
  const context = await stage.visitor();
  const page = await context.newPage();
  const pollution = `<script>
    Object.prototype.kameng = 1; Object.prototype.type = 'hello'; Object.prototype.pool = 'https://evil.example';
    Object.prototype.base = 'https://evil.example/'; Object.prototype.ref = 'EVIL01'; Object.prototype.site = 'pk_test_evil'; Object.prototype.coupon = 'EVIL';
    const real = window.fetch; const fetched = document.createElement('output'); addEventListener('DOMContentLoaded', () => document.body.append(fetched));
    window.fetch = async (...args) => { const answer = await real(...args); fetched.append(String(args[0]), await answer.clone().text()); return answer; };
  </script>`;
  const strangers: string[] = [];
  page.on('request', (request) => void (request.url().includes('evil.example') && strangers.push(request.url())));
  await page.goto(stage.host.put('/polluted', pageOf(`${pollution}${script}${button}`)));
  const asked = page.waitForRequest(
    (request) => request.method() === 'POST' && request.url().includes('/v1/checkouts'),
  );
  await page.getByRole('link', { name: 'Get it' }).click();
  const request = await asked;
  assert.equal(request.headers()['authorization'], 'Bearer pk_test_demo', 'the sale is another site’s');
  assert.doesNotMatch(`${request.postData()}${JSON.stringify(request.headers())}`, /EVIL/);
  const place = page.url().startsWith(stage.host.url) ? frameOf(page) : page;
  await payButton(place).waitFor();
  if (place !== page) {
    const tab = await confirmInFrame(context, place, 'polluted@example.com');
    await payAt(tab, 'paid');
    const code = await readCode(place);
    // Read through a locator: what is polluted here is the page's own world, in which nothing else can be evaluated.
    const fetched = (await page.locator('output').textContent()) ?? '';
    assert.ok(
      !fetched.includes(code) && !fetched.includes('ort_') && !fetched.includes('cks_'),
      'a replaced fetch saw the purchase',
    );
  }
  assert.deepEqual(strangers, []);
  await context.close();
});

test('names in the markup that hide the browser’s own leave the buyer with a working link', async () => {
  const context = await stage.visitor();
  const page = await context.newPage();
  const clobber = `<img name="scripts" alt=""><form name="currentScript"></form><a id="Kameng" href="https://evil.example/"></a>
    <img name="querySelector" alt=""><form id="location"><input name="href" value="https://evil.example/"></form><iframe name="parent" title="Parent"></iframe>`;
  const strangers: string[] = [];
  page.on('request', (request) => void (request.url().includes('evil.example') && strangers.push(request.url())));
  await page.goto(stage.host.put('/clobbered', pageOf(`${clobber}${script}${button}`)), { waitUntil: 'networkidle' });
  await page.getByRole('link', { name: 'Get it' }).click();
  const hosted = page.waitForURL(`${stage.pool.url}/buy/**`, arrival).then(() => page);
  const place = await Promise.race([
    hosted,
    payButton(frameOf(page))
      .waitFor()
      .then(() => frameOf(page)),
  ]);
  await payButton(place).waitFor();
  assert.deepEqual(strangers, []);
  await context.close();
});
