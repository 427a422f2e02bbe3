import type { ClientBase } from 'pg';
import type { Engine } from '../engine.ts';
import { type Cache, createCache } from './create-cache.ts';

/** Every cache of this process, by database. */
const all = new WeakMap<object, Set<Cache<never>>>();

/** The hint that makes every process forget, see order/watch-orders.ts. */
export const staleChannel = 'caches_stale';

/** Forgets everything that this process remembers of a database. */
export function clearCaches(pool: object): void {
  for (const cache of all.get(pool) ?? []) cache.clear();
}

/**
 * Makes every process forget what it remembers, once the caller's transaction is committed. A hint: one that is lost costs the few
 * seconds that anything is remembered.
 */
export async function forgetCaches(client: ClientBase): Promise<void> {
  await client.query(`NOTIFY ${staleChannel}`);
}

/** Answers a function that finds the cache of one purpose for an engine, making it at first use; it ends with the engine. */
export function engineCache<Value>(limits: { ttlMs: number; entriesMax: number }): (engine: Engine) => Cache<Value> {
  // By database and not by engine: a context is a copy of its engine.
  const caches = new WeakMap<object, Cache<Value>>();
  return (engine) => {
    const { pool } = engine.db;
    const cache = caches.get(pool) ?? createCache<Value>({ ...limits, now: engine.now });
    caches.set(pool, cache);
    all.set(pool, (all.get(pool) ?? new Set()).add(cache as Cache<never>));
    return cache;
  };
}
