import type { Sale } from '@kameng/contract/desk/sale';
import type { DeskAnswer } from '@kameng/contract/desk-routes';
import { pickText } from '../catalog/render-product.ts';
import type { Texts } from '../catalog/product-row.ts';
import { idsBefore } from '../database/ids-before.ts';
import { readCursor, writeCursor } from '../http/cursor.ts';
import type { DeskInput, MemberContext } from '../http/serve-desk.ts';
import { supplierOf } from '../supplier/supplier-row.ts';
import { spanOf } from '../figure/span-of.ts';

interface Row {
  order_id: string;
  status: Sale['status'];
  currency: string;
  amount_minor: number;
  clawed_minor: number;
  frozen: boolean;
  matures_at: Date;
  matured: boolean;
  created_at: Date;
  items: { offer_id: string; product_id: string; names: Texts; codes: number; supply_minor: number }[];
}

const text = `
  SELECT s.order_id, o.status, s.currency, s.amount_minor, s.clawed_minor, s.frozen_at IS NOT NULL AS frozen, s.matures_at,
    s.matured_at IS NOT NULL AS matured, o.created_at,
    (SELECT jsonb_agg(jsonb_build_object('offer_id', i.offer_id, 'product_id', i.product_id, 'names', p.names, 'codes', i.delivered_quantity,
       'supply_minor', i.unit_supply_minor) ORDER BY i.id)
     FROM order_item i JOIN offer f ON f.id = i.offer_id AND f.supplier_id = s.owner_id JOIN product p ON p.id = i.product_id
     WHERE i.order_id = s.order_id) AS items
  FROM share s JOIN orders o ON o.id = s.order_id
  WHERE s.owner_id = $1 AND s.kind = 'supplier_share' AND s.order_id >= $2 AND s.order_id < LEAST($3, COALESCE($4, $3))
    AND ($5::text IS NULL OR o.status = $5)
  ORDER BY s.order_id DESC LIMIT $6`;

/** Delivered orders of the supplier's goods, newest first; nothing about buyers. Throws `not_found`. */
export async function listSales(
  ctx: MemberContext,
  { query }: DeskInput<'listSales'>,
): Promise<DeskAnswer<'listSales'>> {
  // Ids have one length, so what lies from one to where it goes on is that one.
  const span = query.order_id === undefined ? daysOf(query) : [query.order_id, `${query.order_id}0`];
  const [before = null] = readCursor(query.cursor, 1);
  const { rows } = await ctx.db.pool.query<Row>(text, [
    supplierOf(ctx),
    ...span,
    before,
    query.status ?? null,
    query.limit + 1,
  ]);
  const page = rows.slice(0, query.limit);
  return {
    data: page.map((row) => {
      const money = (amount_minor: number) => ({ amount_minor, currency: row.currency });
      return {
        order_id: row.order_id,
        status: row.status,
        items: row.items.map(({ offer_id, product_id, names, codes, supply_minor }) => ({
          offer_id,
          product: { id: product_id, name: pickText(names, ctx.language) },
          codes,
          supply_price: money(supply_minor),
        })),
        earned: money(row.amount_minor),
        taken_back: money(row.clawed_minor),
        frozen: row.frozen,
        matures_at: row.matures_at.toISOString(),
        matured: row.matured,
        created_at: row.created_at.toISOString(),
      };
    }),
    next_cursor: rows.length > page.length ? writeCursor([page.at(-1)!.order_id]) : null,
  };
}

function daysOf(query: DeskInput<'listSales'>['query']): string[] {
  const { from, end } = spanOf(query);
  return [idsBefore('order', from), idsBefore('order', end)];
}
