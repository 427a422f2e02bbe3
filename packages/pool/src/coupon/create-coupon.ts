import { createId } from '@kameng/contract/id';
import type { DeskAnswer } from '@kameng/contract/desk-routes';
import { recordAudit } from '../account/record-audit.ts';
import { ApiError } from '../api-error.ts';
import { transact } from '../database/transact.ts';
import type { DeskInput, MemberContext } from '../http/serve-desk.ts';
import { couponCode, renderCoupon, type CouponRow } from './coupon-row.ts';

/** Gives out a coupon. Throws `coupon_taken`, `product_not_found`. */
export async function createCoupon(
  ctx: MemberContext,
  { body }: DeskInput<'createCoupon'>,
): Promise<DeskAnswer<'createCoupon'>> {
  const now = ctx.now();
  const id = createId('coupon', now.getTime());
  const { discount } = body;
  return transact(ctx.db.pool, async (client) => {
    if (body.product_id !== null) {
      const { rowCount } = await client.query('SELECT FROM product WHERE id = $1', [body.product_id]);
      if (rowCount === 0) throw new ApiError('product_not_found');
    }
    const { rows } = await client.query<CouponRow>(
      `INSERT INTO coupon (id, code, percent_bps, amount_minor, currency, category, product_id, starts_at, ends_at, uses_max, uses_per_buyer, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) ON CONFLICT (code) DO NOTHING RETURNING *`,
      [
        id,
        couponCode(body.code),
        discount.kind === 'percent' ? discount.percent_bps : null,
        discount.kind === 'fixed' ? discount.amount.amount_minor : null,
        discount.kind === 'fixed' ? discount.amount.currency : null,
        body.category,
        body.product_id,
        body.starts_at,
        body.ends_at,
        body.uses_max,
        body.uses_per_buyer,
        now,
      ],
    );
    if (!rows[0]) throw new ApiError('coupon_taken');
    await recordAudit(client, ctx, { action: 'coupon.created', object_id: id, after: body });
    return renderCoupon(rows[0]);
  });
}
