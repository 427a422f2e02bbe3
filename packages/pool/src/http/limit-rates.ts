import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { ApiError } from '../api-error.ts';
import type { Engine } from '../engine.ts';
import { findSiteByKey } from '../site/authenticate.ts';
import { networkOf } from './network-of.ts';

/** Most keys whose requests are counted at once in this process. */
const countedMax = 50_000;

/** Finding orders by contact is how codes are stolen, so it gets a twelfth of what other writes get. */
const lookupShare = 12;

/** Limits requests a minute per secret key, else per network; reads, writes and order lookups are counted apart. */
export async function limitRates(app: FastifyInstance, engine: Engine): Promise<void> {
  const { readsPerMinute, writesPerMinute } = engine.config.rateLimits;
  const limits = {
    read: readsPerMinute,
    write: writesPerMinute,
    lookup: Math.max(1, Math.floor(writesPerMinute / lookupShare)),
  };
  await app.register(rateLimit, {
    global: true,
    timeWindow: 60_000,
    cache: countedMax,
    enableDraftSpec: true,
    max: (request) => limits[kindOf(request)],
    keyGenerator: async (request) => `${kindOf(request)} ${await callerOf(engine, request)}`,
    errorResponseBuilder: (_request, { ttl }) => new ApiError('rate_limited', { retryAfterS: ttl / 1000 }),
  });
}

function kindOf({ routeOptions: { config } }: FastifyRequest): 'read' | 'write' | 'lookup' {
  if (config.route === 'lookupOrder') return 'lookup';
  return config.writes ? 'write' : 'read';
}

/**
 * A secret key that exists, else the network. A publishable key is shared by every visitor of a site, and a made-up key
 * must not open a new allowance.
 */
async function callerOf(engine: Engine, request: FastifyRequest): Promise<string> {
  const token = /^Bearer (sk_\S{1,200})$/i.exec(request.headers.authorization ?? '')?.[1];
  const found = token === undefined ? undefined : await findSiteByKey(engine, token);
  return found ? found.site.id : networkOf(request.ip);
}
