import type { ShopFigures } from '@kameng/contract/desk/shop';
import type { DeskAnswer } from '@kameng/contract/desk-routes';
import { idsBefore } from '../database/ids-before.ts';
import type { DeskInput, MemberContext } from '../http/serve-desk.ts';

const dayMs = 86_400_000;

type Row = ShopFigures['days'][number];

/** Ids begin with their time, so a range of ids is a range of days and the index of a site's orders finds it. A day is written once, not for each order. */
const text = `
  SELECT to_char(at, 'YYYY-MM-DD') AS day, currency, orders, amount_minor FROM (
    SELECT (o.created_at AT TIME ZONE 'UTC')::date AS at, o.currency, count(*) AS orders, sum(o.amount_minor)::bigint AS amount_minor
    FROM unnest($1::text[]) AS own (site_id) JOIN orders o ON o.site_id = own.site_id
    WHERE o.id >= $2 AND o.id < $3 AND o.status IN ('paid', 'delivered', 'disputed') GROUP BY 1, 2) AS counted
  ORDER BY 1, 2`;

/** What the organisation's sites sold in a period, by day, beside the period before it. */
export async function getShopFigures(
  ctx: MemberContext,
  { query }: DeskInput<'getShopFigures'>,
): Promise<DeskAnswer<'getShopFigures'>> {
  const from = Date.parse(query.from);
  const end = Date.parse(query.to) + dayMs;
  const { rows } = await ctx.db.pool.query<Row>(text, [
    ctx.actor.organisation.siteIds,
    idsBefore('order', new Date(2 * from - end)),
    idsBefore('order', new Date(end)),
  ]);
  const days = rows.filter(({ day }) => day >= query.from);
  const earlier = rows.filter(({ day }) => day < query.from);
  const sum = (list: readonly Row[], of: 'orders' | 'amount_minor') => list.reduce((total, row) => total + row[of], 0);
  const currencies = [...new Set(rows.map(({ currency }) => currency))];
  return {
    orders: sum(days, 'orders'),
    orders_before: sum(earlier, 'orders'),
    amounts: currencies.map((currency) => {
      const own = (list: readonly Row[]) => list.filter((row) => row.currency === currency);
      return {
        amount: { amount_minor: sum(own(days), 'amount_minor'), currency },
        before: { amount_minor: sum(own(earlier), 'amount_minor'), currency },
      };
    }),
    days,
  };
}
