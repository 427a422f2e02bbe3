import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { createId } from '@kameng/contract/id';
import type { FastifyInstance } from 'fastify';
import pino from 'pino';
import { insertGoods, testContext } from '../../test/catalog-goods.ts';
import { createTestDatabase, type TestDatabase } from '../database/test-database.ts';
import { createServer as createPool } from '../http/create-server.ts';
import { builtFolders } from '../pages/built-folders.ts';
import { readConfig } from '../read-config.ts';
import { storeApiKey } from '../site/create-api-key.ts';
import { createSite } from '../site/create-site.ts';
import { findings, type FindingId } from './finding.ts';
import { serveDoctor } from './serve-doctor.ts';
import { doctorWords } from './words.ts';

const pool = 'https://pool.example';
const script = `<script async src="${pool}/embed/v1/kameng.js"></script>`;
let database: TestDatabase;
let product: string;
let gone: string;
/** Somebody's web server on this machine, as development allows it. */
let host: Server;
let hostUrl: string;
let answer: RequestListener;
/** A pool that may look at this machine, and one that may not. */
let open: FastifyInstance;
let guarded: FastifyInstance;

async function startDoctor(allowPrivate: boolean, attempts: number): Promise<FastifyInstance> {
  const config = readConfig({
    KAMENG_URL: pool,
    KAMENG_WEBHOOKS_TO_PRIVATE: allowPrivate ? 'yes' : 'no',
    KAMENG_ATTEMPTS_PER_MINUTE: String(attempts),
  });
  const engine = { ...testContext(database), config, log: pino({ level: 'silent' }) };
  const app = await createPool(engine);
  serveDoctor(app, engine, builtFolders());
  return app;
}

before(async () => {
  database = await createTestDatabase();
  const engine = testContext(database);
  const site = await createSite(engine, {
    name: 'Blog',
    kind: 'site',
    environment: 'test',
    origins: ['http://127.0.0.1:*'],
  });
  await storeApiKey(engine, { siteId: site.id, kind: 'publishable', key: 'pk_test_doctor' });
  const elsewhere = await createSite(engine, {
    name: 'B',
    kind: 'site',
    environment: 'test',
    origins: ['https://b.example'],
  });
  await storeApiKey(engine, { siteId: elsewhere.id, kind: 'publishable', key: 'pk_test_elsewhere' });
  const agent = "INSERT INTO agent (id, ref, name, level, created_at) VALUES ($1, 'DOCT01', 'a', 1, now())";
  await database.pool.query(agent, [createId('agent')]);
  const [first, second] = await insertGoods(database.pool, [{}, { offers: [{ price_minor: 8000, codes: 0 }] }]);
  product = first!.id;
  gone = second!.id;
  host = createServer((request, response) => answer(request, response)).listen(0, '127.0.0.1');
  await new Promise((resolve) => host.once('listening', resolve));
  hostUrl = `http://127.0.0.1:${(host.address() as AddressInfo).port}`;
  open = await startDoctor(true, 1_000_000);
  guarded = await startDoctor(false, 40);
});
after(async () => {
  await Promise.all([open?.close(), guarded?.close()]);
  host?.closeAllConnections();
  host?.close();
  await database?.drop();
});

/** The page's findings by id, with their values. */
async function examine(
  html: string,
  headers: Record<string, string> = {},
): Promise<[FindingId, Record<string, string>][]> {
  answer = (_request, response) => void response.writeHead(200, { 'content-type': 'text/html', ...headers }).end(html);
  return read(open, `${hostUrl}/page`);
}

async function read(app: FastifyInstance, url: string): Promise<[FindingId, Record<string, string>][]> {
  const { statusCode, body } = await app.inject({ url: `/doctor.json?${new URLSearchParams({ url })}` });
  assert.equal(statusCode, 200, body);
  const { findings: found } = JSON.parse(body) as { findings: { id: FindingId; values: Record<string, string> }[] };
  return found.map(({ id, values }) => [id, values]);
}

const ids = async (html: string, headers?: Record<string, string>) =>
  (await examine(html, headers)).map(([id]) => id).toSorted();
const buy = (attributes = 'site="pk_test_doctor"') =>
  `<kameng-buy product="${product}" ${attributes}><a href="${pool}/buy/${product}?site=pk_test_doctor">Buy</a></kameng-buy>`;
const card = () => `<kameng-product product="${product}" site="pk_test_doctor"></kameng-product>`;

test('a good installation has nothing to hear, whichever way it is pasted', async () => {
  const good = `<!doctype html><html><head>${script}</head><body>${buy()}${card()}<kameng-catalog data-ref="doct01"></kameng-catalog>
    <kameng-order lang="zh-CN" class="x" :style="y" onclick="z"></kameng-order></body></html>`;
  assert.deepEqual(await examine(good), [['bad_value', { where: '<kameng-catalog>', name: 'ref', value: 'doct01' }]]);
  const strict = `default-src 'none'; script-src 'nonce-n' 'strict-dynamic'; connect-src ${pool}; img-src ${pool}; frame-src ${pool}; require-trusted-types-for 'script'; trusted-types lit-html`;
  const nonced = script.replace('async', 'async nonce="n"');
  assert.deepEqual(await ids(`${nonced}${buy()}${card()}`, { 'content-security-policy': strict }), []);
  assert.deepEqual(
    await ids(`${script.replace('async', 'async data-ref="DOCT01"')}<a href="${pool}/buy/${product}">x</a>`),
    [],
  );
  assert.deepEqual(await ids(`<iframe src="${pool}/embed/frame/${product}?ref=DOCT01"></iframe>`), []);
});

test('what the page’s policy takes away is named directive by directive, for what is on the page', async () => {
  const closed = { 'content-security-policy': "default-src 'self'; trusted-types none; sandbox allow-scripts" };
  assert.deepEqual(
    await ids(`${script}${buy('site="pk_test_doctor" style="--kameng-accent: red"')}${card()}`, closed),
    ['csp_connect', 'csp_frame', 'csp_image', 'csp_sandbox', 'csp_script', 'csp_style', 'csp_trusted_types'],
  );
  const theme = (policy: string) =>
    examine(
      `<link rel="stylesheet" href="${pool}/embed/v1/themes/indigo.css"><link rel="stylesheet" href="/a.css">${script}${buy()}`,
      {
        'content-security-policy': policy,
      },
    );
  assert.deepEqual(await theme("style-src 'self'"), [
    ['csp_theme', { directive: 'style-src', pool, address: '/embed/v1/themes/indigo.css' }],
  ]);
  assert.deepEqual(await theme(`style-src 'self' ${pool}`), []);
  // A button that only redirects needs no frame, and no catalogue.
  const redirect = buy('site="pk_test_doctor" mode="redirect"');
  assert.deepEqual(
    await examine(
      `<meta http-equiv="Content-Security-Policy" content="default-src ${pool}; frame-src 'none'">${script}${redirect}`,
    ),
    [],
  );
  const [[id, values] = []] = await examine(`${script}${buy()}`, {
    'content-security-policy': "script-src 'nonce-n' 'strict-dynamic'",
  });
  assert.deepEqual([id, values], ['csp_script', { directive: 'script-src', pool }]);
});

test('optimisers, consent tools, second copies and digests that cannot fit are recognised', async () => {
  const late = (attributes: string) => `<script ${attributes}></script>${buy()}`;
  const src = `${pool}/embed/v1/kameng.js`;
  for (const [attributes, optimiser] of [
    [`type="rocketlazyloadscript" data-rocket-src="${src}"`, 'WP Rocket'],
    [`type="4f2a9c1be07d-text/javascript" src="${src}" data-cf-settings="x"`, 'Cloudflare Rocket Loader'],
    [`type="litespeed/javascript" data-src="${src}"`, 'LiteSpeed Cache'],
    [`type="pmdelayedscript" src="${src}"`, 'Perfmatters'],
    [`data-lazy="${src}"`, 'an optimiser'],
  ] as const) {
    const [[id, values] = []] = await examine(late(attributes));
    assert.deepEqual([id, values?.['optimiser']], ['script_delayed', optimiser], attributes);
  }
  assert.deepEqual(await ids(late(`type="text/plain" src="${src}"`)), ['script_waits_for_consent']);
  assert.deepEqual(await ids(`${script}${script}${buy()}`), ['script_twice']);
  assert.deepEqual(await ids(late(`src="https://other.example/embed/v1/kameng.js"`)), ['script_of_another_pool']);
  assert.deepEqual(await ids(late(`src="${src}" integrity="sha384-x"`)), ['script_digest_moves']);
  const pinned = `${pool}/embed/v${builtFolders().widgetVersion}/kameng.js`;
  assert.deepEqual(await ids(late(`src="${pinned}" integrity="sha384-x"`)), ['script_digest_blind']);
  assert.deepEqual(await ids(buy()), ['script_missing']);
});

test('elements are read as a browser reads them: unknown ones, lost links, tags that do not close, escaped snippets', async () => {
  const page = `${script}<kameng-button></kameng-button><kameng-buy product="12" colour="red" mode="popup" site="sk_live_1234567890"></kameng-buy>
    <kameng-buy site="pk_test_doctor"><a href="${pool}/buy/${product}">Buy</a></kameng-buy>
    <kameng-buy product="${product}" site="pk_test_doctor"><a href="${pool}/buy/${gone}">Buy</a></kameng-buy>
    <kameng-product product="${product}"></kameng-product>
    <kameng-catalog site="pk_test_doctor"/><p>&lt;kameng-buy product="x"&gt;</p><pre>&lt;kameng-buy&gt;</pre>`;
  assert.deepEqual(await ids(page), [
    'bad_value',
    'bad_value',
    'key_secret',
    'link_differs',
    'no_link',
    'no_product',
    'no_seller',
    'product_sold_out',
    'self_closed',
    'snippet_as_text',
    'unknown_attribute',
    'unknown_element',
  ]);
  const whole = JSON.stringify(await examine(page));
  assert.ok(!whole.includes('1234567890'), 'a secret key is told again');
});

test('frames that cannot work are told from those that can', async () => {
  const frame = (attributes: string) => `<iframe ${attributes}></iframe>`;
  assert.deepEqual(await ids(frame(`src="${pool}/buy/${product}"`)), ['frame_of_checkout']);
  const card = `src="${pool}/embed/frame/${product}?ref=DOCT01"`;
  const [[id, values] = []] = await examine(frame(`${card} sandbox="allow-scripts allow-popups"`));
  assert.deepEqual(
    [id, values?.['tokens']],
    ['frame_sandboxed', 'allow-same-origin allow-forms allow-popups-to-escape-sandbox'],
  );
  const coep = { 'cross-origin-embedder-policy': 'require-corp; report-to="x"' };
  assert.deepEqual(await examine(`${script}${buy()}`, coep), [['isolated', { policy: 'require-corp' }]]);
});

test('the pool says which keys, referral IDs, products and origins it does not know', async () => {
  const unknown = createId('product');
  const page = `${script}${buy('site="pk_test_elsewhere"')}${buy('site="pk_test_nobody"')}
    <a href="${pool}/buy/${unknown}?ref=NOBODY1">x</a>`;
  const found = await examine(page);
  assert.deepEqual(found.map(([id]) => id).toSorted(), [
    'key_unknown',
    'origin_not_listed',
    'product_unknown',
    'ref_unknown',
  ]);
  assert.deepEqual(found.find(([id]) => id === 'origin_not_listed')?.[1], {
    key: 'pk_test_elsewhere',
    origin: hostUrl,
  });
});

test('only the public internet is read, also by way of a redirect, and nothing of an error is told', async () => {
  for (const url of [
    hostUrl,
    'http://10.0.0.1/',
    'http://169.254.169.254/latest/meta-data/',
    'http://[::1]/',
    'http://[::ffff:127.0.0.1]/',
    'http://2130706433/',
    'http://0x7f.1/',
    'https://user:word@1.1.1.1/',
    'http://1.1.1.1:8080/',
    'file:///etc/passwd',
    'ftp://1.1.1.1/',
    'nonsense',
  ])
    assert.deepEqual(await read(guarded, url), [['page_refused', {}]], url);
  // The switch of development opens this machine, but no other scheme.
  answer = (_request, response) => void response.writeHead(302, { location: 'file:///etc/passwd' }).end();
  assert.deepEqual(await read(open, hostUrl), [['page_refused', {}]]);
});

test('a page that is no page, too big, in a circle or cut off is said to be that', async () => {
  const cases: [RequestListener, FindingId][] = [
    [(_, response) => void response.writeHead(404).end(), 'page_status'],
    [(_, response) => void response.writeHead(200, { 'content-type': 'image/png' }).end('x'), 'page_not_html'],
    [(_, response) => void response.writeHead(302, { location: '/again' }).end(), 'page_redirects'],
    [(request) => void request.socket.destroy(), 'page_unreachable'],
    [
      (_, response) =>
        void response.writeHead(200, { 'content-type': 'text/html', 'content-encoding': 'gzip' }).end('not gzip'),
      'page_unreachable',
    ],
    [
      (_, response) =>
        void response
          .writeHead(200, { 'content-type': 'text/html', 'content-encoding': 'gzip' })
          .end(gzipSync(Buffer.alloc(3 * 1024 * 1024, ' '))),
      'page_too_big',
    ],
    [
      (_, response) =>
        void response
          .writeHead(200, { 'content-type': 'text/html', 'content-encoding': 'gzip' })
          .end(gzipSync('<p>Hello')),
      'nothing_found',
    ],
  ];
  for (const [listener, id] of cases) {
    answer = listener;
    assert.deepEqual(
      (await read(open, `${hostUrl}/x`)).map(([found]) => found),
      [id],
    );
  }
});

test('the page speaks both languages, escapes what it repeats, and needs no script', async () => {
  answer = (_request, response) =>
    void response
      .writeHead(200, { 'content-type': 'text/html' })
      .end(`${script}<kameng-buy product="<b>&quot;" site="pk_test_doctor"></kameng-buy>`);
  const chinese = await open.inject({
    url: `/doctor?${new URLSearchParams({ url: `${hostUrl}/"><b>` })}`,
    headers: { 'accept-language': 'zh' },
  });
  assert.match(chinese.body, /<html lang="zh-CN">/);
  assert.match(chinese.body, /按钮里没有链接/);
  assert.doesNotMatch(chinese.body, /<b>|<script/);
  assert.match(String(chinese.headers['content-security-policy']), /default-src 'none'; style-src 'self'/);
  const empty = await open.inject({ url: '/doctor?lang=en' });
  assert.match(empty.body, /Address of the page/);
  assert.doesNotMatch(empty.body, /id="result"/);
  const { statusCode } = await open.inject({ url: '/doctor.json' });
  assert.equal(statusCode, 400);
});

test('who asks too often is told to wait', async () => {
  let refused = 0;
  for (let turn = 0; turn < 45; turn += 1)
    refused += (await guarded.inject({ url: '/doctor?url=nonsense' })).statusCode === 429 ? 1 : 0;
  assert.ok(refused >= 5, `${refused} refused`);
});

test('each finding has words in both languages, with the same values in them', () => {
  const valuesOf = (words: object) => [...new Set(JSON.stringify(words).match(/\{\w+\}/g))].toSorted();
  for (const id of Object.keys(findings) as FindingId[]) {
    const [english, chinese] = [doctorWords.en.findings[id], doctorWords['zh-CN'].findings[id]];
    for (const sentence of [...Object.values(english), ...Object.values(chinese)]) assert.notEqual(sentence, '', id);
    assert.deepEqual(valuesOf(chinese), valuesOf(english), id);
  }
});

test('what data-debug also finds, it says in the same sentences', () => {
  const debug = join(import.meta.dirname, '../../../widget/src/debug/inspect-page.ts');
  const source = readFileSync(debug, 'utf8');
  for (const id of [
    'script_twice',
    'isolated',
    'bad_value',
    'key_secret',
    'unknown_attribute',
    'no_product',
    'no_seller',
    'no_link',
  ] as const) {
    const parts = doctorWords.en.findings[id].text.split(/\{\w+\}/);
    const plain = parts.map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`));
    assert.match(source, new RegExp(plain.join(String.raw`\$\{[^}]+\}`)), id);
  }
});
