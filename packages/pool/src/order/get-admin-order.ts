import type { AdminOrder } from '@kameng/contract/desk/admin-order';
import type { DeskAnswer } from '@kameng/contract/desk-routes';
import type { Language } from '@kameng/contract/page';
import { ApiError } from '../api-error.ts';
import type { Texts } from '../catalog/product-row.ts';
import { pickText } from '../catalog/render-product.ts';
import type { Context } from '../engine.ts';
import type { DeskInput, MemberContext } from '../http/serve-desk.ts';
import type { ItemRow, OrderRow, PaymentRow } from './order-rows.ts';
import { readOrder } from './read-orders.ts';

interface Row extends Pick<
  OrderRow,
  'id' | 'status' | 'channel' | 'currency' | 'amount_minor' | 'site_id' | 'agent_id' | 'frozen_at'
> {
  items: (ItemRow & { supplier_id: string; names: Texts })[];
  payments: (PaymentRow & { provider_reference: string | null })[];
  disputes: AdminOrder['disputes'];
  reveals: number;
  erased_at: Date | null;
  returned_minor: number;
}

const text = `
  SELECT o.id, o.status, o.channel, o.currency, o.amount_minor, o.site_id, o.agent_id, o.frozen_at, o.erased_at,
    (SELECT jsonb_agg(to_jsonb(i) || jsonb_build_object('supplier_id', f.supplier_id, 'names', p.names) ORDER BY i.id)
     FROM order_item i JOIN offer f ON f.id = i.offer_id JOIN product p ON p.id = i.product_id WHERE i.order_id = o.id) AS items,
    (SELECT COALESCE(jsonb_agg(to_jsonb(y) ORDER BY y.id), '[]') FROM payment y WHERE y.order_id = o.id) AS payments,
    (SELECT COALESCE(jsonb_agg(jsonb_build_object('id', d.id, 'status', d.status) ORDER BY d.id), '[]') FROM dispute d WHERE d.order_id = o.id) AS disputes,
    (SELECT count(*) FROM reveal_event e WHERE e.order_id = o.id)::integer AS reveals,
    (SELECT COALESCE(sum(amount_minor), 0)::bigint FROM refund r WHERE r.order_id = o.id AND reason IN ('dispute', 'operator')) AS returned_minor
  FROM orders o WHERE o.id = $1`;

/** An order as the operator sees it. Throws `not_found`. */
export async function getAdminOrder(
  ctx: MemberContext,
  { params }: DeskInput<'getAdminOrder'>,
): Promise<DeskAnswer<'getAdminOrder'>> {
  return readAdminOrder(ctx, params.id);
}

/** Throws `not_found`. */
export async function readAdminOrder(ctx: Pick<Context, 'db' | 'language'>, id: string): Promise<AdminOrder> {
  const { rows } = await ctx.db.pool.query<Row>({ name: 'admin order', text, values: [id] });
  const [row] = rows;
  if (!row) throw new ApiError('not_found');
  const { amount, refunds, created_at, paid_at, delivered_at } = await readOrder(ctx, id);
  const money = (amount_minor: number) => ({ amount_minor, currency: row.currency });
  return {
    id,
    status: row.status,
    frozen_at: row.frozen_at?.toISOString() ?? null,
    channel: row.channel,
    amount,
    refundable: money(refundableOf(row)),
    site_id: row.site_id,
    agent_id: row.agent_id,
    items: row.items.map((item) => renderItem(item, row.currency, ctx.language)),
    payments: row.payments.map(
      ({ id: payment, channel, status, currency, amount_minor, received_minor, provider_reference }) => ({
        id: payment,
        channel,
        status,
        amount: { amount_minor, currency },
        received: { amount_minor: received_minor, currency },
        provider_reference,
      }),
    ),
    refunds,
    disputes: row.disputes,
    reveals: row.reveals,
    created_at,
    paid_at,
    delivered_at,
    erased_at: row.erased_at?.toISOString() ?? null,
  };
}

function renderItem(item: Row['items'][number], currency: string, language: Language): AdminOrder['items'][number] {
  return {
    product_id: item.product_id,
    name: pickText(item.names, language),
    supplier_id: item.supplier_id,
    quantity: item.quantity,
    delivered_quantity: item.delivered_quantity,
    unit_price: { amount_minor: item.unit_price_minor, currency },
    status: item.status,
  };
}

/** What was delivered less what went back of it; of an order that waits for its codes, all of it. */
function refundableOf({ status, amount_minor, items, returned_minor }: Row): number {
  if (status === 'paid') return amount_minor;
  if (status !== 'delivered') return 0;
  const delivered = items.reduce((sum, item) => sum + item.delivered_quantity * item.unit_price_minor, 0);
  return delivered - returned_minor;
}
