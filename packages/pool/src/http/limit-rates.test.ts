import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { createId } from '@kameng/contract/id';
import { solveChallenge, type Challenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import { openTestPool, type TestPool } from '../../test/open-test-pool.ts';
import { startPool, type RunningPool } from '../start-pool.ts';
import { forgetRates } from './forget-rates.ts';

const limits = {
  KAMENG_READS_PER_MINUTE: '100',
  KAMENG_WRITES_PER_MINUTE: '1000',
  KAMENG_ATTEMPTS_PER_MINUTE: '3',
  KAMENG_TRUSTED_PROXIES: '1',
};
let pool: TestPool;
/** Another process on the same database. */
let second: RunningPool;
let aheadMs = 0;
let visitors = 0;

before(async () => {
  pool = await openTestPool(limits);
  const { databaseUrl, masterKey } = pool.engine.config;
  second = await startPool({
    databaseUrl: databaseUrl!,
    port: 0,
    now: () => new Date(Date.now() + aheadMs),
    env: { KAMENG_LOG_LEVEL: 'silent', KAMENG_MASTER_KEY: masterKey!, ...limits },
  });
});
after(async () => {
  await second.close();
  await pool.close();
});
// Every test begins with a window of ten minutes.
beforeEach(async () => {
  const restS = 600 - (Math.floor(pool.engine.now().getTime() / 1000) % 600);
  aheadMs += restS * 1000;
  await pool.advance(restS);
});

const urls = () => [pool.url, second.url] as const;
const newAddress = () => `192.0.2.${(visitors += 1)}`;
const look = (url: string, address: string, key = '') =>
  fetch(`${url}/v1/products?limit=1`, {
    headers: { 'x-forwarded-for': address, ...(key && { authorization: `Bearer ${key}` }) },
  });
const post = (url: string, path: string, address: string, body: object, proof = '') =>
  fetch(`${url}${path}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-forwarded-for': address,
      ...(proof && { 'kameng-human-check': proof }),
    },
    body: JSON.stringify(body),
  });
const find = (url: string, address: string, order = createId('order'), proof = '') =>
  post(url, '/v1/orders/lookup', address, { order_id: order, contact: 'a@example.com' }, proof);

test('two processes count together: never more than the limit, and hardly fewer', async () => {
  const address = newAddress();
  const statuses: number[] = [];
  for (let turn = 0; turn < 10; turn += 1) {
    const answers = await Promise.all(Array.from({ length: 12 }, (_, each) => look(urls()[each % 2]!, address)));
    statuses.push(...answers.map(({ status }) => status));
  }
  const allowed = statuses.filter((status) => status === 200).length;
  assert.ok(allowed <= 100 && allowed >= 96, `${allowed} of 120`);
  assert.deepEqual(statuses.slice(-10), Array(10).fill(429));
  assert.equal((await look(second.url, newAddress())).status, 200);
});

test('whoever asks too often is told how often he may and when to come back', async () => {
  const address = newAddress();
  const first = await look(pool.url, address);
  assert.match(first.headers.get('ratelimit')!, /^"read";r=99;t=\d\d$/);
  assert.equal(first.headers.get('ratelimit-policy'), '"read";q=100;w=60');
  const answers = await Promise.all(Array.from({ length: 110 }, () => look(pool.url, address)));
  assert.equal(answers.filter(({ status }) => status === 200).length, 99);
  const refused = answers.find(({ status }) => status === 429)!;
  assert.equal(((await refused.json()) as { code: string }).code, 'rate_limited');
  const waitS = Number(refused.headers.get('retry-after'));
  assert.ok(waitS > 0 && waitS <= 60, `${waitS} s`);
  await pool.advance(waitS);
  aheadMs += waitS * 1000;
  assert.equal((await look(pool.url, address)).status, 200);
});

test('made-up keys open no new allowance; a real secret key has its own', async () => {
  const address = newAddress();
  const answers = await Promise.all(
    Array.from({ length: 110 }, (_, turn) => look(pool.url, address, `sk_test_made_up_${turn}`)),
  );
  assert.equal(answers.filter(({ status }) => status === 429).length, 10);
  assert.equal((await look(pool.url, address, pool.shopKey)).status, 200);
});

test('orders are looked up a few times a minute by one address, whichever process it asks', async () => {
  const address = newAddress();
  const answers: Response[] = [];
  for (let turn = 0; turn < 5; turn += 1) answers.push(await find(urls()[turn % 2]!, address));
  assert.deepEqual(
    answers.map(({ status }) => status),
    [202, 202, 428, 429, 429],
  );
  assert.equal(
    answers[0]!.headers.get('ratelimit-policy'),
    '"write";q=1000;w=60, "lookup";q=3;w=60, "order";q=10;w=600',
  );
  assert.ok(Number(answers[4]!.headers.get('retry-after')) > 0);
});

test('from half of the allowance on a visitor proves work, for one order and from one address', async () => {
  const [order, address] = [createId('order'), newAddress()];
  /** What the first two requests of a fresh address leave for the third. */
  const third = async (proof: string, { of = createId('order'), by = newAddress() } = {}) => {
    for (const url of urls()) await find(url, by, of);
    const answer = await find(pool.url, by, of, proof);
    return { status: answer.status, challenge: ((await answer.json()) as { challenge?: Challenge }).challenge };
  };
  const asked = await third('', { of: order, by: address });
  assert.equal(asked.status, 428);
  const solution = await solveChallenge({ challenge: asked.challenge!, deriveKey });
  const proofOf = (payload: object) => Buffer.from(JSON.stringify(payload)).toString('base64');
  const proof = proofOf({ challenge: asked.challenge, solution });

  await pool.advance(60);
  aheadMs += 60_000;
  assert.equal((await third(proof, { by: address })).status, 428, 'another order');
  assert.equal((await third(proof, { of: order })).status, 428, 'another address');
  const easier = { ...asked.challenge!, parameters: { ...asked.challenge!.parameters, keyPrefix: '0', cost: 1 } };
  const cheap = await solveChallenge({ challenge: easier, deriveKey });
  assert.equal((await third(proofOf({ challenge: easier, solution: cheap }))).status, 428, 'an easier one of its own');
  const { parameters } = asked.challenge!;
  const odd = [5, null, 'x', {}, [], { length: 64 }];
  const misshapen = odd.flatMap((part) => [
    { challenge: { parameters, signature: part }, solution },
    { challenge: { parameters: part, signature: 'x' }, solution },
    { challenge: asked.challenge, solution: part },
  ]);
  for (const junk of ['nonsense', proofOf([]), 'x'.repeat(5000), ...misshapen.map(proofOf)])
    assert.equal((await third(junk)).status, 428, junk.slice(0, 20));

  await pool.advance(60);
  aheadMs += 60_000;
  assert.equal((await third(proof, { of: order, by: address })).status, 202);
});

test('guesses at one order end, however many addresses and processes make them', async () => {
  const order = createId('order');
  const statuses: number[] = [];
  for (let turn = 0; turn < 12; turn += 1) statuses.push((await find(urls()[turn % 2]!, newAddress(), order)).status);
  assert.deepEqual(statuses, [...Array<number>(10).fill(202), 429, 429]);
  assert.equal((await find(pool.url, newAddress())).status, 202);
});

test('guesses at one checkout end, and one address confirms a few times a minute', async () => {
  const confirm = (url: string, address: string, checkout = createId('checkout')) =>
    post(url, `/v1/checkouts/${checkout}/confirm`, address, {
      secret: `cks_${'x'.repeat(43)}`,
      contact: { email: 'a@example.com' },
      channel: 'sandbox',
      consent: { text_version: '1' },
    });
  const checkout = createId('checkout');
  const ofOne: number[] = [];
  for (let turn = 0; turn < 22; turn += 1)
    ofOne.push((await confirm(urls()[turn % 2]!, newAddress(), checkout)).status);
  assert.deepEqual(ofOne, [...Array<number>(20).fill(404), 429, 429]);
  const address = newAddress();
  const byOne: number[] = [];
  for (let turn = 0; turn < 4; turn += 1) byOne.push((await confirm(pool.url, address)).status);
  assert.deepEqual(byOne, [404, 404, 428, 429]);
});

test('counts hold no address, and are forgotten when their window is over', async () => {
  const { pool: database } = pool.engine.db;
  const { rows } = await database.query<{ count: number }>(
    "SELECT count(*) AS count FROM rate_count WHERE encode(key, 'escape') LIKE '%192.0.2%'",
  );
  assert.equal(rows[0]!.count, 0);
  await pool.advance(3600);
  aheadMs += 3_600_000;
  while ((await forgetRates(pool.engine)) > 0);
  assert.equal((await database.query('SELECT FROM rate_count LIMIT 1')).rowCount, 0);
});

test('links to all orders of one address are limited whoever asks, and however the address is written', async () => {
  const ask = (contact: string) => post(pool.url, '/v1/own/links', newAddress(), { contact });
  for (let turn = 0; turn < 10; turn += 1) assert.equal((await ask('flooded@example.com')).status, 202);
  assert.equal((await ask('Flooded@Example.com')).status, 429);
  assert.equal((await ask('somebody@example.com')).status, 202);
});

test('nobody’s mailbox is filled with links to sign in by, whoever asks and however the address is written', async () => {
  const ask = (email: string, address = newAddress()) =>
    post(pool.url, '/v1/auth/sign-in/magic-link', address, { email });
  for (let turn = 0; turn < 10; turn += 1) assert.equal((await ask(`flooded+${turn}@example.com`)).status, 200);
  const refused = await ask('Flooded@Example.com');
  assert.equal(refused.status, 429);
  assert.ok(Number(refused.headers.get('retry-after')) > 0);
  const { rows } = await pool.engine.db.pool.query("SELECT FROM mail WHERE template = 'sign_in_link'");
  assert.equal(rows.length, 10);
  const network = newAddress();
  const statuses: number[] = [];
  for (let turn = 0; turn < 4; turn += 1) statuses.push((await ask(`stranger${turn}@example.com`, network)).status);
  assert.deepEqual(statuses, [200, 200, 200, 429], 'nor are those of many, by one network');
});

test('passwords of many addresses are tried a few times a minute by one network', async () => {
  const network = newAddress();
  const statuses: number[] = [];
  for (let turn = 0; turn < 4; turn += 1) {
    const body = { email: `member${turn}@example.com`, password: 'password1234' };
    statuses.push((await post(pool.url, '/v1/auth/sign-in/email', network, body)).status);
  }
  assert.deepEqual(statuses, [401, 401, 401, 429]);
});
