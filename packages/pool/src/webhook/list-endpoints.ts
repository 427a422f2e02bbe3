import type { RouteAnswer } from '@kameng/contract/routes';
import type { EventType } from '@kameng/contract/webhook';
import type { Context } from '../engine.ts';
import { shopOf } from '../site/shop-of.ts';

/** The shop's endpoints, oldest first, without their secrets. Their number is bounded when they are made. */
export async function listWebhookEndpoints(ctx: Context): Promise<RouteAnswer<'listWebhookEndpoints'>> {
  const { rows } = await ctx.db.pool.query<{ id: string; url: string; events: EventType[]; created_at: Date }>(
    'SELECT id, url, events, created_at FROM webhook_endpoint WHERE site_id = $1 AND removed_at IS NULL ORDER BY id',
    [shopOf(ctx).id],
  );
  return {
    data: rows.map(({ id, url, events, created_at }) => ({ id, url, events, created_at: created_at.toISOString() })),
  };
}
