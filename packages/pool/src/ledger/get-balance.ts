import type { RouteAnswer } from '@kameng/contract/routes';
import type { Context } from '../engine.ts';
import { shopOf } from '../site/shop-of.ts';

/** What the shop can spend, per currency. */
export async function getBalance(ctx: Context): Promise<RouteAnswer<'getBalance'>> {
  const { rows } = await ctx.db.pool.query<{ currency: string; balance_minor: number }>(
    `SELECT currency, balance_minor FROM account WHERE owner_id = $1 AND floor_minor IS NOT NULL ORDER BY currency`,
    [shopOf(ctx).id],
  );
  return { data: rows.map(({ currency, balance_minor }) => ({ amount_minor: balance_minor, currency })) };
}
