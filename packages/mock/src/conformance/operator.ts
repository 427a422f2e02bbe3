import assert from 'node:assert/strict';
import { demoIds } from '../demo-ids.ts';
import { ask, refused, until, type Harness, type Scenario } from './ask.ts';

const lists = ['listUndeliveredOrders', 'listQuarantinedCallbacks', 'listReconciliations', 'listLedgerProofs'] as const;

/** The operator looks at what needs a look. */
export function operatorScenarios(harness: Harness, bearer: string): Scenario[] {
  return [
    {
      name: 'the operator’s lists open for an operator key and nothing else, and it opens nothing else',
      async run() {
        for (const name of lists) {
          const { body } = await ask(harness, name, { bearer });
          assert.ok(Array.isArray(body.data));
          await refused(harness, name, 'key_missing');
          await refused(harness, name, 'key_wrong_kind', { bearer: harness.shopKey });
          await refused(harness, name, 'key_wrong_kind', { bearer: harness.siteKey });
          await refused(harness, name, 'key_invalid', { bearer: 'op_nobody' });
        }
        await refused(harness, 'getBalance', 'key_wrong_kind', { bearer });
        await refused(harness, 'listProducts', 'key_wrong_kind', { bearer });
        await refused(harness, 'getOrder', 'key_wrong_kind', { bearer, id: 'ord_00000000000000000000000000' });
      },
    },
    {
      name: 'a paid order that waits for its supplier is listed until it is delivered',
      async run() {
        const body = {
          product_id: demoIds.slowSupplier,
          client_reference: `operator-${crypto.randomUUID()}`,
          max_amount: { amount_minor: 100_000, currency: 'CNY' },
        };
        const { body: order } = await ask(harness, 'createOrder', { bearer: harness.shopKey, body });
        const find = async () => {
          const { body: page } = await ask(harness, 'listUndeliveredOrders', {
            bearer,
            query: { older_than_s: 0, limit: 100 },
          });
          return page.data.find(({ id }) => id === order.id);
        };
        const found = await find();
        assert.deepEqual(
          [found?.status, found?.reason, found?.channel, found?.amount],
          ['paid', 'waiting_for_codes', 'balance', order.amount],
        );
        await harness.advance?.(10);
        await until(find, (left) => left === undefined, 60);
      },
    },
  ];
}
