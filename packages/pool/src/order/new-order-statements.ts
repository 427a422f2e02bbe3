import { type Columns, insertStatement } from '../database/insert-rows.ts';
import type { Statement } from '../database/run-together.ts';
import type { Context } from '../engine.ts';
import type { SelfSale } from '../referral/find-self-sale.ts';
import type { ItemRow, OrderRow } from './order-rows.ts';

/** What a new order is written with; what is left out is null. */
export interface NewOrder extends Partial<Omit<OrderRow, 'token_generation' | 'sequence' | 'frozen_at'>> {
  id: string;
  status: OrderRow['status'];
  channel: string;
  currency: string;
  amount_minor: number;
  commission_bps: number;
  created_at: Date;
  /** Who made it: `buyer` or `shop`. */
  actor: string;
  request_fingerprint?: Buffer;
  contact_fingerprint?: Buffer;
  address_fingerprint?: Buffer | null;
  query_password_hash?: string | null;
  consent_version?: string;
  ref?: string | null;
  self_sale?: SelfSale | null;
}

export interface NewOrderRows {
  orders: readonly NewOrder[];
  items: readonly ItemRow[];
  codes: readonly { code_id: string; order_id: string; item_id: string; status: 'held' | 'sold' }[];
  /** Idempotency-Keys and the orders they made. */
  keys: readonly { idempotency: Context['idempotency']; order_id: string; created_at: Date }[];
}

const orderColumns: Columns = [
  ['id', 'text'],
  ['site_id', 'text'],
  ['agent_id', 'text'],
  ['checkout_id', 'text'],
  ['status', 'text'],
  ['channel', 'text'],
  ['currency', 'text'],
  ['amount_minor', 'bigint'],
  ['commission_bps', 'int'],
  ['ref', 'text'],
  ['agent_terms', 'jsonb'],
  ['self_sale', 'text'],
  ['client_reference', 'text'],
  ['request_fingerprint', 'bytea'],
  ['contact_secret', 'bytea'],
  ['contact_fingerprint', 'bytea'],
  ['address_fingerprint', 'bytea'],
  ['query_password_hash', 'text'],
  ['language', 'text'],
  ['consent_version', 'text'],
  ['embed_mode', 'text'],
  ['created_at', 'timestamptz'],
  ['expires_at', 'timestamptz'],
  ['paid_at', 'timestamptz'],
  ['delivered_at', 'timestamptz'],
  ['next_delivery_at', 'timestamptz'],
];
const itemColumns: Columns = [
  ['id', 'text'],
  ['order_id', 'text'],
  ['product_id', 'text'],
  ['offer_id', 'text'],
  ['quantity', 'int'],
  ['unit_price_minor', 'bigint'],
  ['unit_supply_minor', 'bigint'],
  ['delivered_quantity', 'int'],
  ['status', 'text'],
];
const keyColumns: Columns = [
  ['scope', 'text'],
  ['key', 'text'],
  ['request_fingerprint', 'bytea'],
  ['result_id', 'text'],
  ['created_at', 'timestamptz'],
];

/** Columns of codes given to an order item. */
export const orderCodeColumns: Columns = [
  ['code_id', 'text'],
  ['order_id', 'text'],
  ['item_id', 'text'],
  ['status', 'text'],
];

/** Columns of the states that orders entered. */
export const orderEventColumns: Columns = [
  ['order_id', 'text'],
  ['sequence', 'int'],
  ['status', 'text'],
  ['actor', 'text'],
  ['created_at', 'timestamptz'],
];

/** What writes new orders, each with its items, its codes, its first state and its Idempotency-Key: one statement a table. */
export function newOrderStatements({ orders, items, codes, keys }: NewOrderRows): Statement[] {
  const states = orders.map(({ id, status, actor, created_at }) => ({
    order_id: id,
    sequence: 1,
    status,
    actor,
    created_at,
  }));
  const used = keys.flatMap(({ idempotency, order_id, created_at }) =>
    idempotency
      ? [
          {
            scope: idempotency.scope,
            key: idempotency.key,
            request_fingerprint: idempotency.requestFingerprint,
            result_id: order_id,
            created_at,
          },
        ]
      : [],
  );
  return [
    ...insertStatement('orders', orderColumns, orders),
    ...insertStatement('order_item', itemColumns, items),
    ...insertStatement('order_code', orderCodeColumns, codes),
    ...insertStatement('order_event', orderEventColumns, states),
    ...insertStatement('idempotency', keyColumns, used),
  ];
}
