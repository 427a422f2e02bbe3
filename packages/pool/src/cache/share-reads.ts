import type { Engine } from '../engine.ts';

/**
 * Answers a function that lets everybody who asks the same at the same time share one read. Nothing is remembered: who asks
 * after the answer starts a new one. So a rush on one page costs the database one reader, however many there are.
 */
export function shareReads<Value>(): (
  engine: Pick<Engine, 'db'>,
  key: string,
  read: () => Promise<Value>,
) => Promise<Value> {
  // By database and not by engine: a context is a copy of its engine.
  const underWay = new WeakMap<object, Map<string, Promise<Value>>>();
  return (engine, key, read) => {
    const reads = underWay.get(engine.db.pool) ?? new Map<string, Promise<Value>>();
    underWay.set(engine.db.pool, reads);
    const found = reads.get(key);
    if (found) return found;
    const started = read().finally(() => reads.delete(key));
    reads.set(key, started);
    return started;
  };
}
