import assert from 'node:assert/strict';
import { test } from 'node:test';
import { language } from '@kameng/contract/page';
import { nearestLanguage } from '../../loader/nearest-language.ts';
import { en } from './en.ts';
import { loadStrings, stringsOf } from './load-strings.ts';

const names = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(([name]) => name).toSorted();

test('every language has every text, with the same values in it and all its plural forms', async () => {
  for (const each of language.options) {
    await loadStrings(each);
    const texts = stringsOf(each)!;
    assert.equal(texts === en, each === 'en', `${each} has texts of its own`);
    const { found, ...plain } = texts;
    for (const [key, text] of Object.entries(plain)) {
      assert.ok(text, `${each}.${key}`);
      assert.deepEqual(names(text), names(String(en[key as keyof typeof en])), `${each}.${key}`);
    }
    for (const form of new Intl.PluralRules(each).resolvedOptions().pluralCategories)
      assert.ok(found[form], `${each}: ${form}`);
  }
});

test('any tag leads to the nearest language', () => {
  const cases = {
    zh: 'zh-CN',
    'zh-Hans-SG': 'zh-CN',
    'zh-HK': 'zh-TW',
    'zh-Hant': 'zh-TW',
    'ZH-tw': 'zh-TW',
    'ja-JP': 'ja',
    'ar-EG': 'ar',
    arn: 'en',
    de: 'en',
    '': 'en',
    'en-GB': 'en',
  };
  for (const [tag, expected] of Object.entries(cases)) assert.equal(nearestLanguage(tag), expected, tag);
});
