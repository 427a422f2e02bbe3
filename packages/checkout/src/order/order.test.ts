import assert from 'node:assert/strict';
import { test } from 'node:test';
import { orderStatuses, refundReasons } from '@kameng/contract/order';
import { openKeep } from '../page/keep.ts';
import { webLink } from '../page/web-link.ts';
import { appLink } from '../unusual/app-link.ts';
import { delivered, orderId, sampleOrder, sampleRefund } from '../test/sample.ts';
import { findOrder, keepOrder } from './keep-orders.ts';
import { isSettled, orderPageStates, orderViews, viewOf } from './order-state.ts';
import type { OrderPageState } from './order-state.ts';
import { wrap } from '../unusual/draw-codes.ts';
import { readOrderNumber } from '../unusual/read-order-number.ts';
import { readOrderAddress } from './read-order-address.ts';
import { refundWords } from '../unusual/refund-words.ts';
import { writeCodes } from './write-codes.ts';

test('every state of the order page can be reached', () => {
  const reached = new Set<string>(['loading']);
  for (const state of reached)
    for (const next of Object.values(orderPageStates[state as OrderPageState])) reached.add(next);
  assert.deepEqual([...reached].toSorted(), Object.keys(orderPageStates).toSorted());
});

test('every status of the contract has a view, and every view an order that shows it', () => {
  assert.deepEqual(Object.keys(orderViews).toSorted(), [...orderStatuses].toSorted());
  const failed = { channel: 'sandbox', status: 'failed' as const, paid: null };
  const shown = [
    ...orderStatuses.map((status) => sampleOrder({ status }, 1)),
    sampleOrder({ payment: failed }),
    delivered(2, {}, 3),
  ].map(viewOf);
  const views = Object.values(orderViews).flatMap((entry) =>
    'unless' in entry ? [entry.view, entry.unless] : [entry.view],
  );
  assert.deepEqual([...new Set(shown)].toSorted(), views.toSorted());
});

test('an order is followed until nothing more happens by itself', () => {
  assert.equal(isSettled(delivered()), true);
  assert.equal(isSettled(delivered(1, { refunds: [sampleRefund()] })), false);
  assert.equal(isSettled(sampleOrder({ status: 'expired' })), false);
  assert.equal(isSettled(sampleOrder({ status: 'refunded', refunds: [sampleRefund({ status: 'done' })] })), true);
});

test('every reason for a refund has its words', () => {
  for (const reason of refundReasons) {
    const [words] = refundWords({ ...sampleOrder(), refunds: [sampleRefund({ reason })] });
    assert.equal(words?.why, `why_${reason}`);
    assert.equal(words?.where, 'refund_pending');
  }
});

test('addresses of the order page are told apart', () => {
  const at = (address: string) => readOrderAddress(new URL(address, 'https://pool.example'));
  assert.deepEqual(at(`/o/${orderId}#ort_abc-_1`), { id: orderId, token: 'ort_abc-_1', returned: false });
  assert.deepEqual(at(`/o/${orderId}#cks_abc`), { id: orderId, token: undefined, returned: false });
  assert.deepEqual(at('/o'), { id: '', token: undefined, returned: false });
  assert.deepEqual(at(`/checkout/return?order=${orderId}`), { id: orderId, token: undefined, returned: true });
  assert.equal(readOrderNumber(` ${orderId.toUpperCase()} `), orderId);
  assert.equal(readOrderNumber('ord_123'), undefined);
});

function memory(): { storage: () => Pick<Storage, 'getItem' | 'setItem'>; broken: boolean } {
  const data = new Map<string, string>();
  const drawer = {
    broken: false,
    storage: () => {
      if (drawer.broken) throw new Error('refused');
      return {
        getItem: (key: string) => data.get(key) ?? null,
        setItem: (key: string, value: string) => void data.set(key, value),
      };
    },
  };
  return drawer;
}

test('the newest twenty orders are remembered; the device learns the token and nothing else', () => {
  const tab = openKeep(memory().storage);
  const device = openKeep(memory().storage);
  for (let n = 0; n < 25; n += 1) keepOrder(tab, device, { id: `ord_${n}`, token: `ort_${n}`, fresh: true });
  assert.equal(findOrder(tab, device, 'ord_24')?.fresh, true);
  assert.equal(findOrder(tab, device, 'ord_4'), undefined);
  assert.deepEqual(findOrder(openKeep(memory().storage), device, 'ord_24'), { id: 'ord_24', token: 'ort_24' });
});

test('a storage that refuses is replaced by the page’s memory, and says so', () => {
  const drawer = memory();
  const keep = openKeep(drawer.storage);
  drawer.broken = true;
  assert.equal(keep.write('key', { a: 1 }), false);
  assert.deepEqual(keep.read('key'), { a: 1 });
  assert.equal(keepOrder(keep, keep, { id: 'ord_1', token: 'ort_1' }), false);
});

test('codes are written one a line, with names only where there are several', () => {
  const name = (word: string) => word;
  assert.deepEqual(writeCodes([{ code: 'A-1', expires_at: '2027-01-01' }, { code: 'B-2' }], name), ['A-1', 'B-2']);
  assert.deepEqual(writeCodes([{ pin: '1', serial: 'S' }], name), ['serial: S\tpin: 1']);
});

test('a line too long for a picture goes on in the next, and no letter is lost', () => {
  const rows = wrap('STAR-FALL-4000-7QX4', (text) => text.length <= 6);
  assert.deepEqual(rows, ['STAR-F', 'ALL-40', '00-7QX', '4']);
  assert.deepEqual(
    wrap('', () => false),
    [''],
  );
  assert.equal(wrap('ÄÖ', () => false).join(''), 'ÄÖ');
});

test('a link of a supplier or gateway never runs anything here', () => {
  assert.equal(webLink('https://a.example/x'), 'https://a.example/x');
  for (const url of [
    'javascript:alert(1)',
    ' https://a.example',
    'data:text/html,x',
    '//a.example',
    'https://',
    null,
    undefined,
  ])
    assert.equal(webLink(url), undefined);
  assert.equal(appLink('weixin://pay/1'), 'weixin://pay/1');
  for (const url of ['javascript:alert(1)', 'JavaScript:alert(1)', 'data:text/html,x', 'pay/1'])
    assert.equal(appLink(url), undefined);
});
