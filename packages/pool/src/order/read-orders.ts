import type { Language } from '@kameng/contract/page';
import type { Order, Refund } from '@kameng/contract/order';
import type { Pool } from 'pg';
import { ApiError } from '../api-error.ts';
import { productColumns, type ProductRow } from '../catalog/product-row.ts';
import { pickText } from '../catalog/render-product.ts';
import type { Context } from '../engine.ts';
import type { ItemRow, OrderRow, PaymentRow } from './order-rows.ts';

/** Most masked codes an order shows for one item; reveal pages through all of them. */
export const codesShownMax = 500;

/** Times inside JSON come as text. */
interface CodeJson {
  item_id: string;
  code_id: string;
  masked: string;
  revealed_at: string | null;
}

interface RefundJson {
  id: string;
  currency: string;
  amount_minor: number;
  reason: Refund['reason'];
  status: Refund['status'];
  created_at: string;
  done_at: string | null;
}

interface WholeRow extends OrderRow {
  items: (ItemRow & { product: ProductRow })[];
  codes: CodeJson[];
  payment: PaymentRow | null;
  refunds: RefundJson[];
}

/** One statement, so that all of it is seen at one moment: an order is never shown delivered without its codes. */
const text = `
  SELECT o.*,
    (SELECT COALESCE(jsonb_agg(to_jsonb(i) || jsonb_build_object('product', to_jsonb(p)) ORDER BY i.id), '[]')
     FROM order_item AS i CROSS JOIN LATERAL (SELECT ${productColumns} FROM product AS p WHERE p.id = i.product_id) AS p WHERE i.order_id = o.id) AS items,
    (SELECT COALESCE(jsonb_agg(jsonb_build_object('item_id', s.item_id, 'code_id', s.code_id, 'masked', code.masked, 'revealed_at', s.revealed_at) ORDER BY s.code_id), '[]')
     FROM (SELECT item_id, code_id, revealed_at FROM order_code WHERE order_code.order_id = o.id AND status = 'sold' AND replaced_by IS NULL ORDER BY code_id LIMIT $2) AS s JOIN code ON code.id = s.code_id) AS codes,
    (SELECT to_jsonb(n) FROM (SELECT * FROM payment WHERE payment.order_id = o.id ORDER BY id DESC LIMIT 1) AS n) AS payment,
    (SELECT COALESCE(jsonb_agg(to_jsonb(r) ORDER BY r.id), '[]') FROM refund AS r WHERE r.order_id = o.id) AS refunds
  FROM orders AS o WHERE o.id = ANY($1::text[])`;

/** Reads orders as the wire shows them, in the order of the ids; unknown ids are left out. */
export async function readOrders(pool: Pool, language: Language, orderIds: readonly string[]): Promise<Order[]> {
  if (orderIds.length === 0) return [];
  const { rows } = await pool.query<WholeRow>({ name: 'read orders', text, values: [orderIds, codesShownMax] });
  const byId = new Map(rows.map((row) => [row.id, row]));
  return orderIds.flatMap((id) => {
    const row = byId.get(id);
    if (!row) return [];
    const codesOf = Map.groupBy(row.codes, ({ item_id }) => item_id);
    const items = row.items.map((item) =>
      renderItem(item, item.product, codesOf.get(item.id) ?? [], row.currency, language),
    );
    return [renderOrder(row, items, renderPayment(row, row.payment), row.refunds.map(renderRefund))];
  });
}

/** Reads one order. Throws `order_not_found`. */
export async function readOrder(ctx: Pick<Context, 'db' | 'language'>, orderId: string): Promise<Order> {
  const [order] = await readOrders(ctx.db.pool, ctx.language, [orderId]);
  if (!order) throw new ApiError('order_not_found');
  return order;
}

export function renderOrder(
  row: OrderRow,
  items: Order['items'],
  payment: Order['payment'],
  refunds: Order['refunds'],
): Order {
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

export function renderItem(
  item: Pick<ItemRow, 'id' | 'quantity' | 'unit_price_minor' | 'status'>,
  product: ProductRow,
  codes: readonly Omit<CodeJson, 'item_id'>[],
  currency: string,
  language: Language,
): Order['items'][number] {
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
    codes: codes.map(({ code_id, masked, revealed_at }) => ({ id: code_id, masked, revealed_at: toIso(revealed_at) })),
  };
}

function renderPayment(order: OrderRow, payment: PaymentRow | null): Order['payment'] {
  if (payment) {
    return {
      channel: payment.channel,
      status: payment.status === 'creating' ? 'waiting' : payment.status,
      paid: payment.received_minor > 0 ? { amount_minor: payment.received_minor, currency: payment.currency } : null,
    };
  }
  return order.channel === 'balance'
    ? { channel: 'balance', status: 'paid', paid: { amount_minor: order.amount_minor, currency: order.currency } }
    : null;
}

function renderRefund({ id, amount_minor, currency, status, reason, created_at, done_at }: RefundJson): Refund {
  return {
    id,
    amount: { amount_minor, currency },
    status,
    reason,
    created_at: new Date(created_at).toISOString(),
    done_at: toIso(done_at),
  };
}

function toIso(time: string | null): string | null {
  return time === null ? null : new Date(time).toISOString();
}
