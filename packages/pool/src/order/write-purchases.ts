import type { ClientBase } from 'pg';
import { escrow } from '../ledger/accounts.ts';
import { postTransfers, type Transfer } from '../ledger/post-transfers.ts';
import { eventStatements, type NewEvent } from '../webhook/record-events.ts';
import type { BoughtOrder } from './buy-orders.ts';
import { fundsOf, shareTransfers } from './deliver-change.ts';
import { newOrderStatements, type NewOrder, type NewOrderRows } from './new-order-statements.ts';

/** Writes orders paid from balance, delivered unless they have to wait, with one statement a table. */
export async function writePurchases(client: ClientBase, now: Date, granted: readonly BoughtOrder[]): Promise<void> {
  if (granted.length === 0) return;
  const orderRows = {
    orders: granted.map((bought) => orderOf(bought, now)),
    items: granted.map(({ purchase, product, offer, delivered }) => ({
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
    codes: granted.flatMap(({ purchase, codes, delivered }) =>
      codes.map(({ code_id }) => ({
        code_id,
        order_id: purchase.orderId,
        item_id: purchase.itemId,
        status: delivered ? ('sold' as const) : ('held' as const),
      })),
    ),
    keys: granted.map(({ purchase: { idempotency, orderId } }) => ({
      idempotency,
      order_id: orderId,
      created_at: now,
    })),
  } satisfies NewOrderRows;
  await postTransfers(client, now, granted.flatMap(transfersOf), [
    ...newOrderStatements(orderRows),
    ...eventStatements(now, granted.map(eventOf)),
  ]);
}

function eventOf({ purchase, delivered }: BoughtOrder): NewEvent {
  return {
    site_id: purchase.site.id,
    type: delivered ? 'order.delivered' : 'order.paid',
    object_id: purchase.orderId,
    sequence: 1,
    status: delivered ? 'delivered' : 'paid',
    client_reference: purchase.body.client_reference,
  };
}

function orderOf({ purchase, product, amount_minor, delivered }: BoughtOrder, now: Date): NewOrder {
  return {
    id: purchase.orderId,
    site_id: purchase.site.id,
    status: delivered ? 'delivered' : 'paid',
    channel: 'balance',
    currency: product.currency,
    amount_minor,
    commission_bps: 0,
    client_reference: purchase.body.client_reference,
    request_fingerprint: purchase.requestFingerprint,
    created_at: now,
    actor: 'shop',
    paid_at: now,
    delivered_at: delivered ? now : null,
    next_delivery_at: delivered ? null : now,
  };
}

function transfersOf({ offer, product, purchase, amount_minor, delivered }: BoughtOrder): Transfer[] {
  const { currency } = product;
  const order = {
    id: purchase.orderId,
    site_id: purchase.site.id,
    channel: 'balance',
    currency,
    agent_id: null,
    commission_bps: 0,
    agent_terms: null,
  };
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
  const suppliers = [{ supplier_id: offer.supplier_id, supply_minor }];
  return [payment, ...shareTransfers(order, 0, { amount_minor, quantity: purchase.body.quantity, suppliers })];
}
