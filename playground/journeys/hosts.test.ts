import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import type { BrowserContext, Page, Request } from 'playwright-core';
import { bundleRecipe, runOnServer, type Sources } from './bundle-recipe.ts';
import { arrival, confirmInFrame, fillIn, frameOf, payAt, payButton, pressPay, readCode } from './buy-steps.ts';
import { openStage, phone } from './open-stage.ts';
import { recipe } from './read-recipe.ts';

const stage = openStage();

interface KamengPage {
  Kameng: { configure(): { ref?: string } };
}

interface HostPage {
  name: string;
  /** What stands on the page; `POOL` is the pool's address. */
  html: string;
  headers?: Record<string, string>;
  /** How the checkout comes to the buyer; over the page unless said. */
  opens?: 'overlay' | 'page' | 'tab';
  /** Who has to be named when the checkout is opened; the demo's site unless said. */
  seller?: 'site' | 'agent';
  /** Before the click. */
  first?: (page: Page) => Promise<void>;
}

const pageOf = (head: string, body: string) =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Host</title>${head}</head><body><main>${body}</main></body></html>`;
const plain = recipe('plain');
const script = '<script async src="POOL/embed/v1/kameng.js"></script>';
const button = plain.replace(/<script[^]*?<\/script>\s*/, '');
const csp = (policy: string) => ({ 'content-security-policy': policy });
const withKameng = (page: Page) => page.waitForFunction(() => 'Kameng' in window).then(() => {});

/** What WP Rocket does: the address in an attribute of its own, and a script in its place at the first touch. */
const wpRocket = `<script type="rocketlazyloadscript" data-rocket-src="POOL/embed/v1/kameng.js" async></script><script>
  const load = () => document.querySelectorAll('script[type=rocketlazyloadscript]').forEach((old) => {
    const late = document.createElement('script'); late.async = true; late.src = old.dataset.rocketSrc; old.replaceWith(late); });
  for (const touch of ['mousemove', 'keydown', 'touchstart', 'wheel']) addEventListener(touch, load, { once: true });</script>`;

/** What Rocket Loader does: a type no browser runs, and the text of the script run by another one. */
const rocketLoader = `<script type="7d1f0c2ab9e4-text/javascript" src="POOL/embed/v1/kameng.js" data-cf-settings="x"></script><script>
  addEventListener('load', () => document.querySelectorAll('script[data-cf-settings]').forEach(async (old) =>
    new Function(await (await fetch(old.src)).text())()));</script>`;

/** A page at war: everything restyled, and a banner on top of everything. */
const hostile = `<style>* { all: revert; position: relative !important; float: left !important; font: 4px/4px serif !important;
  color: #eee !important; letter-spacing: 9px !important; transition: all 9s !important; transform: rotate(.01deg) }
  #war { position: fixed !important; inset: 0; z-index: 2147483647 !important; background: #c00; pointer-events: none }
  body.open #war { pointer-events: auto } iframe { display: none !important } dialog { display: none !important }</style><div id="war"></div>
  <script>addEventListener('kameng:open', () => document.body.classList.add('open'))</script>`;

const hosts: HostPage[] = [
  { name: 'plain HTML', html: pageOf('', plain) },
  {
    name: 'Ghost, key in the site header and the card in a post',
    html: pageOf(recipe('ghost-header'), `<!--kg-card-begin: html-->${recipe('ghost-card')}<!--kg-card-end: html-->`),
  },
  {
    name: 'code boxes that each bring the script',
    html: pageOf(
      '',
      `<div class="sqs-block-code"><div class="sqs-block-content"><p>A post</p></div></div>
       <div class="w-embed w-script">${recipe('code-box')}</div><div class="w-embed">${script}</div>`,
    ),
  },
  { name: 'a page that keeps only the link', html: pageOf('', recipe('link')), opens: 'page', first: asItIs },
  { name: 'a script that optimisers leave alone', html: pageOf(recipe('not-delayed'), button) },
  { name: 'WP Rocket, before the first touch', html: pageOf(wpRocket, button), opens: 'page', first: clickUntouched },
  {
    name: 'WP Rocket, after the first touch',
    html: pageOf(wpRocket, button),
    first: async (page) => {
      await page.mouse.move(5, 5);
      await withKameng(page);
    },
  },
  { name: 'Rocket Loader', html: pageOf(rocketLoader, button) },
  {
    name: 'a page that is written by document.write',
    html: pageOf('', `<script>document.write(${JSON.stringify(plain).replaceAll('</', '<\\/')})</script>`),
  },
  {
    name: 'two copies of the script, of different addresses, and an element of the same name from elsewhere',
    html: pageOf(
      `<script>customElements.define('kameng-product', class extends HTMLElement {})</script>
       ${script}<script async src="POOL/embed/v0.1.0/kameng.js"></script>${script}`,
      button,
    ),
  },
  {
    name: 'a policy with a list of hosts',
    html: pageOf('', plain),
    headers: csp(recipe('csp-hosts')),
  },
  {
    name: 'a policy with a nonce, strict-dynamic and Trusted Types',
    html: pageOf(recipe('nonce'), button),
    headers: csp(recipe('csp-nonce')),
  },
  {
    name: 'a policy with a nonce alone: the panel inherits it',
    html: pageOf(recipe('nonce'), button),
    headers: csp(recipe('csp-nonce').replace(" 'strict-dynamic'", '')),
  },
  {
    name: 'a policy that blocks the script: the button is still a link',
    html: pageOf('', plain),
    headers: csp("default-src 'self'"),
    opens: 'page',
    first: asItIs,
  },
  {
    name: 'a page that isolates itself',
    html: pageOf(script, recipe('isolated')),
    headers: { 'cross-origin-embedder-policy': 'require-corp', 'cross-origin-opener-policy': 'same-origin' },
    opens: 'page',
  },
  { name: 'a hostile style sheet and a banner on top of everything', html: pageOf(hostile, plain) },
  {
    name: 'a theme block that an editor draws anew',
    html: pageOf('', `<div id="shopify-section">${plain}</div>`),
    first: async (page) => {
      await withKameng(page);
      await page.locator('#shopify-section').evaluate((section) => void (section.innerHTML += ' '));
    },
  },
];

for (const host of hosts) {
  test(`host: ${host.name}`, async () => {
    const { html, headers, first = withKameng, opens = 'overlay', seller = 'site' } = host;
    const context = await stage.visitor();
    const page = await context.newPage();
    const errors: string[] = [];
    page.on('pageerror', ({ message }) => errors.push(message));
    await page.goto(stage.host.put(`/host-${hosts.indexOf(host)}`, html, headers));
    const asked = checkoutOf(context);
    await first(page);
    if (first !== clickUntouched) await page.getByRole('link', { name: 'Buy' }).click();
    await arrive(page, opens);
    assertSeller(await asked, seller, opens);
    assert.deepEqual(errors, []);
    await context.close();
  });
}

/** No script is waited for: there is none, or it cannot run. */
async function asItIs(): Promise<void> {}

/** A click that nothing has announced: no mouse, no touch, no focus. */
async function clickUntouched(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Buy' }).evaluate((link: HTMLAnchorElement) => link.click());
}

/** Waits for the checkout where it has to be, and looks whether a buyer could press its button there. */
async function arrive(page: Page, opens: HostPage['opens']): Promise<void> {
  if (opens === 'page') {
    await page.waitForURL(`${stage.pool.url}/buy/**`, arrival);
    return payButton(page).waitFor();
  }
  const frame = frameOf(page);
  await payButton(frame).waitFor();
  assert.equal(await page.locator('kameng-checkout').count(), 1);
  // A real click on the frame's field: whatever lies above it would get it instead.
  await frame.getByLabel(/^E-mail or phone/).click();
  assert.equal(await page.evaluate(() => document.activeElement?.localName), 'kameng-checkout');
}

/** The request that opens the checkout: the only place where a sale is given to somebody. */
function checkoutOf(context: BrowserContext): Promise<Request> {
  return context.waitForEvent('request', (request) => {
    return request.method() === 'POST' && new URL(request.url()).pathname === '/v1/checkouts';
  });
}

function assertSeller(request: Request, seller: HostPage['seller'], opens: HostPage['opens']): void {
  const { authorization, 'kameng-ref': ref } = request.headers();
  const body = request.postDataJSON() as { ref?: string; embed?: { origin: string; mode: string } };
  if (seller === 'site') assert.equal(authorization, 'Bearer pk_test_demo');
  else assert.equal(body.ref ?? ref, 'DEMO01');
  assert.deepEqual(body.embed, opens === 'overlay' ? { origin: stage.host.url, mode: 'overlay' } : undefined);
}

test('host: only a frame, in a sandbox and a page of another site: bought in a new tab, for the agent', async () => {
  const sandbox =
    'sandbox="allow-scripts allow-same-origin allow-forms allow-popups allow-popups-to-escape-sandbox" title=';
  const inner = pageOf('', recipe('frame').replace('title=', sandbox));
  const nested = stage.host.put('/only-frame-inner', inner).replace('127.0.0.1', 'nested.localhost');
  const context = await stage.visitor();
  const page = await context.newPage();
  // As on Notion or Wix: a page, in it a frame of theirs, in it ours.
  await page.goto(
    stage.host.put('/only-frame', pageOf('', `<iframe src="${nested}" width="600" height="400" title="Box"></iframe>`)),
  );
  const card = page.frameLocator('iframe').frameLocator('iframe');
  await card.getByText('¥76.00').waitFor();
  const asked = checkoutOf(context);
  const opened = context.waitForEvent('page');
  await card.getByRole('link', { name: 'Buy' }).click();
  const tab = await opened;
  await payButton(tab).waitFor();
  assertSeller(await asked, 'agent', 'tab');
  assert.equal(await tab.evaluate(() => window.opener), null);
  await fillIn(tab, 'framed@example.com');
  await pressPay(tab);
  await payAt(tab, 'paid');
  assert.match(await readCode(tab), /^[A-Z0-9]{4}/);
  assert.deepEqual(await context.cookies(`${stage.pool.url}/embed/frame/x`), []);
  await context.close();
});

test('host: a frame says how tall its card is, also on a page that isolates itself', async () => {
  const context = await stage.visitor();
  const page = await context.newPage();
  const headers = { 'cross-origin-embedder-policy': 'require-corp', 'cross-origin-opener-policy': 'same-origin' };
  await page.goto(stage.host.put('/tall', pageOf('', recipe('frame') + recipe('frame-height')), headers));
  await page.frameLocator('iframe').getByText('¥76.00').waitFor();
  await page.waitForFunction(() => document.querySelector('iframe')?.height !== '190');
  const height = await page
    .frameLocator('iframe')
    .locator('main')
    .evaluate((card) => card.getBoundingClientRect().height);
  assert.equal(await page.locator('iframe').getAttribute('height'), String(Math.ceil(height)));
  await context.close();
});

test('host: a frame whose sandbox forbids new windows shows the address instead of doing nothing', async () => {
  const context = await stage.visitor();
  const page = await context.newPage();
  const tight = recipe('frame').replace('title=', 'sandbox="allow-scripts" title=');
  await page.goto(stage.host.put('/tight', pageOf('', tight)));
  const card = page.frameLocator('iframe');
  await card.getByRole('link', { name: 'Buy' }).click();
  await card.getByRole('alert').getByText('This page keeps new windows from opening.').waitFor();
  await context.close();
});

test('host: a frame that the site lists opens the checkout in itself', async () => {
  const context = await stage.visitor();
  const page = await context.newPage();
  const here = `<iframe src="POOL/embed/frame/prd_01k0dem0game00000000000001?site=pk_test_demo&open=here&origin=${stage.host.url}" width="420" height="700" title="Buy"></iframe>`;
  await page.goto(stage.host.put('/here', pageOf('', here)));
  const frame = page.frameLocator('iframe');
  const asked = checkoutOf(context);
  await frame.getByRole('link', { name: 'Buy' }).click();
  await payButton(frame).waitFor();
  const { embed } = (await asked).postDataJSON() as { embed?: object };
  assert.deepEqual(embed, { origin: stage.host.url, mode: 'inline' });
  const tab = await confirmInFrame(context, frame, 'here@example.com');
  await payAt(tab, 'paid');
  assert.match(await readCode(frame), /^[A-Z0-9]{4}/);
  await context.close();
});

test('host: Turbo swaps the page, and the button of the next page and of the one before both work', async () => {
  const turbo = readFileSync(createRequire(import.meta.url).resolve('@hotwired/turbo'), 'utf8');
  stage.host.put('/turbo.js', turbo, { 'content-type': 'text/javascript' });
  const head = `<script type="module" src="/turbo.js"></script>${recipe('turbo')}`;
  const card =
    '<kameng-buy product="prd_01k0dem0game00000000000001"><a href="POOL/buy/prd_01k0dem0game00000000000001">Buy</a></kameng-buy>';
  const first = stage.host.put('/turbo-1', pageOf(head, `<h1>One</h1><a href="/turbo-2">Next</a>${card}`));
  stage.host.put('/turbo-2', pageOf(head, `<h1>Two</h1>${card}`));
  const context = await stage.visitor();
  const page = await context.newPage();
  await page.goto(first);
  await page.waitForFunction(() => 'Turbo' in window && 'Kameng' in window);
  await page.evaluate(() => void ((window as unknown as { same: boolean }).same = true));
  await page.getByRole('link', { name: 'Next' }).click();
  await page.getByRole('heading', { name: 'Two' }).waitFor();
  for (const heading of ['Two', 'One']) {
    await page.getByRole('heading', { name: heading }).waitFor();
    const asked = checkoutOf(context);
    await page.getByRole('link', { name: 'Buy' }).click();
    await payButton(frameOf(page)).waitFor();
    assertSeller(await asked, 'agent', 'overlay');
    await page.keyboard.press('Escape');
    await page.locator('kameng-checkout').waitFor({ state: 'detached' });
    if (heading === 'Two') await page.goBack();
  }
  assert.equal(
    await page.evaluate(() => (window as unknown as { same?: boolean }).same),
    true,
    'the page was loaded anew',
  );
  await context.close();
});

test('host: a button of the page’s own, pressed before the script is there, opens once it is', async () => {
  const context = await stage.visitor();
  const page = await context.newPage();
  let letGo = () => {};
  const held = new Promise<void>((resolve) => (letGo = resolve));
  await context.route('**/embed/v1/kameng.js', async (route) => {
    await held;
    await route.continue();
  });
  await page.goto(stage.host.put('/own-button', pageOf(script, recipe('own-button'))), { waitUntil: 'commit' });
  const asked = checkoutOf(context);
  await page.getByRole('button', { name: 'Buy' }).click();
  assert.equal(await page.evaluate(() => 'Kameng' in window), false);
  letGo();
  await payButton(frameOf(page)).waitFor();
  assertSeller(await asked, 'site', 'overlay');
  const said = page.waitForEvent('console', (message) => message.text().startsWith('closed'));
  await page.keyboard.press('Escape');
  await said;
  await context.close();
});

/** What the page around a recipe's component does with it. */
const frameworks: { name: string; sources: Sources; server?: boolean }[] = [
  {
    name: 'React 19, drawn in the browser',
    sources: {
      jsx: 'react',
      files: {
        'buy-card.tsx': recipe('react', 'POOL_ADDRESS'),
        'page.tsx': `import { createRoot } from 'react-dom/client'; import { BuyCard } from './buy-card.tsx';
          createRoot(document.querySelector('#app')!).render(<BuyCard onPaid={(order) => { document.title = order; }} />);`,
      },
    },
  },
  {
    name: 'React 19, rendered on a server as Next does, and hydrated without a difference',
    server: true,
    sources: {
      jsx: 'react',
      files: {
        'buy-card.tsx': recipe('next', 'POOL_ADDRESS'),
        'server.tsx': `import { renderToString } from 'react-dom/server'; import { BuyCard } from './buy-card.tsx';
          export const html = renderToString(<BuyCard onPaid={() => {}} />);`,
        'page.tsx': `import { hydrateRoot } from 'react-dom/client'; import { BuyCard } from './buy-card.tsx';
          hydrateRoot(document.querySelector('#app')!, <BuyCard onPaid={(order) => { document.title = order; }} />,
            { onRecoverableError: (error) => console.error(error) });`,
      },
    },
  },
  {
    name: 'Preact',
    sources: {
      jsx: 'preact',
      files: {
        'buy-card.tsx': recipe('preact', 'POOL_ADDRESS'),
        'page.tsx': `import { render } from 'preact'; import { BuyCard } from './buy-card.tsx';
          render(<BuyCard onPaid={(order) => { document.title = order; }} />, document.querySelector('#app')!);`,
      },
    },
  },
  {
    name: 'Vue',
    sources: {
      files: {
        'buy-card.ts': recipe('vue', 'POOL_ADDRESS'),
        'page.ts': `import { mountBuyCard } from './buy-card.ts';
          mountBuyCard(document.querySelector('#app')!, (order) => { document.title = order; });`,
      },
    },
  },
];

for (const { name, sources, server = false } of frameworks) {
  test(`host: ${name}`, async () => {
    const entry = Object.keys(sources.files).find((file) => file.startsWith('page.'))!;
    const path = `/framework-${frameworks.findIndex((each) => each.name === name)}`;
    const bundle = (await bundleRecipe(sources, entry)).replaceAll('POOL_ADDRESS', 'POOL');
    stage.host.put(`${path}.js`, bundle, { 'content-type': 'text/javascript' });
    const drawn = server
      ? (await runOnServer<{ html: string }>(await bundleRecipe(sources, 'server.tsx', true))).html
      : '';
    const html = drawn.replaceAll('POOL_ADDRESS', 'POOL');
    if (server) assert.match(html, /<kameng-buy product="prd_\w+" site="pk_test_demo"><a href="POOL\/buy\//);
    const context = await stage.visitor();
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    page.on('pageerror', ({ message }) => complaints.push(message));
    const ours = sources.jsx === 'react' ? '' : script;
    // On the server's page our script comes first, as a cached one does.
    await page.goto(
      stage.host.put(
        path,
        pageOf(
          `<link rel="icon" href="data:,">${server ? script.replace('async ', '') : ours}`,
          `<div id="app">${html}</div><script type="module" src="${path}.js"></script>`,
        ),
      ),
    );
    await withKameng(page);
    const asked = checkoutOf(context);
    await page.getByRole('link', { name: 'Buy' }).click();
    const frame = frameOf(page);
    await payButton(frame).waitFor();
    assertSeller(await asked, 'site', 'overlay');
    const tab = await confirmInFrame(context, frame, 'framework@example.com');
    await payAt(tab, 'paid');
    assert.match(await readCode(frame), /^[A-Z0-9]{4}/);
    await page.waitForFunction(() => document.title.startsWith('ord_'));
    assert.deepEqual(complaints, []);
    await context.close();
  });
}

test('host: a page that pins a version runs the file of that digest, and with another digest keeps a link that sells', async () => {
  const answer = await fetch(`${stage.pool.url}/embed/v0.1.0/integrity.json`);
  const digest = ((await answer.json()) as Record<string, string>)['kameng.js'] ?? '';
  const pinned = (integrity: string) =>
    `<script async crossorigin="anonymous" src="POOL/embed/v0.1.0/kameng.js" integrity="${integrity}"></script>`;
  for (const [path, integrity, opens] of [
    ['/pinned', digest, 'overlay'],
    ['/pinned-wrong', `sha384-${'A'.repeat(64)}`, 'page'],
  ] as const) {
    const context = await stage.visitor();
    const page = await context.newPage();
    await page.goto(stage.host.put(path, pageOf(pinned(integrity), button)));
    if (opens === 'overlay') await withKameng(page);
    const asked = checkoutOf(context);
    await page.getByRole('link', { name: 'Buy' }).click();
    await arrive(page, opens);
    assertSeller(await asked, 'site', opens);
    const releases = await (await fetch(`${stage.pool.url}/embed/`)).text();
    assert.ok(releases.includes(digest), 'the page of releases names another digest');
    await context.close();
  }
});

test('host: on a phone every kind of page sends the buyer to the hosted page', async () => {
  const context = await stage.visitor(phone);
  const page = await context.newPage();
  await page.goto(stage.host.put('/phone', pageOf('', plain)));
  await withKameng(page);
  const asked = checkoutOf(context);
  await page.getByRole('link', { name: 'Buy' }).tap();
  await arrive(page, 'page');
  assertSeller(await asked, 'site', 'page');
  await context.close();
});

test('host: a page that remembers the last click, with consent and behind its own referral', async () => {
  const link = '<a href="POOL/buy/prd_01k0dem0game00000000000001">Buy</a>';
  const html = (consent: string, own: string) =>
    pageOf(recipe('carry').replace('async ', `async ${own} `), link).replace(
      '<html',
      `<html data-consent="${consent}"`,
    );
  stage.host.put('/carry', html('yes', ''));
  stage.host.put('/carry-own', html('yes', 'data-ref="DEMO00"'));
  stage.host.put('/carry-no', html('no', ''));
  const context = await stage.visitor();
  const page = await context.newPage();
  for (const [path, seller] of [
    ['/carry', undefined],
    ['/carry?ref=DEMO00', 'DEMO00'],
    ['/carry?ref=DEMO01', 'DEMO01'],
    ['/carry', 'DEMO01'],
    ['/carry-own', 'DEMO00'],
    ['/carry-no?ref=DEMO01', 'DEMO01'],
    ['/carry', undefined],
  ] as const) {
    await page.goto(stage.host.url + path);
    await withKameng(page);
    const wanted = seller ?? '';
    await page.waitForFunction(
      (ref) => (window as unknown as KamengPage).Kameng.configure().ref === (ref || undefined),
      wanted,
    );
    await page.getByRole('link', { name: 'Buy' }).click();
    await page.waitForURL(`${stage.pool.url}/buy/**`, arrival);
    assert.equal(new URL(page.url()).searchParams.get('ref') ?? undefined, seller, path);
  }
  await context.close();
});
