import assert from 'node:assert/strict';
import { test } from 'node:test';
import { countSaving } from './count-saving.ts';
import { groupCode } from './group-code.ts';
import { readContact } from './read-contact.ts';
import { showDay } from './show-day.ts';
import { showMoney, showPercent } from './show-money.ts';
import { showAgo } from './show-time.ts';
import { sampleCheckout, sampleProduct } from '../test/sample.ts';

test('money is written from minor units with the digits its currency has', () => {
  assert.equal(showMoney('zh-CN', { amount_minor: 7600, currency: 'CNY' }), '¥76.00');
  assert.equal(showMoney('en', { amount_minor: 123_456_789, currency: 'CNY' }), '¥1,234,567.89');
  assert.equal(showMoney('ja', { amount_minor: 500, currency: 'JPY' }), '￥500');
  assert.doesNotMatch(showMoney('ja', { amount_minor: 7600, currency: 'CNY' }), /[¥￥]/);
  assert.equal(showMoney('en', { amount_minor: 1234, currency: 'KWD' }).replace('\u00a0', ' '), 'KWD 1.234');
  assert.equal(showMoney('en', { amount_minor: -2400, currency: 'CNY' }), '-¥24.00');
});

test('Arabic amounts have Latin digits and no marks that turn them round', () => {
  assert.match(showMoney('ar', { amount_minor: 7600, currency: 'CNY' }), /^76\.00\sCN¥$/);
});

test('a saving is short when it is whole and never overstated', () => {
  assert.equal(showMoney('en', { amount_minor: 4800, currency: 'CNY' }, true), '¥48');
  assert.equal(showMoney('en', { amount_minor: 4850, currency: 'CNY' }, true), '¥48.50');
  assert.equal(showPercent('en', 2499), '24%');
});

test('the saving counts the whole quantity, and nothing is saved above the list price', () => {
  assert.deepEqual(countSaving(sampleCheckout(3)), {
    list: { amount_minor: 30_000, currency: 'CNY' },
    saved: { amount_minor: 7200, currency: 'CNY' },
    bps: 2400,
  });
  const product = sampleProduct({ price: { amount_minor: 10_000, currency: 'CNY' } });
  assert.equal(countSaving(sampleCheckout(1, { product })).saved.amount_minor, 0);
});

test('a code is grouped by its own dashes, else in fours, and joins to itself', () => {
  assert.deepEqual(groupCode('STAR-FALL-4000-7QX4'), ['STAR-', 'FALL-', '4000-', '7QX4']);
  assert.deepEqual(groupCode('8800123456789012'), ['8800', '1234', '5678', '9012']);
  assert.deepEqual(groupCode('AB12'), ['AB12']);
  assert.deepEqual(groupCode('https://a.example/x?y=1'), ['https://a.example/x?y=1']);
  for (const code of ['-A-B-', 'AAAA  BBBB', 'ÄÖÜß1234', 'x'.repeat(65), ''])
    assert.equal(groupCode(code).join(''), code);
});

test('a contact is an e-mail address or a phone number, however it is spaced', () => {
  assert.deepEqual(readContact(' buyer@example.com '), { email: 'buyer@example.com' });
  assert.deepEqual(readContact('+86 138-0000-1234'), { phone: '+8613800001234' });
  assert.deepEqual(readContact('0086 13800001234'), { phone: '+8613800001234' });
  assert.equal(readContact('  '), 'contact_empty');
  for (const typed of ['buyer@', 'a b@example.com', '12345', 'hello', '138x0000'])
    assert.equal(readContact(typed), 'contact_wrong');
});

test('days and times are told as people tell them', () => {
  assert.equal(showDay('en', '2027-12-31'), 'Dec 31, 2027');
  assert.equal(showDay('en', 'end of season'), 'end of season');
  assert.equal(showAgo('en', '2026-11-22T09:00:00Z', Date.parse('2026-11-22T09:02:30Z')), '2 minutes ago');
  assert.equal(showAgo('zh-CN', '2026-11-22T09:00:00Z', Date.parse('2026-11-22T09:00:10Z')), '现在');
});
