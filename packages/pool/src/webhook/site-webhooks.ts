import type { DeskAnswer } from '@kameng/contract/desk-routes';
import { recordAudit } from '../account/record-audit.ts';
import { ApiError } from '../api-error.ts';
import { transact } from '../database/transact.ts';
import type { DeskInput, MemberContext } from '../http/serve-desk.ts';
import { atSite } from '../site/at-site.ts';
import { createWebhookEndpoint } from './create-endpoint.ts';
import { listWebhookEndpoints } from './list-endpoints.ts';
import { redeliverEvent } from './redeliver-event.ts';

/** A site's webhook endpoints. Throws `not_found`. */
export async function listSiteEndpoints(
  ctx: MemberContext,
  { params }: DeskInput<'listSiteEndpoints'>,
): Promise<DeskAnswer<'listSiteEndpoints'>> {
  return listWebhookEndpoints(await atSite(ctx, params.id));
}

/** Registers an address for a site's events. Throws `not_found`, `endpoint_refused`, `endpoint_limit`. */
export async function createSiteEndpoint(
  ctx: MemberContext,
  { params, body }: DeskInput<'createSiteEndpoint'>,
): Promise<DeskAnswer<'createSiteEndpoint'>> {
  return createWebhookEndpoint(
    await atSite(ctx, params.id),
    { params: undefined, query: undefined, body },
    {
      inTransaction: (client, { id, url, events }) =>
        recordAudit(client, ctx, {
          action: 'webhook_endpoint.created',
          object_id: id,
          after: { site_id: params.id, url, events },
        }),
    },
  );
}

/** Removes an endpoint of a site. Throws `not_found`, `endpoint_not_found`. */
export async function removeSiteEndpoint(
  ctx: MemberContext,
  { params }: DeskInput<'removeSiteEndpoint'>,
): Promise<undefined> {
  const { actor } = await atSite(ctx, params.id);
  await transact(ctx.db.pool, async (client) => {
    const { rows } = await client.query<{ url: string }>(
      'UPDATE webhook_endpoint SET removed_at = $3 WHERE id = $1 AND site_id = $2 AND removed_at IS NULL RETURNING url',
      [params.endpoint_id, actor.site.id, ctx.now()],
    );
    if (!rows[0]) throw new ApiError('endpoint_not_found');
    const { endpoint_id: object_id } = params;
    await recordAudit(client, ctx, { action: 'webhook_endpoint.removed', object_id, before: rows[0] });
  });
}

/** Sends an event of a site to its endpoints again. Throws `not_found`, `event_not_found`. */
export async function redeliverSiteEvent(
  ctx: MemberContext,
  { params }: DeskInput<'redeliverSiteEvent'>,
): Promise<DeskAnswer<'redeliverSiteEvent'>> {
  const input = { params: { id: params.event_id }, query: undefined, body: undefined };
  return redeliverEvent(await atSite(ctx, params.id), input);
}
