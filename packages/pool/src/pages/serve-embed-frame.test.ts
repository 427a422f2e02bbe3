import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { createId } from '@kameng/contract/id';
import type { FastifyInstance } from 'fastify';
import pino from 'pino';
import { insertGoods, testContext } from '../../test/catalog-goods.ts';
import { createTestDatabase, type TestDatabase } from '../database/test-database.ts';
import { createServer } from '../http/create-server.ts';
import { servePages } from '../http/serve-pages.ts';
import { readConfig } from '../read-config.ts';
import { storeApiKey } from '../site/create-api-key.ts';
import { createSite } from '../site/create-site.ts';

let database: TestDatabase;
let app: FastifyInstance;
let product: string;
let soldOut: string;
const folder = mkdtempSync(join(tmpdir(), 'kameng frame '));
const digest = `sha384-${'A'.repeat(64)}`;

before(async () => {
  database = await createTestDatabase();
  const config = readConfig({ KAMENG_URL: 'http://pool.test' });
  const engine = { ...testContext(database), config, log: pino({ level: 'silent' }) };
  const origins = ['https://blog.example', 'http://localhost:*'];
  const site = await createSite(engine, { name: 'Blog', kind: 'site', environment: 'test', origins });
  await storeApiKey(engine, { siteId: site.id, kind: 'publishable', key: 'pk_test_frame' });
  const agent = "INSERT INTO agent (id, ref, name, level, created_at) VALUES ($1, 'FRAME1', 'a', 1, now())";
  await database.pool.query(agent, [createId('agent')]);
  const names = { en: 'Card <b>"of"</b> 100', 'zh-CN': '一百元卡' };
  const [first, second] = await insertGoods(database.pool, [
    { names },
    { names, offers: [{ price_minor: 8000, codes: 0 }] },
  ]);
  product = first!.id;
  soldOut = second!.id;
  mkdirSync(join(folder, 'widget'));
  writeFileSync(join(folder, 'widget/integrity.json'), JSON.stringify({ 'kameng.js': digest }));
  app = await createServer(engine);
  const at = (name: string) => join(folder, name);
  servePages(app, engine, {
    checkout: at('checkout'),
    console: at('console'),
    widget: at('widget'),
    releases: at('releases'),
    docs: at('docs'),
    art: at('art'),
    playground: at('playground'),
    widgetVersion: '0.1.0',
  });
});
after(async () => {
  await app.close();
  await database.drop();
  rmSync(folder, { recursive: true });
});

const get = (url: string, headers: Record<string, string> = {}) => app.inject({ url, headers });
/** Markup without what its formatting leaves between tags and attributes. */
const tight = (markup: string) => markup.replaceAll(/\s+/g, ' ').replaceAll(/ ?(<|>) ?/g, '$1');
const card = (query: string, id = product) => get(`/embed/frame/${id}?${query}`);
const ancestors = (policy: unknown) => /frame-ancestors ([^;]*)/.exec(String(policy))?.[1];

test('the card may be shown by the pages of its site, by every page for an agent, and by nobody else', async () => {
  const bySite = await card('site=pk_test_frame');
  assert.equal(bySite.statusCode, 200);
  assert.equal(ancestors(bySite.headers['content-security-policy']), "'self' http://localhost:* https://blog.example");
  const byAgent = await card('ref=frame1');
  assert.equal(byAgent.statusCode, 200);
  assert.equal(ancestors(byAgent.headers['content-security-policy']), undefined);
  for (const { headers } of [bySite, byAgent]) {
    assert.equal(headers['x-frame-options'], undefined);
    assert.equal(headers['set-cookie'], undefined);
    assert.equal(headers['cross-origin-embedder-policy'], 'require-corp');
    assert.equal(headers['cross-origin-resource-policy'], 'cross-origin');
    assert.doesNotMatch(String(headers['content-security-policy']), /unsafe/);
  }
  for (const query of ['', 'site=pk_test_nobody', 'site=sk_test_frame', 'ref=NOBODY', 'site=pk_test_frame&site=x']) {
    const { statusCode, headers } = await card(query);
    assert.equal(statusCode, 403, query);
    assert.equal(ancestors(headers['content-security-policy']), "'none'", query);
  }
  for (const id of ['prd_nonsense', createId('product')])
    assert.equal((await card('site=pk_test_frame', id)).statusCode, 404);
});

test('the card says in its language what is sold, and its button carries what the address said', async () => {
  const body = tight((await card('ref=FRAME1&lang=zh-CN&theme=dark&quantity=2&coupon=%22%3E%3Cscript%3E')).body);
  assert.match(body, /<html lang="zh-CN" dir="ltr" data-theme="dark">/);
  assert.match(body, />购买<\/a>/);
  assert.ok(
    body.includes(
      `href="http://pool.test/buy/${product}?ref=FRAME1&amp;quantity=2&amp;coupon=%22%3E%3Cscript%3E&amp;lang=zh-CN&amp;theme=dark" target="_blank"`,
    ),
  );
  const english = tight((await card('ref=FRAME1')).body);
  assert.ok(english.includes('<h1>Card &lt;b&gt;&quot;of&quot;&lt;/b&gt; 100</h1>'));
  assert.match(english, /¥80\.00/);
  const gone = (await card('ref=FRAME1', soldOut)).body;
  assert.match(gone, /Sold out/);
  assert.doesNotMatch(gone, /class="button/);
});

test('the checkout opens in the frame itself only where that page may show it', async () => {
  const here = tight((await card('site=pk_test_frame&open=here&origin=https://blog.example')).body);
  const target = /href="(http:\/\/pool\.test\/checkout\/frame[^"]*)" target="_self"/.exec(here)?.[1];
  const query = new URL(target!.replaceAll('&amp;', '&')).searchParams;
  assert.deepEqual(
    [query.get('product'), query.get('site'), query.get('origin'), query.get('mode')],
    [product, 'pk_test_frame', 'https://blog.example', 'inline'],
  );
  assert.match(query.get('channel') ?? '', /^[\w-]{22}$/);
  for (const origin of ['', '&origin=https://evil.example', '&origin=null'])
    assert.match(
      tight((await card(`site=pk_test_frame&open=here${origin}`)).body),
      /\/buy\/prd_[^"]*" target="_blank"/,
    );
  assert.match((await card('site=pk_test_frame&open=top')).body, /target="_top"/);
});

test('an agent’s link is there as a QR code, unless nobody would earn by it', async () => {
  for (const path of ['/r/FRAME1/qr.svg', `/r/frame1/${product}/qr.svg`]) {
    const { statusCode, headers, body } = await get(path);
    assert.equal(statusCode, 200, path);
    assert.equal(headers['content-type'], 'image/svg+xml');
    assert.match(body, /^<svg /);
  }
  for (const path of ['/r/NOBODY/qr.svg', '/r/FRAME1/prd_x/qr.svg']) assert.equal((await get(path)).statusCode, 404);
});

test('the page of releases pins each file by its digest, in the reader’s language', async () => {
  const { body: markup, headers } = await get('/embed/', { 'accept-language': 'zh-CN' });
  const body = tight(markup);
  assert.match(body, /<html lang="zh-CN">/);
  assert.ok(body.includes(`<a href="/embed/v0.1.0/kameng.js">kameng.js</a></td><td><code>${digest}</code>`));
  assert.ok(body.includes(`src=&quot;https://…/embed/v0.1.0/kameng.js&quot; integrity=&quot;${digest}&quot;`));
  assert.equal(headers['cache-control'], 'no-cache');
  assert.equal((await get('/embed')).headers.location, '/embed/');
});
