import type { ClientBase } from 'pg';
import { insertRows, type Columns } from '../database/insert-rows.ts';
import { escrow } from '../ledger/accounts.ts';
import { postTransfers, type Transfer } from '../ledger/post-transfers.ts';
import { recordEvents } from '../webhook/record-events.ts';
import type { BoughtOrder } from './buy-orders.ts';
import { fundsOf, shareTransfers } from './deliver-change.ts';

const orderColumns: Columns = [
  ['id', 'text'],
  ['site_id', 'text'],
  ['agent_id', 'text'],
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

/** Writes orders paid from balance, delivered unless they have to wait, with one statement a table. */
export async function writePurchases(client: ClientBase, now: Date, granted: readonly BoughtOrder[]): Promise<void> {
  if (granted.length === 0) return;
  const orders = granted.map(({ purchase, product, amount_minor, delivered }) => ({
    id: purchase.orderId,
    site_id: purchase.site.id,
    agent_id: null,
    status: delivered ? 'delivered' : 'paid',
    channel: 'balance',
    currency: product.currency,
    amount_minor,
    commission_bps: 0,
    client_reference: purchase.body.client_reference,
    request_fingerprint: purchase.requestFingerprint,
    created_at: now,
    paid_at: now,
    delivered_at: delivered ? now : null,
    next_delivery_at: delivered ? null : now,
  }));
  await insertRows(client, 'orders', orderColumns, orders);
  await insertRows(
    client,
    'order_item',
    itemColumns,
    granted.map(({ purchase, product, offer, delivered }) => ({
      id: purchase.itemId,
      order_id: purchase.orderId,
      product_id: product.id,
      offer_id: offer.offer_id,
      quantity: purchase.body.quantity,
      unit_price_minor: offer.unit_price_minor,
      unit_supply_minor: offer.unit_supply_minor,
      delivered_quantity: delivered ? purchase.body.quantity : 0,
      status: delivered ? 'delivered' : 'waiting',
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
    granted.flatMap(({ purchase, codeIds, delivered }) =>
      codeIds.map((code_id) => ({
        code_id,
        order_id: purchase.orderId,
        item_id: purchase.itemId,
        status: delivered ? 'sold' : 'held',
      })),
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
    orders.map(({ id, status }) => ({ order_id: id, sequence: 1, status, actor: 'shop', created_at: now })),
  );
  await postTransfers(
    client,
    now,
    granted.flatMap((bought, index) => transfersOf(bought, orders[index]!)),
  );
  await recordEvents(
    client,
    now,
    orders.map(({ id, site_id, status, client_reference }) => ({
      site_id,
      type: status === 'delivered' ? 'order.delivered' : 'order.paid',
      object_id: id,
      sequence: 1,
      status,
      client_reference,
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
    granted.flatMap(({ purchase: { idempotency, orderId } }) =>
      idempotency
        ? [
            {
              scope: idempotency.scope,
              key: idempotency.key,
              request_fingerprint: idempotency.requestFingerprint,
              result_id: orderId,
              created_at: now,
            },
          ]
        : [],
    ),
  );
}

function transfersOf(
  { offer, purchase, amount_minor, delivered }: BoughtOrder,
  order: {
    id: string;
    site_id: string;
    channel: string;
    currency: string;
    agent_id: string | null;
    commission_bps: number;
  },
): Transfer[] {
  const { currency } = order;
  const payment: Transfer = {
    kind: 'payment',
    from: fundsOf(order),
    to: escrow(currency),
    currency,
    amount_minor,
    order_id: order.id,
  };
  if (!delivered) return [payment];
  const supply_minor = offer.unit_supply_minor * purchase.body.quantity;
  return [
    payment,
    ...shareTransfers(order, 0, { amount_minor, suppliers: [{ supplier_id: offer.supplier_id, supply_minor }] }),
  ];
}
