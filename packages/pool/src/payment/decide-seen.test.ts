import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { OrderStatus } from '@kameng/contract/order';
import type { PaymentRow } from '../order/order-rows.ts';
import { decideSeen } from './decide-seen.ts';

const due = 7600;
type Payment = Pick<PaymentRow, 'status' | 'received_minor' | 'amount_minor' | 'currency'>;
const waiting: Payment = { status: 'waiting', received_minor: 0, amount_minor: due, currency: 'CNY' };
const cny = (amount_minor: number) => ({ amount_minor, currency: 'CNY' });

test('the table of cases', () => {
  const held = { status: 'held' as const };
  const paid = (amount: number) => ({ state: 'paid' as const, paid: cny(amount) });
  assert.deepEqual(decideSeen(held, waiting, paid(due)), {
    payment: { status: 'paid', received_minor: due },
    arrived_minor: due,
    foreign: undefined,
    refund: undefined,
    order: 'pay',
    outcome: 'applied',
  });
  assert.deepEqual(decideSeen(held, waiting, paid(due + 5)).refund, { amount_minor: 5, reason: 'excess' });
  assert.deepEqual(decideSeen(held, waiting, paid(due - 1)), {
    payment: { status: 'failed', received_minor: due - 1 },
    arrived_minor: due - 1,
    foreign: undefined,
    refund: { amount_minor: due - 1, reason: 'short' },
    order: 'none',
    outcome: 'applied',
  });
  assert.equal(decideSeen({ status: 'expired' }, { ...waiting, status: 'closed' }, paid(due)).order, 'pay_late');
  for (const status of ['paid', 'delivered', 'refunding', 'refunded', 'disputed'] as const) {
    const { refund, order } = decideSeen({ status }, waiting, paid(due));
    assert.deepEqual({ refund, order }, { refund: { amount_minor: due, reason: 'duplicate' }, order: 'none' });
  }
  const twice = decideSeen({ status: 'delivered' }, { ...waiting, status: 'paid', received_minor: due }, paid(2 * due));
  assert.deepEqual(
    { refund: twice.refund, order: twice.order },
    { refund: { amount_minor: due, reason: 'excess' }, order: 'none' },
  );
  const foreign = decideSeen(held, waiting, { state: 'paid', paid: { amount_minor: due, currency: 'USD' } });
  assert.deepEqual(
    { foreign: foreign.foreign, order: foreign.order, arrived: foreign.arrived_minor },
    { foreign: { amount_minor: due, currency: 'USD' }, order: 'none', arrived: 0 },
  );
  assert.equal(decideSeen(held, waiting, { state: 'paid', paid: undefined }).outcome, 'quarantined');
  assert.equal(decideSeen(held, { ...waiting, status: 'refunded' }, paid(due)).outcome, 'no_effect');
});

const seen = fc.record({
  state: fc.constantFrom(
    'pending' as const,
    'paid' as const,
    'failed' as const,
    'closed' as const,
    'refunded' as const,
  ),
  paid: fc.integer({ min: 0, max: 3 * due }).map(cny),
});

test('however messages are ordered or repeated: money that arrives is kept for a delivery or goes back, and an order is paid once', () => {
  fc.assert(
    fc.property(
      fc.array(seen, { maxLength: 12 }),
      fc.constantFrom<OrderStatus>('held', 'expired'),
      (messages, start) => {
        let status: OrderStatus = start;
        let payment: Payment = waiting;
        let [arrived, refunded, kept] = [0, 0, 0];
        for (const message of [...messages, ...messages]) {
          const before = payment;
          const decision = decideSeen({ status }, payment, message);
          arrived += decision.arrived_minor;
          refunded += decision.refund?.amount_minor ?? 0;
          payment = { ...payment, ...decision.payment };
          if (decision.order !== 'none') {
            assert.equal(kept, 0);
            kept = due;
            status = 'delivered';
          }
          assert.ok(payment.received_minor >= before.received_minor);
          if (before.status === 'refunded') assert.equal(payment.status, 'refunded');
        }
        assert.equal(arrived, refunded + kept);
        assert.equal(arrived, payment.received_minor);
      },
    ),
  );
});
