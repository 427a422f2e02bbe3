import { createId } from '@kameng/contract/id';
import type { ClientBase } from 'pg';
import { ApiError } from '../api-error.ts';
import { transact } from '../database/transact.ts';
import type { Engine, Site } from '../engine.ts';
import { isOriginEntry } from './check-origin.ts';

export interface NewSite {
  id?: string;
  name: string;
  kind: Site['kind'];
  environment: Site['environment'];
  agentId?: string;
  /** Exact origins; for test sites also `http://localhost:*` and its like. */
  origins: readonly string[];
}

/** Most origins on one site's list. */
const originsMax = 100;

/** Makes a site. Throws `invalid_request` naming each origin that cannot be listed. */
export async function createSite(engine: Engine, given: NewSite): Promise<Site> {
  const wrong = given.origins.flatMap((origin, at) => (isOriginEntry(origin, given.environment) ? [] : [at]));
  if (wrong.length > 0 || given.origins.length > originsMax) {
    const errors = wrong.map((at) => ({ pointer: `/origins/${at}`, code: 'invalid_origin' }));
    throw new ApiError('invalid_request', {
      errors: errors.length > 0 ? errors : [{ pointer: '/origins', code: 'too_big' }],
    });
  }
  return transact(engine.db.pool, (client) => insertSite(client, engine.now(), given));
}

/** Makes a site whose origins were looked at, in the caller's transaction. */
export async function insertSite(
  client: ClientBase,
  at: Date,
  {
    id = createId('site', at.getTime()),
    organisationId,
    ...given
  }: Omit<NewSite, 'origins'> & { organisationId?: string; origins?: readonly string[] },
): Promise<Site> {
  const { name, kind, environment, agentId, origins = [] } = given;
  await client.query(
    'INSERT INTO site (id, name, kind, environment, agent_id, organisation_id, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7)',
    [id, name, kind, environment, agentId ?? null, organisationId ?? null, at],
  );
  await client.query('INSERT INTO site_origin (site_id, origin) SELECT DISTINCT $1, unnest($2::text[])', [id, origins]);
  return { id, kind, environment, agentId, origins };
}
