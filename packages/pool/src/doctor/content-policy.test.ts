import assert from 'node:assert/strict';
import { test } from 'node:test';
import { forbids, type Need, parsePolicies } from './content-policy.ts';

const pool = 'https://pool.example';
const page = 'https://blog.example/post';
const judge = (policy: string, need: Need = 'script', nonce?: string) =>
  forbids(parsePolicies(policy), need, { url: `${pool}/embed/v1/kameng.js`, page, nonce });

test('a page without a policy, or with one that speaks of something else, forbids nothing', () => {
  for (const policy of ['', ';', 'img-src https://cdn.example', 'script-src *', "default-src https:; style-src 'none'"])
    assert.equal(judge(policy), undefined, policy);
});

test('an address is allowed by scheme, host, port and path as browsers match them', () => {
  const cases: [source: string, allowed: boolean][] = [
    ['https:', true],
    ['http:', true],
    ['data:', false],
    [pool, true],
    ['pool.example', true],
    ['http://pool.example', true],
    ['*.example', true],
    ['*.pool.example', false],
    ['https://pool.example:443', true],
    ['https://pool.example:80', true],
    ['https://pool.example:8443', false],
    ['https://pool.example:*', true],
    [`${pool}/embed/`, true],
    [`${pool}/embed/v1/kameng.js`, true],
    [`${pool}/embed`, false],
    ['https://pool.example.evil.example', false],
    ["'self'", false],
    ["'none'", false],
    ["'unsafe-inline'", false],
  ];
  for (const [source, allowed] of cases)
    assert.equal(judge(`script-src ${source}`), allowed ? undefined : 'script-src', source);
});

test('the nearest directive answers, the first of a name counts, and each of several policies has to agree', () => {
  assert.equal(judge(`default-src 'none'; script-src ${pool}`), undefined);
  assert.equal(judge(`script-src ${pool}; script-src-elem 'self'`), 'script-src-elem');
  assert.equal(judge(`script-src 'none'; script-src ${pool}`), 'script-src');
  assert.equal(judge(`script-src ${pool}, default-src 'self'`), 'default-src');
  assert.equal(judge("child-src 'self'", 'frame'), 'child-src');
  assert.equal(judge(`SCRIPT-SRC 'self'`), 'script-src');
});

test('with nonces a script needs its own; with strict-dynamic addresses no longer help', () => {
  assert.equal(judge("script-src 'nonce-AbC'", 'script', 'AbC'), undefined);
  assert.equal(judge("script-src 'nonce-AbC'", 'script', 'abc'), 'script-src');
  assert.equal(judge("script-src 'nonce-AbC'", 'script', ''), 'script-src');
  assert.equal(judge(`script-src 'nonce-AbC' ${pool}`), undefined);
  assert.equal(judge(`script-src 'nonce-AbC' 'strict-dynamic' ${pool}`), 'script-src');
  assert.equal(judge(`connect-src 'strict-dynamic' ${pool}`, 'connect'), undefined);
});

test('a style sheet is allowed by its address or its nonce, and strict-dynamic means nothing to it', () => {
  assert.equal(judge("style-src 'self'", 'style'), 'style-src');
  assert.equal(judge(`style-src-elem 'none'; style-src ${pool}`, 'style'), 'style-src-elem');
  assert.equal(judge(`style-src ${pool} 'strict-dynamic'`, 'style'), undefined);
  assert.equal(judge("style-src 'nonce-x'", 'style', 'x'), undefined);
});

test('style attributes need unsafe-inline, which a nonce switches off', () => {
  assert.equal(judge("style-src 'self' 'unsafe-inline'", 'style_attribute'), undefined);
  assert.equal(judge("style-src 'self' 'unsafe-inline' 'nonce-x'", 'style_attribute'), 'style-src');
  assert.equal(judge("style-src 'self'", 'style_attribute'), 'style-src');
});
