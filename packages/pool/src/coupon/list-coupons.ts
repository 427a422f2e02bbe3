import type { DeskAnswer } from '@kameng/contract/desk-routes';
import { searchPatterns } from '../database/search-patterns.ts';
import { readCursor, writeCursor } from '../http/cursor.ts';
import type { DeskInput, MemberContext } from '../http/serve-desk.ts';
import { renderCoupon, type CouponRow } from './coupon-row.ts';

/** Coupons, newest first. */
export async function listCoupons(
  ctx: MemberContext,
  { query }: DeskInput<'listCoupons'>,
): Promise<DeskAnswer<'listCoupons'>> {
  const [before = null] = readCursor(query.cursor, 1);
  const { rows } = await ctx.db.pool.query<CouponRow>(
    `SELECT * FROM coupon WHERE ($1::text IS NULL OR id < $1) AND code ILIKE ALL ($2::text[])
       AND ($3::text IS NULL OR $3 = CASE WHEN ends_at <= $4 THEN 'over' WHEN starts_at > $4 THEN 'soon' ELSE 'valid' END)
     ORDER BY id DESC LIMIT $5`,
    [before, searchPatterns(query.q), query.state ?? null, ctx.now(), query.limit + 1],
  );
  const page = rows.slice(0, query.limit);
  return {
    data: page.map(renderCoupon),
    next_cursor: rows.length > page.length ? writeCursor([page.at(-1)!.id]) : null,
  };
}
