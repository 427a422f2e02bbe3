import { ApiError } from '../api-error.ts';
import type { Context } from '../engine.ts';

/** Refuses an order that the caller has no token for or did not buy; not found and not yours look the same. */
export async function authoriseOrder(ctx: Context, orderId: string): Promise<void> {
  if (ctx.actor.kind === 'buyer' && ctx.actor.orderId === orderId) return;
  if (ctx.actor.kind === 'shop') {
    const { rowCount } = await ctx.db.pool.query({
      name: 'own order',
      text: 'SELECT FROM orders WHERE id = $1 AND site_id = $2 AND client_reference IS NOT NULL',
      values: [orderId, ctx.actor.site.id],
    });
    if (rowCount === 1) return;
  }
  throw new ApiError('order_not_found');
}
