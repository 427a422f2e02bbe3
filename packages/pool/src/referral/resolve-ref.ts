import type { Engine } from '../engine.ts';
import { engineCache } from '../cache/engine-cache.ts';

/** An agent as a sale needs it. */
export interface ReferringAgent {
  id: string;
  ref: string;
  /** The published rate of the agent's level, in basis points. */
  commission_bps: number;
  /** Keyed hashes of the agent's own addresses: a sale to oneself earns nothing. */
  contact_fingerprints: Buffer[];
}

/** A frozen agent earns this much longer at most. */
const cacheOf = engineCache<ReferringAgent>({ ttlMs: 5000, entriesMax: 5000 });

const columns = 'a.id, a.ref, l.commission_bps, a.contact_fingerprints';
const byRef = `SELECT ${columns} FROM agent a JOIN agent_level l ON l.level = a.level WHERE a.ref = $1 AND a.status = 'active'`;
const byId = `SELECT ${columns} FROM agent a JOIN agent_level l ON l.level = a.level WHERE a.id = $1 AND a.status = 'active'`;

/** Finds the active agent of a referral ID, in whatever case it was typed. */
export function resolveRef(engine: Engine, ref: string): Promise<ReferringAgent | undefined> {
  const wanted = ref.toUpperCase();
  if (!/^[A-Z0-9]{4,16}$/.test(wanted)) return Promise.resolve(undefined);
  return cacheOf(engine).get(wanted, () => read(engine, 'agent_by_ref', byRef, wanted));
}

/** Finds an active agent by id, as a site names its own. */
export function findAgent(engine: Engine, agentId: string): Promise<ReferringAgent | undefined> {
  return cacheOf(engine).get(agentId, () => read(engine, 'agent_by_id', byId, agentId));
}

async function read(engine: Engine, name: string, text: string, value: string): Promise<ReferringAgent | undefined> {
  const { rows } = await engine.db.pool.query<ReferringAgent>({ name, text, values: [value] });
  return rows[0];
}
