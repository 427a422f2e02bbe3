import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Language } from '@kameng/client/browser';
import { languages } from './load-words.ts';
import { createSay } from './say.ts';
import type { Texts, WordKey } from './say.ts';
import type { Word } from './word.ts';

const all = new Map<Language, Texts<WordKey>>();
for (const lang of Object.keys(languages) as Language[]) {
  const { words, late } = await languages[lang].load();
  all.set(lang, {
    ...words,
    ...(await late.refused()).refused,
    ...(await late.unusual()).unusual,
  });
}
const english = all.get('en') as Texts<WordKey>;
const forms = (word: Word) => (typeof word === 'string' ? [word] : Object.values(word));
const names = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).toSorted();

for (const [lang, words] of all) {
  test(`${lang} says everything that English says, with the same values in it`, () => {
    assert.deepEqual(Object.keys(words).toSorted(), Object.keys(english).toSorted());
    for (const key of Object.keys(english) as WordKey[]) {
      const expected = names(typeof english[key] === 'string' ? english[key] : english[key].other);
      const other = forms(words[key]).at(-1) ?? '';
      // A language may leave a count unsaid where it would read oddly, but never another value.
      const missing = expected.filter((name) => !names(other).includes(name));
      assert.deepEqual(
        names(other).filter((name) => !expected.includes(name)),
        [],
        `${lang}.${key}`,
      );
      assert.deepEqual(
        typeof words[key] === 'string' ? missing : missing.filter((name) => name !== 'n'),
        [],
        `${lang}.${key}`,
      );
      for (const form of forms(words[key])) assert.ok(form.trim(), `${lang}.${key} is empty`);
    }
  });

  test(`${lang} has every plural form its counting needs`, () => {
    const needed = new Intl.PluralRules(lang).resolvedOptions().pluralCategories;
    for (const [key, word] of Object.entries(words)) {
      if (typeof word === 'string') continue;
      for (const category of needed) assert.ok(word[category], `${lang}.${key}.${category}`);
    }
  });
}

test('a text is filled in, and its number chooses the form', () => {
  const say = createSay('en', english, false);
  assert.equal(say('kept_for', { n: 1 }), 'Kept for you for 1 more minute.');
  assert.equal(say('kept_for', { n: 12 }), 'Kept for you for 12 more minutes.');
  assert.equal(say('pay', { amount: '¥76.00' }), 'Pay ¥76.00');
});

test('in right-to-left text a value is kept in one piece and digits stay Latin', () => {
  const say = createSay('ar', all.get('ar') as Texts<WordKey>, true);
  assert.equal(say('show_codes', { n: 3 }), 'أظهر \u20683\u2069 رموز');
  assert.match(say('pay', { amount: '76.00 CN¥' }), /\u206876\.00 CN¥\u2069/);
});

test('no text blames, shouts or says oops', () => {
  for (const words of all.values()) {
    for (const form of Object.values(words).flatMap(forms))
      assert.doesNotMatch(form, /oops|!|！|invalid|illegal|非法/i);
  }
});

test('in Arabic the beginning of an order number keeps its underscore behind it', () => {
  const turned = Object.values(all.get('ar') as Texts<WordKey>)
    .flatMap(forms)
    .filter((text) => /[a-z]_(?!\u200e|\w)/.test(text));
  assert.deepEqual(turned, []);
});
