import type { SupplierFigures } from '@kameng/contract/desk/sale';
import type { DeskAnswer } from '@kameng/contract/desk-routes';
import { idsBefore } from '../database/ids-before.ts';
import type { DeskInput, MemberContext } from '../http/serve-desk.ts';
import { supplierOf } from '../supplier/supplier-row.ts';
import { spanOf } from './span-of.ts';

type Row = SupplierFigures['days'][number] & { codes: number };

/** Ids begin with their time, so a range of ids is a range of days. */
const text = `
  SELECT to_char(o.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS day, s.currency, count(*) AS orders,
    sum(s.amount_minor - s.clawed_minor)::bigint AS amount_minor,
    sum((SELECT COALESCE(sum(i.delivered_quantity), 0) FROM order_item i JOIN offer f ON f.id = i.offer_id AND f.supplier_id = s.owner_id
         WHERE i.order_id = s.order_id))::bigint AS codes
  FROM share s JOIN orders o ON o.id = s.order_id
  WHERE s.owner_id = $1 AND s.kind = 'supplier_share' AND s.order_id >= $2 AND s.order_id < $3
  GROUP BY 1, 2 ORDER BY 1, 2`;
const disputesText = `
  SELECT count(*) FILTER (WHERE id >= $3) AS now, count(*) FILTER (WHERE id < $3) AS before
  FROM dispute WHERE supplier_id = $1 AND id >= $2 AND id < $4`;

/** What the supplier sold in a period, by day, beside the period before it. Throws `not_found`. */
export async function getSupplierFigures(
  ctx: MemberContext,
  { query }: DeskInput<'getSupplierFigures'>,
): Promise<DeskAnswer<'getSupplierFigures'>> {
  const supplierId = supplierOf(ctx);
  const { before, from, end } = spanOf(query);
  const { pool } = ctx.db;
  const [{ rows }, disputes] = await Promise.all([
    pool.query<Row>(text, [supplierId, idsBefore('order', before), idsBefore('order', end)]),
    pool.query<{ now: number; before: number }>(disputesText, [
      supplierId,
      ...[before, from, end].map((at) => idsBefore('dispute', at)),
    ]),
  ]);
  const days = rows.filter(({ day }) => day >= query.from);
  const earlier = rows.filter(({ day }) => day < query.from);
  const sum = (list: readonly Row[], of: 'orders' | 'codes' | 'amount_minor') =>
    list.reduce((total, row) => total + row[of], 0);
  return {
    orders: sum(days, 'orders'),
    orders_before: sum(earlier, 'orders'),
    codes: sum(days, 'codes'),
    codes_before: sum(earlier, 'codes'),
    disputes: disputes.rows[0]!.now,
    disputes_before: disputes.rows[0]!.before,
    amounts: [...new Set(rows.map(({ currency }) => currency))].map((currency) => {
      const own = (list: readonly Row[]) => list.filter((row) => row.currency === currency);
      const money = (list: readonly Row[]) => ({ amount_minor: sum(own(list), 'amount_minor'), currency });
      return { amount: money(days), before: money(earlier) };
    }),
    days: days.map(({ day, currency, orders, amount_minor }) => ({ day, currency, orders, amount_minor })),
  };
}
