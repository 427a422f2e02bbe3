import type { ClientBase } from 'pg';
import type { LoadedItem, LoadedOrder, OrderRow, PaymentRow } from './order-rows.ts';

const orderColumns = `id, site_id, agent_id, checkout_id, status, channel, currency, amount_minor, commission_bps, agent_terms, client_reference, contact_secret,
  language, embed_mode, token_generation, sequence, created_at, expires_at, paid_at, delivered_at, next_delivery_at, frozen_at,
  COALESCE((SELECT unit_discount_minor + unit_rebate_minor FROM checkout WHERE checkout.id = orders.checkout_id), 0) AS unit_discount_minor`;

/**
 * Locks orders until the transaction ends, always in the order of their ids, and loads what belongs to them.
 * @param skipLocked leaves out orders that another transaction is changing, for jobs that will come by again
 */
export async function loadOrders(
  client: ClientBase,
  orderIds: readonly string[],
  { skipLocked = false } = {},
): Promise<Map<string, LoadedOrder>> {
  const orders = await client.query<OrderRow & Pick<LoadedOrder, 'unit_discount_minor'>>({
    name: `lock orders ${skipLocked}`,
    text: `SELECT ${orderColumns} FROM orders WHERE id = ANY($1::text[]) ORDER BY id FOR UPDATE ${skipLocked ? 'SKIP LOCKED' : ''}`,
    values: [orderIds],
  });
  const loaded = new Map<string, LoadedOrder>(
    orders.rows.map(({ unit_discount_minor, ...order }) => [
      order.id,
      { order, unit_discount_minor, items: [], payments: [] },
    ]),
  );
  const ids = [...loaded.keys()];
  const items = await client.query<Omit<LoadedItem, 'held_codes'>>({
    name: 'load items',
    text: `SELECT order_item.*, offer.supplier_id, d.status AS on_demand, r.status AS supply_status, r.deadline AS supply_deadline, product.forced, supplier.status = 'frozen' OR product.status = 'frozen' AS frozen FROM order_item
           JOIN offer ON offer.id = order_item.offer_id JOIN supplier ON supplier.id = offer.supplier_id JOIN product ON product.id = order_item.product_id
           LEFT JOIN supplied_offer d ON d.offer_id = order_item.offer_id LEFT JOIN supply_request r ON r.item_id = order_item.id
           WHERE order_item.order_id = ANY($1::text[]) ORDER BY order_item.id`,
    values: [ids],
  });
  const codes = await client.query<{ item_id: string; code_id: string }>({
    name: 'load held codes',
    text: "SELECT item_id, code_id FROM order_code WHERE order_id = ANY($1::text[]) AND status = 'held' ORDER BY code_id",
    values: [ids],
  });
  const held = Map.groupBy(codes.rows, ({ item_id }) => item_id);
  for (const item of items.rows)
    loaded
      .get(item.order_id)!
      .items.push({ ...item, held_codes: (held.get(item.id) ?? []).map(({ code_id }) => code_id) });
  const payments = await client.query<PaymentRow>({
    name: 'load payments',
    text: 'SELECT * FROM payment WHERE order_id = ANY($1::text[]) ORDER BY id',
    values: [ids],
  });
  for (const payment of payments.rows) loaded.get(payment.order_id)!.payments.push(payment);
  return loaded;
}
