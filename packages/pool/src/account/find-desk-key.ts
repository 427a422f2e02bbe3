import type { Role } from '@kameng/contract/desk-roles';
import { engineCache } from '../cache/engine-cache.ts';
import type { Engine, MemberActor, Organisation } from '../engine.ts';
import { hashKey } from '../site/hash-key.ts';
import { organisationColumns, organisationOf, type OrganisationRow } from './organisation-row.ts';

interface FoundKey {
  organisation: Organisation;
  role: Role;
  by: MemberActor['by'];
}

/** A revoked key works this much longer at most. */
const cacheOf = engineCache<FoundKey>({ ttlMs: 5000, entriesMax: 1000 });

const keyShape = /^dk_[A-Za-z0-9_-]{4,128}$/;

const text = `
  SELECT k.id, k.name, k.role, ${organisationColumns} FROM api_key k JOIN organisation g ON g.id = k.organisation_id
  WHERE k.key_hash = $1 AND k.kind = 'desk' AND k.revoked_at IS NULL`;

/** Finds for whom a desk's key acts; undefined for a key that is unknown, revoked or misshapen. */
export function findDeskKey(engine: Engine, key: string): Promise<FoundKey | undefined> {
  if (!keyShape.test(key)) return Promise.resolve(undefined);
  const hash = hashKey(key);
  return cacheOf(engine).get(hash.toString('base64'), async () => {
    const { rows } = await engine.db.pool.query<OrganisationRow & { id: string; name: string; role: Role }>({
      name: 'find desk key',
      text,
      values: [hash],
    });
    const [row] = rows;
    return (
      row && { organisation: organisationOf(row), role: row.role, by: { kind: 'key', id: row.id, name: row.name } }
    );
  });
}
