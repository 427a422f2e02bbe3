import { randomBytes } from 'node:crypto';
import { createId } from '@kameng/contract/id';
import type { Goods } from '../test/insert-goods.ts';
import { type Columns, insertStatement } from '../src/database/insert-rows.ts';
import { openDatabase } from '../src/database/open-database.ts';
import { runTogether } from '../src/database/run-together.ts';
import { transact } from '../src/database/transact.ts';
import type { Site } from '../src/engine.ts';
import { type AccountId, availableOf, escrow, pendingOf, platformFees } from '../src/ledger/accounts.ts';
import { newOrderStatements, type NewOrderRows } from '../src/order/new-order-statements.ts';
import { measure, type Rate } from './measure.ts';

const batchRows = 256;

const transferColumns: Columns = [
  ['id', 'text'],
  ['kind', 'text'],
  ['debit_account', 'text'],
  ['credit_account', 'text'],
  ['currency', 'text'],
  ['amount_minor', 'bigint'],
  ['order_id', 'text'],
  ['created_at', 'timestamptz'],
];
const shareColumns: Columns = [
  ['order_id', 'text'],
  ['owner_id', 'text'],
  ['kind', 'text'],
  ['currency', 'text'],
  ['amount_minor', 'bigint'],
  ['matures_at', 'timestamptz'],
];
const eventColumns: Columns = [
  ['id', 'text'],
  ['site_id', 'text'],
  ['type', 'text'],
  ['object_id', 'text'],
  ['sequence', 'int'],
  ['status', 'text'],
  ['client_reference', 'text'],
  ['created_at', 'timestamptz'],
  ['dispatched_at', 'timestamptz'],
];

export interface Floor {
  /** Orders a second whose rows were inserted. */
  measure(seconds: number): Promise<Rate>;
  /** Inserts the rows of one full order for each reference, in one transaction. */
  insert(references: readonly string[]): Promise<void>;
  close(): Promise<void>;
}

/** The floor: the rows of full orders into the same tables and indexes, 256 orders a commit, nothing claimed, checked or locked. */
export async function openFloor(databaseUrl: string, goods: Goods, shop: Site): Promise<Floor> {
  const { pool } = openDatabase(databaseUrl, {
    poolMax: 2,
    applicationName: 'kameng-floor',
    statementTimeoutMs: 30_000,
  });
  const insert = (names: readonly string[]) =>
    transact(pool, async (client) => {
      const now = new Date();
      const references = names.map((reference) => ({
        order_id: createId('order'),
        item_id: createId('orderItem'),
        reference,
      }));
      await runTogether(client, [
        ...newOrderStatements(orderRows(references, goods, shop, now)),
        ...insertStatement(
          'transfer',
          transferColumns,
          references.flatMap(({ order_id }) => transferRows(order_id, goods, shop, now)),
        ),
        ...insertStatement(
          'share',
          shareColumns,
          references.map(({ order_id }) => shareRow(order_id, goods, now)),
        ),
        ...insertStatement(
          'event',
          eventColumns,
          references.map(({ order_id, reference }) => eventRow(order_id, reference, shop, now)),
        ),
      ]);
    });
  return {
    insert,
    async measure(seconds) {
      const call = () => insert(Array.from({ length: batchRows }, () => createId('event')));
      const rate = await measure({ callers: 2, seconds, call });
      return { ...rate, per_s: rate.per_s * batchRows };
    },
    close: () => pool.end(),
  };
}

interface References {
  order_id: string;
  item_id: string;
  reference: string;
}

function orderRows(references: References[], { productId, offerId }: Goods, shop: Site, now: Date): NewOrderRows {
  const money = { channel: 'balance', currency: 'CNY', amount_minor: 7600, commission_bps: 0, actor: 'shop' };
  const times = { created_at: now, paid_at: now, delivered_at: now };
  const terms = { quantity: 1, unit_price_minor: 7600, unit_supply_minor: 7000, delivered_quantity: 1 };
  const requestFingerprint = randomBytes(32);
  return {
    orders: references.map(({ order_id, reference }) => ({
      id: order_id,
      site_id: shop.id,
      status: 'delivered',
      client_reference: reference,
      request_fingerprint: requestFingerprint,
      ...money,
      ...times,
    })),
    items: references.map(({ order_id, item_id }) => ({
      id: item_id,
      order_id,
      product_id: productId,
      offer_id: offerId,
      status: 'delivered',
      ...terms,
    })),
    codes: references.map(({ order_id, item_id }) => ({
      code_id: createId('code'),
      order_id,
      item_id,
      status: 'sold',
    })),
    keys: references.map(({ order_id, reference }) => ({
      idempotency: { scope: `createOrder ${shop.id}`, key: reference, requestFingerprint },
      order_id,
      created_at: now,
    })),
  };
}

function transferRows(order_id: string, { supplierId }: Goods, shop: Site, created_at: Date): object[] {
  const row = (kind: string, debit_account: AccountId, credit_account: AccountId, amount_minor: number) => ({
    id: createId('transfer'),
    kind,
    debit_account,
    credit_account,
    currency: 'CNY',
    amount_minor,
    order_id,
    created_at,
  });
  return [
    row('payment', availableOf(shop.id, 'CNY'), escrow('CNY'), 7600),
    row('supplier_share', escrow('CNY'), pendingOf(supplierId, 'CNY'), 7000),
    row('platform_fee', escrow('CNY'), platformFees('CNY'), 600),
  ];
}

function shareRow(order_id: string, { supplierId }: Goods, now: Date): object {
  const owner = { order_id, owner_id: supplierId, kind: 'supplier_share' };
  return { ...owner, currency: 'CNY', amount_minor: 7000, matures_at: now };
}

function eventRow(object_id: string, client_reference: string, shop: Site, now: Date): object {
  return {
    id: createId('event'),
    site_id: shop.id,
    type: 'order.delivered',
    object_id,
    sequence: 1,
    status: 'delivered',
    client_reference,
    created_at: now,
    dispatched_at: now,
  };
}
