import type { ClientBase } from 'pg';
import type { ApplyEngine } from '../batch/open-batchers.ts';
import { type Columns, insertStatement } from '../database/insert-rows.ts';
import { runTogether } from '../database/run-together.ts';
import type { GrantedHold } from './hold-orders.ts';
import { newOrderStatements, type NewOrder } from './new-order-statements.ts';

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

const keyColumns: Columns = [
  ['order_id', 'text'],
  ['sealed', 'bytea'],
];
const consentColumns: Columns = [
  ['order_id', 'text'],
  ['site_id', 'text'],
  ['page_origin', 'text'],
  ['text_version', 'text'],
  ['language', 'text'],
  ['created_at', 'timestamptz'],
];

/** Writes held orders with their items, codes, payments, keys and consents, with one statement a table. */
export async function writeHolds(
  client: ClientBase,
  engine: ApplyEngine,
  now: Date,
  granted: readonly GrantedHold[],
): Promise<void> {
  if (granted.length === 0) return;
  const expiresAt = new Date(now.getTime() + engine.config.holdS * 1000);
  const statements = newOrderStatements({
    orders: granted.map((grant) => orderOf(grant, now, expiresAt)),
    items: granted.map(({ hold, checkout, offerId, unitSupplyMinor }) => ({
      id: hold.itemId,
      order_id: hold.orderId,
      product_id: checkout.product_id,
      offer_id: offerId,
      quantity: checkout.quantity,
      unit_price_minor: checkout.unit_price_minor,
      unit_supply_minor: unitSupplyMinor,
      delivered_quantity: 0,
      status: 'held',
    })),
    codes: granted.flatMap(({ hold, codeIds }) =>
      codeIds.map((code_id) => ({
        code_id,
        order_id: hold.orderId,
        item_id: hold.itemId,
        status: 'held' as const,
      })),
    ),
    keys: granted.map(({ hold }) => ({ idempotency: hold.idempotency, order_id: hold.orderId, created_at: now })),
  });
  const payments = granted.map(({ hold, checkout }) => ({
    id: hold.paymentId,
    order_id: hold.orderId,
    channel: hold.channel,
    currency: checkout.currency,
    amount_minor: checkout.unit_price_minor * checkout.quantity,
    status: 'creating',
    created_at: now,
    updated_at: now,
  }));
  await runTogether(client, [
    ...statements,
    ...insertStatement('payment', paymentColumns, payments),
    ...insertStatement(
      'order_key',
      keyColumns,
      granted.map(({ hold }) => ({ order_id: hold.orderId, sealed: hold.orderKey })),
    ),
    ...insertStatement(
      'consent',
      consentColumns,
      granted.map((grant) => consentOf(grant, now)),
    ),
    {
      name: 'confirm checkouts',
      text: 'UPDATE checkout SET order_id = c.order_id FROM unnest($1::text[], $2::text[]) AS c(id, order_id) WHERE checkout.id = c.id',
      values: [granted.map(({ checkout }) => checkout.id), granted.map(({ hold }) => hold.orderId)],
    },
  ]);
}

function consentOf({ hold, checkout }: GrantedHold, now: Date) {
  return {
    order_id: hold.orderId,
    site_id: checkout.site_id,
    page_origin: checkout.embed_origin,
    text_version: hold.consentVersion,
    language: hold.language,
    created_at: now,
  };
}

function orderOf({ hold, checkout }: GrantedHold, now: Date, expiresAt: Date): NewOrder {
  return {
    id: hold.orderId,
    site_id: checkout.site_id,
    agent_id: checkout.agent_id,
    checkout_id: checkout.id,
    status: 'held',
    channel: hold.channel,
    currency: checkout.currency,
    amount_minor: checkout.unit_price_minor * checkout.quantity,
    ref: checkout.ref,
    commission_bps: hold.commissionBps,
    agent_terms: hold.agentTerms,
    self_sale: hold.selfSale,
    contact_secret: hold.contactSecret,
    contact_fingerprint: hold.contactFingerprint,
    address_fingerprint: hold.addressFingerprint,
    query_password_hash: hold.queryPasswordHash,
    language: hold.language,
    consent_version: hold.consentVersion,
    embed_mode: checkout.embed_mode,
    created_at: now,
    actor: 'buyer',
    expires_at: expiresAt,
  };
}
