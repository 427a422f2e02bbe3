import { createHash } from 'node:crypto';
import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance } from 'fastify';
import { ApiError } from '../api-error.ts';
import type { Engine } from '../engine.ts';

/** Most keys whose requests are counted at once in this process. */
const countedMax = 50_000;

/** Limits requests a minute per key, else per address; reads and writes are counted apart. */
export async function limitRates(app: FastifyInstance, engine: Engine): Promise<void> {
  const { readsPerMinute, writesPerMinute } = engine.config.rateLimits;
  await app.register(rateLimit, {
    global: true,
    timeWindow: 60_000,
    cache: countedMax,
    enableDraftSpec: true,
    max: (request) => (request.routeOptions.config.writes ? writesPerMinute : readsPerMinute),
    keyGenerator: (request) => {
      const { authorization } = request.headers;
      // A publishable key is shared by every visitor of a site, so those are told apart by address.
      const secret = authorization?.startsWith('Bearer sk_')
        ? createHash('sha256').update(authorization).digest('base64')
        : request.ip;
      return `${request.routeOptions.config.writes ? 'write' : 'read'} ${secret}`;
    },
    errorResponseBuilder: (_request, { ttl }) => new ApiError('rate_limited', { retryAfterS: ttl / 1000 }),
  });
}
