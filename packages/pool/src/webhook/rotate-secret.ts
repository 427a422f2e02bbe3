import type { RouteAnswer } from '@kameng/contract/routes';
import type { EventType } from '@kameng/contract/webhook';
import { ApiError } from '../api-error.ts';
import type { Context } from '../engine.ts';
import type { Input } from '../http/serve-route.ts';
import { shopOf } from '../site/shop-of.ts';
import { webhookSecret } from './sign-webhook.ts';

/** For so long the secret before signs too, so that a receiver can change over without losing an event. */
const overlapS = 24 * 3600;

/** Gives an endpoint a new secret and shows it. Both sign for a day. Throws `endpoint_not_found`. */
export async function rotateWebhookSecret(
  ctx: Context,
  { params }: Input<'rotateWebhookSecret'>,
): Promise<RouteAnswer<'rotateWebhookSecret'>> {
  const { rows } = await ctx.db.pool.query<{
    url: string;
    events: EventType[];
    secret_generation: number;
    created_at: Date;
  }>(
    `UPDATE webhook_endpoint SET secret_generation = secret_generation + 1, previous_secret_until = $3
     WHERE id = $1 AND site_id = $2 AND removed_at IS NULL RETURNING url, events, secret_generation, created_at`,
    [params.id, shopOf(ctx).id, new Date(ctx.now().getTime() + overlapS * 1000)],
  );
  const row = rows[0];
  if (row === undefined) throw new ApiError('endpoint_not_found');
  return {
    id: params.id,
    url: row.url,
    events: row.events,
    secret: webhookSecret(ctx.keys, params.id, row.secret_generation),
    created_at: row.created_at.toISOString(),
  };
}
