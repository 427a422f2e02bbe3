import assert from 'node:assert/strict';
import { test } from 'node:test';
import { language } from '@kameng/contract/page';
import { formatMoney, formatPercent, formatRegion } from './format-money.ts';

test('every language writes the whole amount with Latin digits, with the decimals of the currency', () => {
  for (const each of language.options) {
    assert.match(formatMoney({ amount_minor: 123_456_789, currency: 'CNY' }, each), /1,234,567\.89/, each);
    assert.match(formatMoney({ amount_minor: 1234, currency: 'JPY' }, each), /1,234(?![.\d])/, each);
    assert.match(formatMoney({ amount_minor: 1234, currency: 'KWD' }, each), /1\.234/, each);
  }
});

test('an Arabic amount is written as the checkout writes it, with no marks that turn it round', () => {
  assert.match(formatMoney({ amount_minor: 7600, currency: 'CNY' }, 'ar'), /^76\.00\sCN¥$/);
});

test('short leaves zeros out and nothing else', () => {
  assert.equal(formatMoney({ amount_minor: 4800, currency: 'CNY' }, 'zh-CN', true), '¥48');
  assert.equal(formatMoney({ amount_minor: 4850, currency: 'CNY' }, 'zh-CN', true), '¥48.50');
});

test('in Japanese a yuan is not taken for a yen', () => {
  assert.notEqual(
    formatMoney({ amount_minor: 4800, currency: 'CNY' }, 'ja').replace(/[\d.]/g, ''),
    formatMoney({ amount_minor: 48, currency: 'JPY' }, 'ja').replace(/[\d.]/g, ''),
  );
});

test('a saving is never overstated', () => {
  assert.equal(formatPercent(2499, 'en'), '24%');
});

test('a region is named in the reader’s language, and a word stays the word it is', () => {
  assert.equal(formatRegion('CN', 'zh-CN'), '中国');
  assert.equal(formatRegion('EU & UK', 'en'), 'EU & UK');
});
