import { randomBytes } from 'node:crypto';
import { createId } from '@kameng/contract/id';
import type { Goods } from '../test/insert-goods.ts';
import { insertRows, type Columns } from '../src/database/insert-rows.ts';
import { openDatabase } from '../src/database/open-database.ts';
import type { TestDatabase } from '../src/database/test-database.ts';
import { transact } from '../src/database/transact.ts';
import type { Site } from '../src/engine.ts';
import { availableOf, escrow, pendingOf, platformFees } from '../src/ledger/accounts.ts';
import { measure, type Rate } from './measure.ts';

const batchRows = 256;

const columns: Record<string, Columns> = {
  orders: [
    ['id', 'text'],
    ['site_id', 'text'],
    ['status', 'text'],
    ['channel', 'text'],
    ['currency', 'text'],
    ['amount_minor', 'bigint'],
    ['commission_bps', 'int'],
    ['client_reference', 'text'],
    ['request_fingerprint', 'bytea'],
    ['created_at', 'timestamptz'],
    ['paid_at', 'timestamptz'],
    ['delivered_at', 'timestamptz'],
  ],
  order_item: [
    ['id', 'text'],
    ['order_id', 'text'],
    ['product_id', 'text'],
    ['offer_id', 'text'],
    ['quantity', 'int'],
    ['unit_price_minor', 'bigint'],
    ['unit_supply_minor', 'bigint'],
    ['delivered_quantity', 'int'],
    ['status', 'text'],
  ],
  order_code: [
    ['code_id', 'text'],
    ['order_id', 'text'],
    ['item_id', 'text'],
    ['status', 'text'],
  ],
  order_event: [
    ['order_id', 'text'],
    ['sequence', 'int'],
    ['status', 'text'],
    ['actor', 'text'],
    ['created_at', 'timestamptz'],
  ],
  transfer: [
    ['id', 'text'],
    ['kind', 'text'],
    ['debit_account', 'text'],
    ['credit_account', 'text'],
    ['currency', 'text'],
    ['amount_minor', 'bigint'],
    ['order_id', 'text'],
    ['created_at', 'timestamptz'],
  ],
  event: [
    ['id', 'text'],
    ['site_id', 'text'],
    ['type', 'text'],
    ['object_id', 'text'],
    ['sequence', 'int'],
    ['status', 'text'],
    ['client_reference', 'text'],
    ['created_at', 'timestamptz'],
    ['dispatched_at', 'timestamptz'],
  ],
  idempotency: [
    ['scope', 'text'],
    ['key', 'text'],
    ['request_fingerprint', 'bytea'],
    ['result_id', 'text'],
    ['created_at', 'timestamptz'],
  ],
};

export interface Floor {
  /** Orders a second whose rows were inserted. */
  measure(seconds: number): Promise<Rate>;
  close(): Promise<void>;
}

/** The floor: the rows of full orders into the same tables and indexes, 256 orders a commit, nothing claimed, checked or locked. */
export async function openFloor(database: TestDatabase, goods: Goods, shop: Site): Promise<Floor> {
  const { pool } = openDatabase(database.url, {
    poolMax: 2,
    applicationName: 'kameng-floor',
    statementTimeoutMs: 30_000,
  });
  const insertBatch = () =>
    transact(pool, async (client) => {
      const rows = Array.from({ length: batchRows }, () => orderRows(goods, shop));
      for (const [table, tableColumns] of Object.entries(columns))
        await insertRows(
          client,
          table,
          tableColumns,
          rows.flatMap((order) => order[table] ?? []),
        );
    });
  return {
    async measure(seconds) {
      const rate = await measure({ callers: 2, seconds, call: insertBatch });
      return { ...rate, per_s: rate.per_s * batchRows };
    },
    close: () => pool.end(),
  };
}

function orderRows({ productId, offerId, supplierId }: Goods, shop: Site): Record<string, object[]> {
  const now = new Date();
  const [order_id, item_id, client_reference] = [createId('order'), createId('orderItem'), createId('event')];
  const request_fingerprint = randomBytes(32);
  const transfer = (kind: string, debit_account: string, credit_account: string, amount_minor: number) => ({
    id: createId('transfer'),
    kind,
    debit_account,
    credit_account,
    currency: 'CNY',
    amount_minor,
    order_id,
    created_at: now,
  });
  return {
    orders: [
      {
        id: order_id,
        site_id: shop.id,
        status: 'delivered',
        channel: 'balance',
        currency: 'CNY',
        amount_minor: 7600,
        commission_bps: 0,
        client_reference,
        request_fingerprint,
        created_at: now,
        paid_at: now,
        delivered_at: now,
      },
    ],
    order_item: [
      {
        id: item_id,
        order_id,
        product_id: productId,
        offer_id: offerId,
        quantity: 1,
        unit_price_minor: 7600,
        unit_supply_minor: 7000,
        delivered_quantity: 1,
        status: 'delivered',
      },
    ],
    order_code: [{ code_id: createId('code'), order_id, item_id, status: 'sold' }],
    order_event: [{ order_id, sequence: 1, status: 'delivered', actor: 'shop', created_at: now }],
    transfer: [
      transfer('payment', availableOf(shop.id, 'CNY'), escrow('CNY'), 7600),
      transfer('supplier_share', escrow('CNY'), pendingOf(supplierId, 'CNY'), 7000),
      transfer('platform_fee', escrow('CNY'), platformFees('CNY'), 600),
    ],
    event: [
      {
        id: createId('event'),
        site_id: shop.id,
        type: 'order.delivered',
        object_id: order_id,
        sequence: 1,
        status: 'delivered',
        client_reference,
        created_at: now,
        dispatched_at: now,
      },
    ],
    idempotency: [
      {
        scope: `createOrder ${shop.id}`,
        key: client_reference,
        request_fingerprint,
        result_id: order_id,
        created_at: now,
      },
    ],
  };
}
