import type { Language } from '@kameng/contract/page';
import type { Order, Refund } from '@kameng/contract/order';
import type { Pool } from 'pg';
import { ApiError } from '../api-error.ts';
import { productColumns, type ProductRow } from '../catalog/product-row.ts';
import { pickText } from '../catalog/render-product.ts';
import type { Context } from '../engine.ts';
import type { ItemRow, OrderRow, PaymentRow } from './order-rows.ts';

/** Most masked codes an order shows for one item; reveal pages through all of them. */
const codesShownMax = 500;

interface CodeRow {
  item_id: string;
  code_id: string;
  masked: string;
  revealed_at: Date | null;
}

interface RefundRow {
  id: string;
  order_id: string;
  currency: string;
  amount_minor: number;
  reason: Refund['reason'];
  status: Refund['status'];
  created_at: Date;
  done_at: Date | null;
}

/** Reads orders as the wire shows them, in the order of the ids; unknown ids are left out. */
export async function readOrders(pool: Pool, language: Language, orderIds: readonly string[]): Promise<Order[]> {
  if (orderIds.length === 0) return [];
  const [orders, items, codes, payments, refunds] = await Promise.all([
    pool.query<OrderRow>({ name: 'read orders', text: 'SELECT * FROM orders WHERE id = ANY($1::text[])', values: [orderIds] }),
    pool.query<ItemRow & { product: ProductRow }>({
      name: 'read items',
      text: `SELECT i.*, to_jsonb(p) AS product FROM order_item AS i CROSS JOIN LATERAL (SELECT ${productColumns} FROM product AS p WHERE p.id = i.product_id) AS p
             WHERE i.order_id = ANY($1::text[]) ORDER BY i.id`,
      values: [orderIds],
    }),
    pool.query<CodeRow>({
      name: 'read codes',
      text: `SELECT shown.item_id, shown.code_id, code.masked, shown.revealed_at FROM unnest($1::text[]) AS asked(order_id)
             CROSS JOIN LATERAL (SELECT item_id, code_id, revealed_at FROM order_code WHERE order_code.order_id = asked.order_id AND status = 'sold' ORDER BY code_id LIMIT $2) AS shown
             JOIN code ON code.id = shown.code_id ORDER BY shown.code_id`,
      values: [orderIds, codesShownMax],
    }),
    pool.query<PaymentRow>({ name: 'read payments', text: 'SELECT DISTINCT ON (order_id) * FROM payment WHERE order_id = ANY($1::text[]) ORDER BY order_id, id DESC', values: [orderIds] }),
    pool.query<RefundRow>({ name: 'read refunds', text: 'SELECT * FROM refund WHERE order_id = ANY($1::text[]) ORDER BY id', values: [orderIds] }),
  ]);
  const codesOf = Map.groupBy(codes.rows, ({ item_id }) => item_id);
  const itemsOf = Map.groupBy(items.rows, ({ order_id }) => order_id);
  const refundsOf = Map.groupBy(refunds.rows, ({ order_id }) => order_id);
  const paymentOf = new Map(payments.rows.map((payment) => [payment.order_id, payment]));
  const byId = new Map(orders.rows.map((order) => [order.id, order]));
  return orderIds.flatMap((id) => {
    const row = byId.get(id);
    if (!row) return [];
    const renderedItems = (itemsOf.get(id) ?? []).map((item) => renderItem(item, item.product, codesOf.get(item.id) ?? [], row.currency, language));
    return [renderOrder(row, renderedItems, renderPayment(row, paymentOf.get(id)), (refundsOf.get(id) ?? []).map(renderRefund))];
  });
}

/** Reads one order. Throws `order_not_found`. */
export async function readOrder(ctx: Pick<Context, 'db' | 'language'>, orderId: string): Promise<Order> {
  const [order] = await readOrders(ctx.db.pool, ctx.language, [orderId]);
  if (!order) throw new ApiError('order_not_found');
  return order;
}

export function renderOrder(row: OrderRow, items: Order['items'], payment: Order['payment'], refunds: Order['refunds']): Order {
  return {
    id: row.id,
    status: row.status,
    amount: { amount_minor: row.amount_minor, currency: row.currency },
    items,
    payment,
    refunds,
    client_reference: row.client_reference,
    sequence: row.sequence,
    created_at: row.created_at.toISOString(),
    expires_at: row.status === 'held' ? (row.expires_at?.toISOString() ?? null) : null,
    paid_at: row.paid_at?.toISOString() ?? null,
    delivered_at: row.delivered_at?.toISOString() ?? null,
  };
}

export function renderItem(item: Pick<ItemRow, 'id' | 'quantity' | 'unit_price_minor' | 'status'>, product: ProductRow, codes: readonly Omit<CodeRow, 'item_id'>[], currency: string, language: Language): Order['items'][number] {
  return {
    id: item.id,
    product: {
      id: product.id,
      name: pickText(product.names, language),
      brand: product.brand,
      kind: product.kind,
      image_url: product.image_url,
      region: product.region,
      face_value: product.face_value,
      redeem: { text: pickText(product.redeem_texts, language), url: product.redeem_url },
    },
    quantity: item.quantity,
    unit_price: { amount_minor: item.unit_price_minor, currency },
    status: item.status,
    codes: codes.map(({ code_id, masked, revealed_at }) => ({ id: code_id, masked, revealed_at: revealed_at?.toISOString() ?? null })),
  };
}

function renderPayment(order: OrderRow, payment: PaymentRow | undefined): Order['payment'] {
  if (payment) {
    return {
      channel: payment.channel,
      status: payment.status === 'creating' ? 'waiting' : payment.status,
      paid: payment.received_minor > 0 ? { amount_minor: payment.received_minor, currency: payment.currency } : null,
    };
  }
  return order.channel === 'balance' ? { channel: 'balance', status: 'paid', paid: { amount_minor: order.amount_minor, currency: order.currency } } : null;
}

function renderRefund({ id, amount_minor, currency, status, reason, created_at, done_at }: RefundRow): Refund {
  return { id, amount: { amount_minor, currency }, status, reason, created_at: created_at.toISOString(), done_at: done_at?.toISOString() ?? null };
}
