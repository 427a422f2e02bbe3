import assert from 'node:assert/strict';
import { test } from 'node:test';
import { relay } from './relay.ts';

function hear(messages: Record<string, unknown>[]) {
  const told: [string, object][] = [];
  const progress = { order: null, status: undefined, told: new Set<string>() };
  for (const message of messages) relay(message, progress, (name, detail) => told.push([name, detail]));
  return { told, progress };
}

test('an order that is delivered before anyone saw it paid still tells the whole story, each chapter once', () => {
  const { told, progress } = hear([
    { type: 'status', order: 'ord_1', status: 'delivered' },
    { type: 'status', order: 'ord_1', status: 'delivered' },
  ]);
  assert.deepEqual(
    told.map(([name]) => name),
    ['order', 'paid', 'delivered'],
  );
  assert.deepEqual([progress.order, progress.status], ['ord_1', 'delivered']);
});

test('an unpaid end is no payment', () => {
  const { told, progress } = hear([
    { type: 'order', order: 'ord_1', status: 'held' },
    { type: 'status', order: 'ord_1', status: 'expired' },
  ]);
  assert.deepEqual(
    told.map(([name]) => name),
    ['order'],
  );
  assert.equal(progress.status, 'expired');
});

test('nothing of a message gets through but what belongs into the event', () => {
  const secret = { code: 'ABCD', email: 'a@b', nested: { token: 'ort_1' } };
  const { told } = hear([
    { type: 'quote', product: { toString: () => 'x'.repeat(999) }, quantity: '2', amount: secret, ...secret },
    { type: 'order', order: 'o'.repeat(999), status: 'held', ...secret },
    { type: 'order', order: 7, status: 'held' },
    { type: 'order', order: 'ord_1' },
    { type: 'close', ...secret },
    { ...secret },
  ]);
  assert.deepEqual(told, [
    ['quote', { product: 'x'.repeat(64), quantity: 2, amount: { amount_minor: Number.NaN, currency: 'undefined' } }],
    ['order', { order: 'o'.repeat(64), status: 'held' }],
  ]);
});
