import assert from 'node:assert/strict';
import { createHmac, randomBytes } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { createFingerprinter, openCode, sealCode } from './code-cipher.ts';
import { maskCode, normaliseCode } from './code-fields.ts';

test('a sealed code opens with its own key and id and with nothing else', () => {
  const key = randomBytes(32);
  const sealed = sealCode(key, 'cod_a', { serial: '0071', pin: '2231' });
  assert.deepEqual(openCode(key, 'cod_a', sealed), { serial: '0071', pin: '2231' });
  assert.throws(() => openCode(key, 'cod_b', sealed));
  assert.throws(() => openCode(randomBytes(32), 'cod_a', sealed));
  for (const at of [0, 14, sealed.length - 1]) {
    const bent = Buffer.from(sealed);
    bent[at]! ^= 1;
    assert.throws(() => openCode(key, 'cod_a', bent));
  }
});

test('the fingerprint is HMAC-SHA256', () => {
  const key = randomBytes(32);
  const fingerprint = createFingerprinter(key);
  fc.assert(
    fc.property(fc.string(), (text) =>
      assert.deepEqual(fingerprint(text), createHmac('sha256', key).update(text).digest()),
    ),
  );
});

test('how a code is written does not make it another code, and its mask never shows more than four signs', () => {
  assert.equal(normaliseCode({ code: ' abcd-EFGH 1234 ' }), normaliseCode({ code: 'ABCDEFGH1234' }));
  assert.notEqual(normaliseCode({ link: 'https://a.example/Ab' }), normaliseCode({ link: 'https://a.example/AB' }));
  fc.assert(
    fc.property(fc.string({ minLength: 1, maxLength: 40 }), (code) => {
      const shown = maskCode(normaliseCode({ code })).replaceAll('·', '');
      assert.ok(shown.length <= 4 && shown.length * 3 <= normaliseCode({ code }).length);
    }),
  );
});
