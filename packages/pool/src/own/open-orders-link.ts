import type { RouteAnswer } from '@kameng/contract/routes';
import { ApiError } from '../api-error.ts';
import type { Context } from '../engine.ts';
import type { Input } from '../http/serve-route.ts';
import { ownToken, readOwnToken } from './own-token.ts';
import { linkMs } from './send-orders-link.ts';

/** Opens a mailed link, once; the same request with the same Idempotency-Key is answered the same. Throws `link_ended`. */
export async function openOrdersLink(
  ctx: Context,
  { body }: Input<'openOrdersLink'>,
): Promise<RouteAnswer<'openOrdersLink'>> {
  const id = readOwnToken(ctx.keys, body.link, 'link');
  const now = ctx.now();
  const { rows } = await ctx.db.pool.query<{ expires_at: Date }>(
    `UPDATE orders_link SET opened_at = COALESCE(opened_at, $2), opened_key = $3, expires_at = CASE WHEN opened_at IS NULL THEN $4 ELSE expires_at END
     WHERE id = $1 AND expires_at > $2 AND (opened_at IS NULL OR opened_key = $3) RETURNING expires_at`,
    [id ?? null, now, ctx.idempotency?.key ?? null, new Date(now.getTime() + linkMs)],
  );
  if (id === undefined || !rows[0]) throw new ApiError('link_ended');
  return { token: ownToken(ctx.keys, id, 'session'), expires_at: rows[0].expires_at.toISOString() };
}
