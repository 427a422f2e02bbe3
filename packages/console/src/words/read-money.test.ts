import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readMoney, writeMoney } from './read-money.ts';

test('amounts are read as people write them, and nothing else is taken for one', () => {
  const read: [string, string, number | undefined][] = [
    ['12', 'CNY', 1200],
    ['12.5', 'CNY', 1250],
    ['0.07', 'CNY', 7],
    [' 1,234,567.89 ', 'USD', 123_456_789],
    ['１２．５', 'CNY', 1250],
    ['500', 'JPY', 500],
    ['1.234', 'KWD', 1234],
    ['12.345', 'CNY', undefined],
    ['500.5', 'JPY', undefined],
    ['12,5', 'CNY', undefined],
    ['1,23', 'CNY', undefined],
    ['-5', 'CNY', undefined],
    ['1e3', 'CNY', undefined],
    ['', 'CNY', undefined],
    ['¥5', 'CNY', undefined],
  ];
  for (const [text, currency, minor] of read) assert.equal(readMoney(text, currency), minor, text);
  for (const minor of [0, 7, 1250, 123_456_789]) assert.equal(readMoney(writeMoney(minor, 'CNY'), 'CNY'), minor);
});
