import { setTimeout as delay } from 'node:timers/promises';
import type { Engine } from '../engine.ts';
import type { ResolveName } from './guard-address.ts';
import { leaseEndpoints } from './lease-endpoints.ts';
import { serveEndpoint } from './serve-endpoint.ts';

/** Endpoints served at once by one process. */
const endpointsMax = 16;
const runLimitMs = 20_000;
/** While a slow endpoint is waited for, the others are looked after this often. */
const lookAgainMs = 500;

/**
 * Job: sends due deliveries, to several endpoints at once and to each in rounds, so that a slow one delays nobody else.
 * At least once: after a crash an event may come twice, with the same webhook-id. Answers the number of attempts.
 */
export async function deliverWebhooks(engine: Engine, resolve?: ResolveName): Promise<number> {
  const runLimit = performance.now() + runLimitMs;
  const rounds = new Set<Promise<void>>();
  let attempts = 0;
  while (performance.now() < runLimit) {
    const free = endpointsMax - rounds.size;
    const endpoints = free > 0 ? await leaseEndpoints(engine, free) : [];
    for (const endpoint of endpoints) {
      const round = serveEndpoint(engine, endpoint, resolve)
        .then((count) => {
          attempts += count;
        })
        // Its lease runs out by itself.
        .catch((error: unknown) =>
          engine.log.error({ err: error, endpoint: endpoint.id }, 'round of webhooks broke off'),
        )
        .finally(() => rounds.delete(round));
      rounds.add(round);
    }
    if (rounds.size === 0) break;
    const timer = new AbortController();
    await Promise.race([...rounds, delay(lookAgainMs, undefined, { signal: timer.signal }).catch(() => undefined)]);
    timer.abort();
  }
  await Promise.all(rounds);
  return attempts;
}
