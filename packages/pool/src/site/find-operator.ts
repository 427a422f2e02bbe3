import { engineCache } from '../cache/engine-cache.ts';
import type { Engine } from '../engine.ts';
import { hashKey } from './hash-key.ts';

/** A revoked key works this much longer at most. */
const cacheOf = engineCache<{ keyId: string }>({ ttlMs: 5000, entriesMax: 1000 });

const keyShape = /^op_[A-Za-z0-9_-]{4,128}$/;

/** Finds an operator by a live key; undefined for a key that is unknown, revoked or misshapen. */
export function findOperatorByKey(engine: Engine, key: string): Promise<{ keyId: string } | undefined> {
  if (!keyShape.test(key)) return Promise.resolve(undefined);
  const hash = hashKey(key);
  return cacheOf(engine).get(hash.toString('base64'), async () => {
    const { rows } = await engine.db.pool.query<{ id: string }>({
      name: 'find_operator_by_key',
      text: "SELECT id FROM api_key WHERE key_hash = $1 AND kind = 'operator' AND revoked_at IS NULL",
      values: [hash],
    });
    return rows[0] && { keyId: rows[0].id };
  });
}
