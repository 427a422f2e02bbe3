import { ApiError } from '../api-error.ts';
import type { Context } from '../engine.ts';
import type { Input } from '../http/serve-route.ts';
import { shopOf } from '../site/shop-of.ts';

/** Removes a shop's endpoint: nothing more is sent to it, not even what is due. Throws `endpoint_not_found`. */
export async function deleteWebhookEndpoint(
  ctx: Context,
  { params }: Input<'deleteWebhookEndpoint'>,
): Promise<undefined> {
  const { rowCount } = await ctx.db.pool.query(
    'UPDATE webhook_endpoint SET removed_at = $3 WHERE id = $1 AND site_id = $2 AND removed_at IS NULL',
    [params.id, shopOf(ctx).id, ctx.now()],
  );
  if (rowCount === 0) throw new ApiError('endpoint_not_found');
}
