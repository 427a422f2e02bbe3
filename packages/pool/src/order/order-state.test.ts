import assert from 'node:assert/strict';
import { test } from 'node:test';
import { orderStatuses, type OrderStatus } from '@kameng/contract/order';
import { mayBecome, orderTransitions } from './order-state.ts';

test('every state of the contract is in the table and can be reached from held', () => {
  assert.deepEqual(Object.keys(orderTransitions).toSorted(), [...orderStatuses].toSorted());
  const reached = new Set<OrderStatus>(['held']);
  for (const from of reached) for (const to of orderStatuses) if (mayBecome(from, to)) reached.add(to);
  assert.deepEqual([...reached].toSorted(), [...orderStatuses].toSorted());
});

test('refunded is final, and nothing returns to held', () => {
  for (const to of orderStatuses) {
    assert.equal(mayBecome('refunded', to), false);
    assert.equal(mayBecome(to, 'held'), false);
  }
});
