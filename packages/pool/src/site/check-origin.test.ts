import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { isOriginEntry, originAllowed } from './check-origin.ts';

const live = {
  environment: 'live',
  origins: ['https://blog.example', 'https://shop.example:8443', 'http://localhost:*'],
} as const;
const testSite = {
  environment: 'test',
  origins: ['http://localhost:*', 'http://127.0.0.1:*', 'https://blog.example', 'https://*:*'],
} as const;

test('only the exact origins of a list are allowed, whatever else is tried', () => {
  const near = [
    'https://blog.example.evil.example',
    'https://evil.example/https://blog.example',
    'https://blog.example:443',
    'https://blog.example/',
    'http://blog.example',
    'https://blog.example.',
    'https://BLOG.example',
    'https://xblog.example',
    'https://a@blog.example',
    'https://blog.example#',
    'https://shop.example',
    'https://shop.example:84433',
    'http://localhost:3000',
    'null',
    '',
    '*',
    'file://',
    'https://blog.example,https://evil.example',
    ' https://blog.example',
    'https://blog.example\n',
  ];
  for (const origin of near) assert.equal(originAllowed(live, origin), false, origin);
  for (const origin of ['https://blog.example', 'https://shop.example:8443']) assert.ok(originAllowed(live, origin));
});

test('a free port is for loopback hosts of test sites only', () => {
  for (const origin of ['http://localhost:3000', 'http://localhost', 'http://127.0.0.1:65535'])
    assert.ok(originAllowed(testSite, origin), origin);
  for (const origin of [
    'http://localhost.evil.example:80',
    'http://localhost:3000.evil.example',
    'https://localhost:3000',
    'http://localhost:',
    'http://localhost:*',
    'https://evil.example:1',
    'http://localhost:99999',
    'http://localhost:0080',
  ])
    assert.equal(originAllowed(testSite, origin), false, origin);
  assert.equal(isOriginEntry('http://localhost:*', 'live'), false);
  assert.equal(isOriginEntry('https://shop.example:*', 'test'), false);
  assert.equal(isOriginEntry('http://shop.example', 'live'), false);
});

test('whatever is allowed is on the list as it stands, or is loopback on a test site', () => {
  const hosts = fc.constantFrom(
    'blog.example',
    'localhost',
    '127.0.0.1',
    'localhost.evil.example',
    'evil.example',
    'blog.example.evil.example',
  );
  const tails = fc.oneof(
    fc.constant(''),
    fc.constantFrom(':3000', ':443', '/', '?', ':*', ':3000@evil.example', '.evil.example:1'),
    fc.string({ maxLength: 8 }),
  );
  fc.assert(
    fc.property(fc.constantFrom('https://', 'http://', '//', 'https:/'), hosts, tails, (scheme, host, tail) => {
      const origin = `${scheme}${host}${tail}`;
      for (const site of [live, testSite]) {
        if (!originAllowed(site, origin)) continue;
        const loopback = site.environment === 'test' && /^http:\/\/(localhost|127\.0\.0\.1)(:\d{1,5})?$/.test(origin);
        assert.ok(loopback || (site.origins as readonly string[]).includes(origin), origin);
        assert.equal(new URL(origin).origin, origin);
      }
    }),
    { numRuns: 2000 },
  );
});
