import type { ClientBase } from 'pg';
import type { ApplyEngine } from '../batch/open-batchers.ts';
import { insertRows, type Columns } from '../database/insert-rows.ts';
import type { GrantedHold } from './hold-orders.ts';

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
  ['contact_secret', 'bytea'],
  ['contact_fingerprint', 'bytea'],
  ['address_fingerprint', 'bytea'],
  ['query_password_hash', 'text'],
  ['language', 'text'],
  ['consent_version', 'text'],
  ['embed_mode', 'text'],
  ['created_at', 'timestamptz'],
  ['expires_at', 'timestamptz'],
];
const itemColumns: Columns = [
  ['id', 'text'],
  ['order_id', 'text'],
  ['product_id', 'text'],
  ['offer_id', 'text'],
  ['quantity', 'int'],
  ['unit_price_minor', 'bigint'],
  ['unit_supply_minor', 'bigint'],
  ['status', 'text'],
];
const paymentColumns: Columns = [
  ['id', 'text'],
  ['order_id', 'text'],
  ['channel', 'text'],
  ['currency', 'text'],
  ['amount_minor', 'bigint'],
  ['status', 'text'],
  ['created_at', 'timestamptz'],
  ['updated_at', 'timestamptz'],
];

/** Writes held orders with their items, codes and payments, with one statement a table. */
export async function writeHolds(
  client: ClientBase,
  engine: ApplyEngine,
  now: Date,
  granted: readonly GrantedHold[],
): Promise<void> {
  if (granted.length === 0) return;
  const expires_at = new Date(now.getTime() + engine.config.holdS * 1000);
  await insertRows(
    client,
    'orders',
    orderColumns,
    granted.map(({ hold, checkout }) => ({
      id: hold.orderId,
      site_id: checkout.site_id,
      agent_id: checkout.agent_id,
      checkout_id: checkout.id,
      status: 'held',
      channel: hold.channel,
      currency: checkout.currency,
      amount_minor: checkout.unit_price_minor * checkout.quantity,
      commission_bps: hold.commissionBps,
      contact_secret: hold.contactSecret,
      contact_fingerprint: hold.contactFingerprint,
      address_fingerprint: hold.addressFingerprint,
      query_password_hash: hold.queryPasswordHash,
      language: hold.language,
      consent_version: hold.consentVersion,
      embed_mode: checkout.embed_mode,
      created_at: now,
      expires_at,
    })),
  );
  await insertRows(
    client,
    'order_item',
    itemColumns,
    granted.map(({ hold, checkout, offerId, unitSupplyMinor }) => ({
      id: hold.itemId,
      order_id: hold.orderId,
      product_id: checkout.product_id,
      offer_id: offerId,
      quantity: checkout.quantity,
      unit_price_minor: checkout.unit_price_minor,
      unit_supply_minor: unitSupplyMinor,
      status: 'held',
    })),
  );
  await insertRows(
    client,
    'order_code',
    [
      ['code_id', 'text'],
      ['order_id', 'text'],
      ['item_id', 'text'],
      ['status', 'text'],
    ],
    granted.flatMap(({ hold, codeIds }) =>
      codeIds.map((code_id) => ({ code_id, order_id: hold.orderId, item_id: hold.itemId, status: 'held' })),
    ),
  );
  await insertRows(
    client,
    'order_event',
    [
      ['order_id', 'text'],
      ['sequence', 'int'],
      ['status', 'text'],
      ['actor', 'text'],
      ['created_at', 'timestamptz'],
    ],
    granted.map(({ hold }) => ({
      order_id: hold.orderId,
      sequence: 1,
      status: 'held',
      actor: 'buyer',
      created_at: now,
    })),
  );
  await insertRows(
    client,
    'payment',
    paymentColumns,
    granted.map(({ hold, checkout }) => ({
      id: hold.paymentId,
      order_id: hold.orderId,
      channel: hold.channel,
      currency: checkout.currency,
      amount_minor: checkout.unit_price_minor * checkout.quantity,
      status: 'creating',
      created_at: now,
      updated_at: now,
    })),
  );
  await insertRows(
    client,
    'idempotency',
    [
      ['scope', 'text'],
      ['key', 'text'],
      ['request_fingerprint', 'bytea'],
      ['result_id', 'text'],
      ['created_at', 'timestamptz'],
    ],
    granted.flatMap(({ hold }) =>
      hold.idempotency
        ? [
            {
              scope: hold.idempotency.scope,
              key: hold.idempotency.key,
              request_fingerprint: hold.idempotency.requestFingerprint,
              result_id: hold.orderId,
              created_at: now,
            },
          ]
        : [],
    ),
  );
  await client.query({
    name: 'confirm checkouts',
    text: 'UPDATE checkout SET order_id = c.order_id FROM unnest($1::text[], $2::text[]) AS c(id, order_id) WHERE checkout.id = c.id',
    values: [granted.map(({ checkout }) => checkout.id), granted.map(({ hold }) => hold.orderId)],
  });
}
