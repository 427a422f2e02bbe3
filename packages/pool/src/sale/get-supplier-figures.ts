import type { SupplierFigures } from '@kameng/contract/desk/sale';
import type { DeskAnswer } from '@kameng/contract/desk-routes';
import { readDays } from '../figure/read-days.ts';
import { dayOf, spanOf } from '../figure/span-of.ts';
import type { DeskInput, MemberContext } from '../http/serve-desk.ts';
import { supplierOf } from '../supplier/supplier-row.ts';

type Day = SupplierFigures['days'][number];
type Row = Day & { units: number };

/** What the supplier sold in a period, by day, beside the period before it. Throws `not_found`. */
export async function getSupplierFigures(
  ctx: MemberContext,
  { query }: DeskInput<'getSupplierFigures'>,
): Promise<DeskAnswer<'getSupplierFigures'>> {
  const supplierId = supplierOf(ctx);
  const asked = { partyIds: [supplierId], from: dayOf(spanOf(query).before), to: query.to };
  const [sold, opened] = await Promise.all([
    readDays(ctx.db.pool, { ...asked, figure: 'supplier_sales', by: ['day', 'currency'] }),
    readDays(ctx.db.pool, { ...asked, figure: 'offer_disputes', by: ['day'] }),
  ]);
  const days = sold.filter(({ day }) => day >= query.from);
  const earlier = sold.filter(({ day }) => day < query.from);
  const sum = <Part extends string>(list: readonly Record<Part, number>[], part: Part) =>
    list.reduce((total, row) => total + row[part], 0);
  const disputes = (now: boolean) =>
    sum(
      opened.filter(({ day }) => day >= query.from === now),
      'orders',
    );
  return {
    orders: sum(days, 'orders'),
    orders_before: sum(earlier, 'orders'),
    codes: sum(days, 'units'),
    codes_before: sum(earlier, 'units'),
    disputes: disputes(true),
    disputes_before: disputes(false),
    amounts: [...new Set(sold.map(({ currency }) => currency))].map((currency) => {
      const own = (list: readonly Row[]) => list.filter((row) => row.currency === currency);
      const money = (list: readonly Row[]) => ({ amount_minor: sum(own(list), 'amount_minor'), currency });
      return { amount: money(days), before: money(earlier) };
    }),
    days: days.map(({ units: _units, ...day }) => day),
  };
}
