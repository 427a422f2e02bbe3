import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readPercent, writePercent } from './read-percent.ts';

test('percentages are read as people write them, to the basis point', () => {
  for (const [text, bps] of [
    ['8', 800],
    ['2.5', 250],
    ['0.05 %', 5],
    ['１２', 1200],
    ['100', 10_000],
  ] as const) {
    assert.equal(readPercent(text), bps, text);
    assert.equal(readPercent(writePercent(bps)), bps);
  }
  for (const text of ['', '-1', '8.123', '101', 'x', '1e2']) assert.equal(readPercent(text), undefined, text);
});
