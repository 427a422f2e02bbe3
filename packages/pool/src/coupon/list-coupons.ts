import type { DeskAnswer } from '@kameng/contract/desk-routes';
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
    'SELECT * FROM coupon WHERE ($1::text IS NULL OR id < $1) ORDER BY id DESC LIMIT $2',
    [before, query.limit + 1],
  );
  const page = rows.slice(0, query.limit);
  return {
    data: page.map(renderCoupon),
    next_cursor: rows.length > page.length ? writeCursor([page.at(-1)!.id]) : null,
  };
}
