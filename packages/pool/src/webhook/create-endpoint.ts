import { createId } from '@kameng/contract/id';
import type { RouteAnswer } from '@kameng/contract/routes';
import { eventTypes, type EventType } from '@kameng/contract/webhook';
import type { PoolClient } from 'pg';
import { ApiError } from '../api-error.ts';
import { transact } from '../database/transact.ts';
import type { Context } from '../engine.ts';
import type { Input } from '../http/serve-route.ts';
import { shopOf } from '../site/shop-of.ts';
import { AddressRefused, guardAddress, type ResolveName } from './guard-address.ts';
import { webhookSecret } from './sign-webhook.ts';

interface EndpointRow {
  id: string;
  url: string;
  events: EventType[];
  secret_generation: number;
  created_at: Date;
}

const endpointsMax = 16;

export interface EndpointOptions {
  resolve?: ResolveName;
  /** Written together with the endpoint. */
  inTransaction?: (client: PoolClient, row: EndpointRow) => Promise<void>;
}

/**
 * Registers an address for a shop's events and shows its secret. All event types when none are named.
 * Throws `endpoint_refused`, `endpoint_limit`, `idempotency_key_reused`.
 */
export async function createWebhookEndpoint(
  ctx: Context,
  { body }: Input<'createWebhookEndpoint'>,
  { resolve, inTransaction }: EndpointOptions = {},
): Promise<RouteAnswer<'createWebhookEndpoint'>> {
  const site = shopOf(ctx);
  await checkAddress(ctx, body.url, resolve);
  const row = await transact(ctx.db.pool, async (client) => {
    // One at a time for each site, or two could be the last one.
    await client.query('SELECT 1 FROM site WHERE id = $1 FOR UPDATE', [site.id]);
    const replay = await findReplay(ctx, client);
    if (replay) return replay;
    const made = await insertEndpoint(ctx, client, site.id, body.url, body.events ?? [...eventTypes]);
    await inTransaction?.(client, made);
    return made;
  });
  return {
    id: row.id,
    url: row.url,
    events: row.events,
    secret: webhookSecret(ctx.keys, row.id, row.secret_generation),
    created_at: row.created_at.toISOString(),
  };
}

/** Refuses early what would never be delivered; each delivery checks again, since names change their addresses. */
export async function checkAddress(
  ctx: Pick<Context, 'config'>,
  url: string,
  resolve: ResolveName | undefined,
): Promise<void> {
  try {
    await guardAddress(url, { allowPrivate: ctx.config.webhooksToPrivateAddresses, resolve });
  } catch (cause) {
    // A name that cannot be looked up just now may be known in a minute; deliveries wait for it.
    if (!(cause instanceof AddressRefused)) return;
    throw new ApiError('endpoint_refused', {
      detail: cause.message,
      errors: [{ pointer: '/url', code: 'endpoint_refused' }],
      cause,
    });
  }
}

async function findReplay(ctx: Context, client: PoolClient): Promise<EndpointRow | undefined> {
  if (!ctx.idempotency) return undefined;
  const { scope, key, requestFingerprint } = ctx.idempotency;
  const { rows } = await client.query<EndpointRow & { request_fingerprint: Buffer }>(
    `SELECT e.*, i.request_fingerprint FROM idempotency i JOIN webhook_endpoint e ON e.id = i.result_id WHERE i.scope = $1 AND i.key = $2`,
    [scope, key],
  );
  if (rows[0] && !rows[0].request_fingerprint.equals(requestFingerprint)) throw new ApiError('idempotency_key_reused');
  return rows[0];
}

async function insertEndpoint(
  ctx: Context,
  client: PoolClient,
  siteId: string,
  url: string,
  events: EventType[],
): Promise<EndpointRow> {
  const now = ctx.now();
  const { rows } = await client.query<EndpointRow>(
    `INSERT INTO webhook_endpoint (id, site_id, url, events, created_at)
     SELECT $1, $2::text, $3, $4, $5 WHERE (SELECT count(*) FROM webhook_endpoint WHERE site_id = $2::text AND removed_at IS NULL) < $6 RETURNING *`,
    [createId('webhookEndpoint', now.getTime()), siteId, url, [...new Set(events)], now, endpointsMax],
  );
  const row = rows[0];
  if (row === undefined) throw new ApiError('endpoint_limit');
  if (ctx.idempotency) {
    const { scope, key, requestFingerprint } = ctx.idempotency;
    await client.query(
      `INSERT INTO idempotency (scope, key, request_fingerprint, result_id, created_at) VALUES ($1, $2, $3, $4, $5)`,
      [scope, key, requestFingerprint, row.id, now],
    );
  }
  return row;
}
