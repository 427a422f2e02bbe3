import type { Engine, Site } from '../engine.ts';
import { engineCache } from '../cache/engine-cache.ts';
import { hashKey } from './hash-key.ts';

/** The site a key belongs to and what the key may do. */
export interface FoundSite {
  kind: 'publishable' | 'secret';
  site: Site;
}

/** A revoked key works this much longer at most. */
const cacheOf = engineCache<FoundSite>({ ttlMs: 5000, entriesMax: 5000 });

const keyShape = /^(pk|sk)_(test|live)_[A-Za-z0-9_-]{4,128}$/;

const text = `
  SELECT k.kind, s.id, s.kind AS site_kind, s.environment, s.agent_id,
    (SELECT COALESCE(array_agg(o.origin ORDER BY o.origin), '{}') FROM site_origin o WHERE o.site_id = s.id) AS origins
  FROM api_key k JOIN site s ON s.id = k.site_id
  WHERE k.key_hash = $1 AND k.revoked_at IS NULL AND s.status = 'active'`;

interface Row {
  kind: 'publishable' | 'secret';
  id: string;
  site_kind: 'site' | 'shop';
  environment: 'test' | 'live';
  agent_id: string | null;
  origins: string[];
}

/** Finds the active site of a live key; undefined for a key that is unknown, revoked or misshapen. */
export function findSiteByKey(engine: Engine, key: string): Promise<FoundSite | undefined> {
  const shape = keyShape.exec(key);
  if (!shape) return Promise.resolve(undefined);
  const hash = hashKey(key);
  return cacheOf(engine).get(hash.toString('base64'), async () => {
    const { rows } = await engine.db.pool.query<Row>({ name: 'find_site_by_key', text, values: [hash] });
    const row = rows[0];
    // The prefix is what people and scanners go by, so a key whose prefix lies is no key.
    if (!row || row.environment !== shape[2] || row.kind !== (shape[1] === 'sk' ? 'secret' : 'publishable'))
      return undefined;
    const site: Site = {
      id: row.id,
      kind: row.site_kind,
      environment: row.environment,
      agentId: row.agent_id ?? undefined,
      origins: row.origins,
    };
    return { kind: row.kind, site };
  });
}
