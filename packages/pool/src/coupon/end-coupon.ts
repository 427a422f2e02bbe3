import type { DeskAnswer } from '@kameng/contract/desk-routes';
import { recordAudit } from '../account/record-audit.ts';
import { ApiError } from '../api-error.ts';
import { transact } from '../database/transact.ts';
import type { DeskInput, MemberContext } from '../http/serve-desk.ts';
import { renderCoupon, type CouponRow } from './coupon-row.ts';

/** Ends a coupon now. Throws `not_found`, and `wrong_state` for one that has ended. */
export async function endCoupon(
  ctx: MemberContext,
  { params, body }: DeskInput<'endCoupon'>,
): Promise<DeskAnswer<'endCoupon'>> {
  const now = ctx.now();
  return transact(ctx.db.pool, async (client) => {
    const { rows } = await client.query<CouponRow>('SELECT * FROM coupon WHERE id = $1 FOR UPDATE', [params.id]);
    const [before] = rows;
    if (!before) throw new ApiError('not_found');
    if (before.ends_at <= now) throw new ApiError('wrong_state');
    const ended = await client.query<CouponRow>(
      // One that has not begun never does.
      `UPDATE coupon SET ends_at = $2, starts_at = least(starts_at, $2::timestamptz - interval '1 second') WHERE id = $1 RETURNING *`,
      [params.id, now],
    );
    await recordAudit(client, ctx, {
      action: 'coupon.ended',
      object_id: params.id,
      before: { ends_at: before.ends_at },
      after: { ends_at: now },
      reason: body.reason,
    });
    return renderCoupon(ended.rows[0]!);
  });
}
