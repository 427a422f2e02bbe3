import type { ShopFigures } from '@kameng/contract/desk/shop';
import type { DeskAnswer } from '@kameng/contract/desk-routes';
import { readDays } from '../figure/read-days.ts';
import type { DeskInput, MemberContext } from '../http/serve-desk.ts';
import { dayOf, spanOf } from '../figure/span-of.ts';

type Row = ShopFigures['days'][number];

/** What the organisation's sites sold in a period, by day, beside the period before it. */
export async function getShopFigures(
  ctx: MemberContext,
  { query }: DeskInput<'getShopFigures'>,
): Promise<DeskAnswer<'getShopFigures'>> {
  const { before } = spanOf(query);
  const found = await readDays(ctx.db.pool, {
    figure: 'site_sales',
    partyIds: ctx.actor.organisation.siteIds,
    from: dayOf(before),
    to: query.to,
    by: ['day', 'currency'],
  });
  const rows = found.map(({ units: _units, ...row }): Row => row);
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
