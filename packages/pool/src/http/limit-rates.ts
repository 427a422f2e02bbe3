import rateLimit, { type FastifyRateLimitStoreCtor } from '@fastify/rate-limit';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ApiError } from '../api-error.ts';
import type { Engine } from '../engine.ts';
import { findSiteByKey } from '../site/authenticate.ts';
import { openRateCounts, type RateCounts } from './count-rates.ts';
import { demandProof } from './human-check.ts';
import { networkOf } from './network-of.ts';
import { type RatePolicy, ratePolicies } from './rate-policies.ts';

/**
 * Limits requests a minute per secret key, else per network, reads and writes apart; and attempts at routes where secrets could be
 * guessed, per network and per order or checkout. All processes on the database count together.
 */
export async function limitRates(app: FastifyInstance, engine: Engine): Promise<void> {
  const policies = ratePolicies(engine.config.rateLimits);
  await app.register(rateLimit, { global: false, store: storeOf(openRateCounts(engine)) });
  const limit = new Map(
    [policies.read, policies.write, ...Object.values(policies.attempts).flatMap((each) => each ?? [])].map(
      (policy) => [policy, limiterOf(app, engine, policy)] as const,
    ),
  );

  app.addHook('onRequest', async (request, reply) => {
    const { writes, rateLimit: limited } = request.routeOptions.config;
    if (limited !== false) await limit.get(writes ? policies.write : policies.read)!(request, reply);
  });
  // Which order is guessed at stands in the body.
  app.addHook('preValidation', async (request, reply) => {
    const { route } = request.routeOptions.config;
    for (const policy of policies.attempts[route as keyof typeof policies.attempts] ?? [])
      await limit.get(policy)!(request, reply);
  });
}

function limiterOf(app: FastifyInstance, engine: Engine, policy: RatePolicy) {
  const { name, max, windowMs, proof } = policy;
  const none = `${name} none`;
  const count = app.createRateLimit({
    max,
    timeWindow: windowMs,
    keyGenerator: async (request) => {
      const key = policy.keyOf(request, (await callerOf(engine, request)).caller);
      return key === undefined ? none : `${name} ${key}`;
    },
    allowList: (_request, key) => key === none,
  });
  return async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    const stand = await count(request);
    if (stand.isAllowed) return;
    // draft-ietf-httpapi-ratelimit-headers-10: one member for each policy that was asked.
    addMember(reply, 'ratelimit', `"${name}";r=${stand.remaining};t=${stand.ttlInSeconds}`);
    addMember(reply, 'ratelimit-policy', `"${name}";q=${max};w=${windowMs / 1000}`);
    if (stand.isExceeded) throw new ApiError('rate_limited', { retryAfterS: Math.max(1, stand.ttlInSeconds) });
    if (!proof || max - stand.remaining <= proof.from) return;
    const { caller, known } = await callerOf(engine, request);
    if (known) return;
    const of = `${name} ${caller} ${proof.of(request)}`;
    await demandProof(engine.keys, of, request.headers['kameng-human-check']);
  };
}

function addMember(reply: FastifyReply, header: string, member: string): void {
  const before = reply.getHeader(header);
  void reply.header(header, before === undefined ? member : `${String(before)}, ${member}`);
}

/** The plugin's view of the shared counts. */
function storeOf(counts: RateCounts): FastifyRateLimitStoreCtor {
  return class {
    incr(
      key: string,
      answer: (error: Error | null, result?: { current: number; ttl: number }) => void,
      windowMs = 0,
      max = 0,
    ): void {
      counts.take(key, max, windowMs).then(
        ({ allowed, remaining, resetMs }) =>
          answer(null, { current: allowed ? max - remaining : max + 1, ttl: resetMs }),
        (error: Error) => answer(error),
      );
    }
    child() {
      return this;
    }
  };
}

/**
 * A secret key that exists, else the network. A publishable key is shared by every visitor of a site, and a made-up key
 * must not open a new allowance.
 */
async function callerOf(engine: Engine, request: FastifyRequest): Promise<{ caller: string; known: boolean }> {
  const token = /^Bearer (sk_\S{1,200})$/i.exec(request.headers.authorization ?? '')?.[1];
  const found = token === undefined ? undefined : await findSiteByKey(engine, token);
  return found ? { caller: found.site.id, known: true } : { caller: networkOf(request.ip), known: false };
}
