import type { Engine } from '../engine.ts';
import { type Cache, createCache } from './create-cache.ts';

/** Answers a function that finds the cache of one purpose for an engine, making it at first use; it ends with the engine. */
export function engineCache<Value>(limits: { ttlMs: number; entriesMax: number }): (engine: Engine) => Cache<Value> {
  // By database and not by engine: a context is a copy of its engine.
  const caches = new WeakMap<object, Cache<Value>>();
  return (engine) => {
    const cache = caches.get(engine.db.pool) ?? createCache<Value>({ ...limits, now: engine.now });
    caches.set(engine.db.pool, cache);
    return cache;
  };
}
