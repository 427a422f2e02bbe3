import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { brotliDecompressSync } from 'node:zlib';
import { createId } from '@kameng/contract/id';
import type { FastifyInstance } from 'fastify';
import pino from 'pino';
import { insertGoods, testContext } from '../../test/catalog-goods.ts';
import { createTestDatabase, type TestDatabase } from '../database/test-database.ts';
import { storeApiKey } from '../site/create-api-key.ts';
import { createSite } from '../site/create-site.ts';
import { readConfig } from '../read-config.ts';
import type { Channel } from '../payment/channel.ts';
import { createServer } from './create-server.ts';
import { servePages } from './serve-pages.ts';

let database: TestDatabase;
let app: FastifyInstance;
const dist = mkdtempSync(join(tmpdir(), 'kameng pages '));
const productId = createId('product');

before(async () => {
  database = await createTestDatabase();
  const engine = {
    ...testContext(database),
    config: readConfig({ KAMENG_URL: 'http://pool.test' }),
    log: pino({ level: 'silent' }),
    channels: new Map([['form', { formOrigins: ['https://gateway.example'] } as unknown as Channel]]),
  };
  const site = await createSite(engine, {
    name: 'Blog',
    kind: 'site',
    environment: 'test',
    origins: ['https://blog.example', 'http://localhost:*'],
  });
  await storeApiKey(engine, { siteId: site.id, kind: 'publishable', key: 'pk_test_pages' });
  await storeApiKey(engine, { siteId: site.id, kind: 'secret', key: 'sk_test_pages' });
  await database.pool.query(
    "INSERT INTO agent (id, ref, name, level, created_at) VALUES ($1, 'PAGES1', 'a', 1, now())",
    [createId('agent')],
  );
  await insertGoods(database.pool, [{}, {}]);
  await database.pool.query(
    "UPDATE product SET image_url = 'https://pictures.example/a b.svg' WHERE id = (SELECT min(id) FROM product)",
  );
  const script = 'export const words = "kameng";\n'.repeat(40);
  const files = {
    'checkout/checkout.html': '<!doctype html>checkout',
    'checkout/order.html': '<!doctype html>order',
    'checkout/orders.html': '<!doctype html>orders',
    'checkout/plain.css': 'body{}',
    'checkout/assets/a-12345678.js': script,
    'checkout/.secret': 'no',
    'secret.txt': 'no',
    'widget/kameng.js': script,
    'widget/panel.js': script,
    'docs/index.html': 'docs',
    'docs/start/index.html': 'start',
    'art/starfall.svg': '<svg/>',
  };
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(dist, name, '..'), { recursive: true });
    writeFileSync(join(dist, name), text);
  }
  app = await createServer(engine);
  const folder = (name: string) => join(dist, name);
  servePages(app, engine, {
    checkout: folder('checkout'),
    console: folder('console'),
    widget: folder('widget'),
    releases: folder('releases'),
    docs: folder('docs'),
    art: folder('art'),
    playground: folder('playground'),
    widgetVersion: '0.1.0',
  });
});
after(async () => {
  await app.close();
  await database.drop();
  rmSync(dist, { recursive: true });
});

const get = (url: string, headers: Record<string, string> = {}) => app.inject({ url, headers });
const policyOf = async (url: string) => String((await get(url)).headers['content-security-policy']);

test('a page of money shows itself in no frame, runs only our files and tells nobody where it was', async () => {
  for (const url of [
    `/buy/${productId}?site=pk_test_pages`,
    `/checkout/${createId('checkout')}`,
    `/o/${createId('order')}`,
    '/o',
    '/orders',
    '/checkout/return?order=x',
  ]) {
    const { statusCode, headers } = await get(url);
    assert.equal(statusCode, 200, url);
    const policy = String(headers['content-security-policy']);
    for (const part of [
      "default-src 'none'",
      "script-src 'self'",
      "frame-ancestors 'none'",
      "require-trusted-types-for 'script'",
      "base-uri 'none'",
    ])
      assert.ok(policy.includes(part), `${url}: ${part}`);
    assert.doesNotMatch(policy, /unsafe|\*/);
    assert.deepEqual(
      [
        headers['referrer-policy'],
        headers['x-content-type-options'],
        headers['x-frame-options'],
        headers['cache-control'],
      ],
      ['no-referrer', 'nosniff', 'DENY', 'no-store'],
    );
    assert.match(String(headers['permissions-policy']), /camera=\(\)/);
  }
  assert.equal((await get('/checkout/return')).headers['cross-origin-opener-policy'], 'unsafe-none');
});

test('the checkout frame may be shown by exactly the page that was checked, and by nobody otherwise', async () => {
  const frame = (query: string) => `/checkout/frame?product=${productId}&${query}`;
  for (const [query, origin] of [
    ['site=pk_test_pages&origin=https://blog.example', 'https://blog.example'],
    ['site=pk_test_pages&origin=http://localhost:5173', 'http://localhost:5173'],
    ['ref=PAGES1&origin=https://anyone.example', 'https://anyone.example'],
    ['site=pk_test_pages&origin=http://pool.test', 'http://pool.test'],
  ] as const) {
    const { statusCode, headers } = await get(frame(query));
    assert.equal(statusCode, 200, query);
    assert.match(
      String(headers['content-security-policy']),
      new RegExp(`; frame-ancestors ${origin.replaceAll('.', '\\.')};`),
    );
    assert.equal(headers['x-frame-options'], undefined);
  }
  for (const query of [
    'site=pk_test_pages&origin=https://evil.example',
    'site=pk_test_pages&origin=https://blog.example.evil.example',
    'site=pk_test_pages',
    'site=sk_test_pages&origin=https://blog.example',
    'site=pk_test_unknown&origin=https://blog.example',
    'ref=NOBODY&origin=https://anyone.example',
    'origin=https://anyone.example',
    'site=pk_test_pages&origin=*',
    `site=pk_test_pages&origin=${encodeURIComponent("https://blog.example 'unsafe-inline'; script-src *")}`,
    'site=pk_test_pages&origin=https://blog.example&origin=https://evil.example',
    'ref=PAGES1&origin=null',
  ]) {
    assert.equal((await get(frame(query))).statusCode, 403, query);
    assert.match(await policyOf(frame(query)), /frame-ancestors 'none'/, query);
  }
});

test('a checkout made for a page may be shown by that page alone, and a picture or a form goes where the pool says', async () => {
  const [open, closed] = [createId('checkout'), createId('checkout')];
  for (const [id, origin] of [
    [open, 'https://blog.example'],
    [closed, null],
  ])
    await database.pool.query(
      `INSERT INTO checkout (id, product_id, offer_id, quantity, unit_price_minor, unit_supply_minor, list_price_minor, base_price_minor,
         currency, commission_bps, embed_origin, consent_version, created_at, expires_at)
       VALUES ($1, $2, $3, 1, 1, 1, 1, 1, 'CNY', 0, $4, '1', now(), now())`,
      [id, productId, createId('offer'), origin],
    );
  const at = (id: string | undefined, query = '') => policyOf(`/checkout/${id}${query}`);
  assert.match(await at(open, '?origin=https://blog.example'), /; frame-ancestors https:\/\/blog\.example;/);
  for (const [id, query] of [
    [open, ''],
    [open, '?origin=https://evil.example'],
    [open, '?origin=https://blog.example&origin=https://evil.example'],
    [closed, '?origin=https://blog.example'],
    [createId('checkout'), '?origin=https://blog.example'],
  ])
    assert.match(await at(id, query), /frame-ancestors 'none'/, query);
  const policy = await at(open);
  assert.match(policy, /img-src 'self' https:\/\/pictures\.example;/);
  assert.match(policy, /form-action 'self' https:\/\/gateway\.example;/);
});

test('what changes is asked for again, what cannot change is kept, and what did not change is not sent twice', async () => {
  const { headers } = await get('/embed/v0.1.0/kameng.js');
  assert.deepEqual(
    [
      headers['cache-control'],
      headers['access-control-allow-origin'],
      headers['cross-origin-resource-policy'],
      headers['timing-allow-origin'],
    ],
    ['public, max-age=31536000, immutable', '*', 'cross-origin', '*'],
  );
  assert.match(String((await get('/embed/v1/panel.js')).headers['cache-control']), /max-age=300/);
  assert.match(String((await get('/checkout/assets/a-12345678.js')).headers['cache-control']), /immutable/);
  assert.equal((await get('/embed/v0.0.9/kameng.js')).statusCode, 404);
  const again = await get('/embed/v1/kameng.js', { 'if-none-match': `W/${String(headers.etag)}` });
  assert.deepEqual([again.statusCode, again.body], [304, '']);
  writeFileSync(join(dist, 'widget/kameng.js'), 'changed');
  assert.equal((await get('/embed/v1/kameng.js')).body, 'changed');
});

test('files are compressed as the browser can take them', async () => {
  const plain = await get('/embed/v1/panel.js');
  const packed = await get('/embed/v1/panel.js', { 'accept-encoding': 'gzip, deflate, br' });
  assert.equal(packed.headers['content-encoding'], 'br');
  assert.equal(brotliDecompressSync(packed.rawPayload).toString(), plain.body);
  assert.equal(
    (await get('/embed/v1/panel.js', { 'accept-encoding': 'br;q=0, gzip' })).headers['content-encoding'],
    'gzip',
  );
  assert.equal(packed.headers.vary, 'accept-encoding');
});

test('no path leads out of a folder or to a hidden file', async () => {
  for (const path of [
    '../secret.txt',
    '..%2fsecret.txt',
    '%2e%2e/secret.txt',
    '....//secret.txt',
    '..%5csecret.txt',
    '.secret',
    'assets/../../secret.txt',
    'a%00.js',
  ])
    for (const prefix of ['/checkout/assets/', '/embed/v1/', '/docs/'])
      assert.notEqual((await get(`${prefix}${path}`)).body, 'no', `${prefix}${path}`);
});

test('a browser that is lost gets a page, a program gets a problem', async () => {
  for (const url of [
    '/buy/prd_nonsense',
    '/o/nonsense',
    '/checkout/nonsense',
    '/docs/nonsense',
    '/nonsense',
    '/embed/v1/nothing.js',
  ]) {
    const { statusCode, headers, body } = await get(url, { accept: 'text/html', 'accept-language': 'zh-CN' });
    assert.equal(statusCode, 404, url);
    assert.match(String(headers['content-type']), /^text\/html/);
    assert.match(body, /lang="zh-CN"/);
  }
  const { statusCode, headers } = await get('/embed/v1/nothing.js', { accept: '*/*' });
  assert.equal(statusCode, 404);
  assert.match(String(headers['content-type']), /^application\/problem\+json/);
  assert.equal((await get('/playground/')).statusCode, 503);
});

test('docs are found with and without the slash, in the reader’s language, and only below their own address', async () => {
  assert.equal((await get('/docs')).headers.location, '/docs/');
  const first = async (language: string) => (await get('/docs/', { 'accept-language': language })).headers.location;
  assert.equal(await first('zh-TW,zh;q=0.9,en;q=0.8'), '/docs/zh-CN/start/');
  assert.equal(await first('de,en;q=0.5'), '/docs/start/');
  assert.equal((await get('/docs/start?x=1')).headers.location, '/docs/start/?x=1');
  assert.equal((await get('/docs/start/')).body, 'start');
  for (const path of ['//evil.example', '%2f%2fevil.example/', '/\\evil.example'])
    assert.doesNotMatch(String((await get(`/docs/${path}`)).headers.location ?? ''), /^(https?:)?\/\/|evil/);
});

test('an address with a referral ID that nobody has sells without an agent, also in a frame', async () => {
  const location = async (url: string) => (await get(url)).headers.location;
  const odd = ['GONE99', 'x', '%00', 'https:%2f%2fevil.example'];
  for (const ref of odd)
    assert.equal(await location(`/buy/${productId}?ref=${ref}&quantity=2`), `/buy/${productId}?quantity=2`);
  assert.equal(await location(`/buy/${productId}?ref=GONE99`), `/buy/${productId}`);
  for (const ref of ['PAGES1', '+pages1%20']) assert.equal((await get(`/buy/${productId}?ref=${ref}`)).statusCode, 200);
  const frame = '/checkout/frame?site=pk_test_pages&origin=https%3A%2F%2Fblog.example&channel=a';
  assert.equal(await location(`${frame}&ref=GONE99`), frame);
  assert.equal((await get(`${frame}&ref=PAGES1`)).statusCode, 200);
});

test('a referral link leads to the checkout with its agent, or without one that is gone', async () => {
  const location = async (url: string) => (await get(url)).headers.location;
  assert.equal(
    await location(`/r/pages1/${productId}?quantity=2&site=pk_x`),
    `/buy/${productId}?ref=PAGES1&quantity=2`,
  );
  assert.equal(await location(`/r/GONE99/${productId}`), `/buy/${productId}`);
  assert.equal(await location('/r/PAGES1'), '/playground/shelf.html?ref=PAGES1');
  assert.equal((await get('/r/PAGES1/https:%2f%2fevil.example')).statusCode, 404);
});
