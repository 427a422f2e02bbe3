import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chooseLanguage } from './choose-language.ts';

test('the address comes before the browser, and what cannot be met is passed over', () => {
  assert.equal(chooseLanguage(['ja', 'en']), 'ja');
  assert.equal(chooseLanguage(['xx', null, undefined, 'ar-EG']), 'ar');
  assert.equal(chooseLanguage(['fr', 'de']), 'en');
});

test('Chinese is written the way its region writes it', () => {
  assert.equal(chooseLanguage(['zh']), 'zh-CN');
  assert.equal(chooseLanguage(['zh-Hans-SG']), 'zh-CN');
  assert.equal(chooseLanguage(['zh-HK']), 'zh-TW');
  assert.equal(chooseLanguage(['zh-Hant']), 'zh-TW');
});
