import { randomBytes } from 'node:crypto';
import { createId } from '@kameng/contract/id';
import type { Engine, Site } from '../engine.ts';
import { hashKey } from './hash-key.ts';

export interface NewApiKey {
  site: Pick<Site, 'id' | 'environment'>;
  kind: 'publishable' | 'secret';
}

/** Makes a key for a site. Its text is in the answer and nowhere else: only a hash and a hint are kept. */
export async function createApiKey(engine: Engine, { site, kind }: NewApiKey): Promise<{ id: string; key: string }> {
  const prefix = kind === 'secret' ? 'sk' : 'pk';
  const key = `${prefix}_${site.environment}_${randomBytes(24).toString('base64url')}`;
  return { id: await storeApiKey(engine, { siteId: site.id, kind, key }), key };
}

/** Keeps a site's key whose text is given, once; answers its id. */
export async function storeApiKey(
  engine: Pick<Engine, 'db' | 'now'>,
  { siteId, kind, key }: { siteId: string; kind: 'publishable' | 'secret'; key: string },
): Promise<string> {
  const hint = `${key.slice(0, 8)}…${key.slice(-4)}`;
  // The update changes nothing; it makes the row that is already there answer with its id.
  const { rows } = await engine.db.pool.query<{ id: string }>(
    `INSERT INTO api_key (id, site_id, kind, key_hash, hint, created_at) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (key_hash) DO UPDATE SET key_hash = EXCLUDED.key_hash RETURNING id`,
    [createId('apiKey', engine.now().getTime()), siteId, kind, hashKey(key), hint, engine.now()],
  );
  return rows[0]!.id;
}
