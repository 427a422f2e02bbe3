import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkoutStates, nextCheckoutState } from './checkout-state.ts';
import type { CheckoutEvent, CheckoutState } from './checkout-state.ts';
import { nameOpening } from './checkout-store.ts';
import { findMistakes } from './confirm-order.ts';
import { readOpening } from './read-opening.ts';
import { troubleWords } from '../refused/trouble-words.ts';

test('every state of the checkout can be reached, and all but two can be left', () => {
  const reached = new Set<string>(['loading']);
  for (const state of reached)
    for (const next of Object.values(checkoutStates[state as CheckoutState])) reached.add(next);
  assert.deepEqual([...reached].toSorted(), Object.keys(checkoutStates).toSorted());
  const ends = Object.entries(checkoutStates).flatMap(([state, moves]) =>
    Object.keys(moves).length === 0 ? [state] : [],
  );
  assert.deepEqual(ends, ['missing', 'already']);
});

test('an event that does not belong to a state changes nothing', () => {
  assert.equal(nextCheckoutState('ordered', 'confirming'), 'ordered');
  assert.equal(nextCheckoutState('confirming', 'confirming'), 'confirming');
  // While an order is being made only its answer counts, not the clock.
  assert.equal(nextCheckoutState('confirming', 'time_up'), 'confirming');
  assert.equal(nextCheckoutState('unsure', 'time_up'), 'unsure');
  for (const state of Object.keys(checkoutStates) as CheckoutState[])
    assert.ok(nextCheckoutState(state, 'nonsense' as CheckoutEvent) in checkoutStates);
});

const at = (address: string) => readOpening(new URL(address, 'https://pool.example'));

test('a checkout is asked for by product page, frame or id', () => {
  assert.deepEqual(at('/buy/prd_1?site=pk_test_demo&ref=demo01&quantity=3&coupon=HELLO'), {
    product: 'prd_1',
    site: 'pk_test_demo',
    ref: 'DEMO01',
    coupon: 'HELLO',
    quantity: 3,
  });
  assert.equal(at('/checkout/frame?product=prd_2').product, 'prd_2');
  assert.deepEqual(at('/checkout/chk_3?lang=en#cks_4').checkout, { id: 'chk_3', secret: 'cks_4' });
});

test('a quantity that makes no sense is one', () => {
  for (const quantity of ['0', '-2', 'many', '', '1e9x']) assert.equal(at(`/buy/p?quantity=${quantity}`).quantity, 1);
  assert.equal(at('/buy/p?quantity=2.7').quantity, 2);
  assert.equal(at('/buy/p?quantity=99999999').quantity, 10_000);
});

test('a reload finds its own checkout, another product does not', () => {
  assert.equal(nameOpening(at('/buy/p?site=pk_1')), nameOpening(at('/buy/p?site=pk_1&lang=ar&theme=dark')));
  assert.notEqual(nameOpening(at('/buy/p?site=pk_1')), nameOpening(at('/buy/q?site=pk_1')));
  assert.notEqual(nameOpening(at('/buy/p?site=pk_1')), nameOpening(at('/buy/p?site=pk_1&quantity=2')));
});

test('what is wrong with the form is said per field', () => {
  assert.deepEqual(findMistakes({ contact: '', password: '', agreed: false }), {
    contact: 'contact_empty',
    consent: 'consent_empty',
  });
  assert.deepEqual(findMistakes({ contact: 'x', password: '123', agreed: true }), {
    contact: 'contact_wrong',
    password: 'password_short',
  });
  assert.deepEqual(findMistakes({ contact: 'a@b.example', password: '', agreed: true }), {});
});

test('a failure is told by what it means', () => {
  assert.equal(troubleWords({ code: 'network', status: 0 }, true).title, 'offline');
  assert.equal(troubleWords({ code: 'rate_limited', status: 429 }, true).title, 'busy');
  assert.equal(troubleWords({ code: 'origin_not_allowed', status: 403 }, true).title, 'misplaced');
  assert.equal(troubleWords({ code: 'key_wrong_kind', status: 403 }, false).title, 'failed');
  assert.equal(troubleWords(undefined, true).title, 'failed');
});
