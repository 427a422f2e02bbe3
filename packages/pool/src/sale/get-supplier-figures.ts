import type { SupplierFigures } from '@kameng/contract/desk/sale';
import type { DeskAnswer } from '@kameng/contract/desk-routes';
import { idsBefore } from '../database/ids-before.ts';
import type { DeskInput, MemberContext } from '../http/serve-desk.ts';
import { supplierOf } from '../supplier/supplier-row.ts';
import { spanOf } from './span-of.ts';

type Day = SupplierFigures['days'][number];
type Row = Omit<Day, 'day'> & { place: number };

const dayMs = 86_400_000;

/** Ids begin with their time: a range of them is a range of days, and where an id stands among the days' first ones is its day. */
const text = `
  SELECT width_bucket(s.order_id::text COLLATE "C", $4::text[]) AS place, s.currency, count(*) AS orders,
    sum(s.amount_minor - s.clawed_minor)::bigint AS amount_minor
  FROM share s WHERE s.owner_id = $1 AND s.kind = 'supplier_share' AND s.order_id >= $2 AND s.order_id < $3
  GROUP BY 1, 2 ORDER BY 1, 2`;
const codesText = `
  SELECT COALESCE(sum(i.delivered_quantity) FILTER (WHERE i.order_id >= $3), 0)::bigint AS now,
    COALESCE(sum(i.delivered_quantity) FILTER (WHERE i.order_id < $3), 0)::bigint AS before
  FROM share s JOIN order_item i ON i.order_id = s.order_id JOIN offer f ON f.id = i.offer_id AND f.supplier_id = s.owner_id
  WHERE s.owner_id = $1 AND s.kind = 'supplier_share' AND s.order_id >= $2 AND s.order_id < $4`;
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
  const starts = daysBetween(before, end);
  const of = (kind: 'order' | 'dispute') => [before, from, end].map((at) => idsBefore(kind, at));
  const [{ rows }, codes, disputes] = await Promise.all([
    pool.query<Row>(text, [
      supplierId,
      idsBefore('order', before),
      idsBefore('order', end),
      starts.map((at) => idsBefore('order', at)),
    ]),
    pool.query<{ now: number; before: number }>(codesText, [supplierId, ...of('order')]),
    pool.query<{ now: number; before: number }>(disputesText, [supplierId, ...of('dispute')]),
  ]);
  const sold = rows.map(({ place, ...row }): Day => ({ day: starts[place - 1]!.toISOString().slice(0, 10), ...row }));
  const days = sold.filter(({ day }) => day >= query.from);
  const earlier = sold.filter(({ day }) => day < query.from);
  const sum = (list: readonly Day[], part: 'orders' | 'amount_minor') =>
    list.reduce((total, row) => total + row[part], 0);
  return {
    orders: sum(days, 'orders'),
    orders_before: sum(earlier, 'orders'),
    codes: codes.rows[0]!.now,
    codes_before: codes.rows[0]!.before,
    disputes: disputes.rows[0]!.now,
    disputes_before: disputes.rows[0]!.before,
    amounts: [...new Set(sold.map(({ currency }) => currency))].map((currency) => {
      const own = (list: readonly Day[]) => list.filter((row) => row.currency === currency);
      const money = (list: readonly Day[]) => ({ amount_minor: sum(own(list), 'amount_minor'), currency });
      return { amount: money(days), before: money(earlier) };
    }),
    days,
  };
}

function daysBetween(first: Date, end: Date): Date[] {
  const days = (end.getTime() - first.getTime()) / dayMs;
  return Array.from({ length: days }, (_day, at) => new Date(first.getTime() + at * dayMs));
}
