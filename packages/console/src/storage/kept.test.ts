import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { keep, readKept } from './kept.ts';
import { filtersMax, readFilters } from './read-filters.ts';

const before = Object.getOwnPropertyDescriptor(globalThis, 'localStorage');
afterEach(() => {
  if (before) Object.defineProperty(globalThis, 'localStorage', before);
  else Reflect.deleteProperty(globalThis, 'localStorage');
});
const refuse = (): never => {
  throw new DOMException('not here', 'SecurityError');
};

test('a browser that keeps nothing costs no page', () => {
  Object.defineProperty(globalThis, 'localStorage', { configurable: true, get: refuse });
  assert.deepEqual([readKept('language'), keep('language', 'en'), keep('language', null)], [null, false, false]);
});

test('a full one still says what it has', () => {
  const full = { getItem: () => 'en', setItem: refuse, removeItem: refuse };
  Object.defineProperty(globalThis, 'localStorage', { configurable: true, value: full });
  assert.deepEqual([readKept('language'), keep('language', 'zh-CN')], ['en', false]);
});

test('of what was stored only saved filters come back', () => {
  for (const junk of [null, '', 'null', '7', '"text"', '[1]', '{"a":', '{}']) assert.deepEqual(readFilters(junk), {});
  const good = { name: 'Late', query: { status: 'open' } };
  const stored = {
    'operator/rules': [
      null,
      7,
      'x',
      {},
      { name: 1, query: {} },
      { name: 'x', query: null },
      { name: 'x', query: { status: 1 } },
      good,
    ],
    'operator/payouts': { length: 3 },
    'supplier/sales': null,
  };
  assert.deepEqual(readFilters(JSON.stringify(stored)), {
    'operator/rules': [good],
    'operator/payouts': [],
    'supplier/sales': [],
  });
  const many = Array.from({ length: filtersMax + 5 }, (_, at) => ({ name: String(at), query: {} }));
  assert.equal(readFilters(JSON.stringify({ page: many }))['page']?.[0]?.name, '5');
});
