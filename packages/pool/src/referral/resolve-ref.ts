import type { Engine } from '../engine.ts';
import { engineCache } from '../cache/engine-cache.ts';
import type { Upline } from './agent-terms.ts';

/** An agent as a sale needs it. */
export interface ReferringAgent {
  id: string;
  /** The referral ID by which the agent was found: the first one, or one of a further link. */
  ref: string;
  /** The published rate of the agent's level, in basis points. */
  commission_bps: number;
  /** Added to the price of products without a markup of their own. */
  markup_bps: number;
  /** Markups of single products, by product. */
  markups: Readonly<Record<string, number>>;
  /** Address of the agent's published storefront. */
  storefront: string | null;
  uplines: readonly Upline[];
}

/** A frozen agent earns this much longer at most, and a changed markup takes as long. */
const cacheOf = engineCache<ReferringAgent>({ ttlMs: 5000, entriesMax: 5000 });

const columns = `r.commission_bps, a.markup_bps,
  (SELECT COALESCE(jsonb_object_agg(product_id, markup_bps), '{}') FROM agent_markup WHERE agent_id = a.id) AS markups,
  (SELECT slug FROM storefront WHERE agent_id = a.id AND published) AS storefront,
  p.id AS parent_id, CASE WHEN p.status = 'active' THEN pr.child_bps ELSE 0 END AS parent_bps,
  g.id AS grandparent_id, CASE WHEN g.status = 'active' THEN gr.grandchild_bps ELSE 0 END AS grandparent_bps`;
const joins = `JOIN agent_level r ON r.level = a.level
  LEFT JOIN agent p ON p.id = a.parent_id LEFT JOIN agent_level pr ON pr.level = p.level
  LEFT JOIN agent g ON g.id = p.parent_id LEFT JOIN agent_level gr ON gr.level = g.level`;
const byRef = `SELECT a.id, found.ref, ${columns} FROM (
    SELECT id, ref FROM agent WHERE ref = $1
    UNION ALL SELECT agent_id, ref FROM agent_link WHERE ref = $1 AND removed_at IS NULL
  ) AS found JOIN agent a ON a.id = found.id ${joins} WHERE a.status = 'active' LIMIT 1`;
const byId = `SELECT a.id, a.ref, ${columns} FROM agent a ${joins} WHERE a.id = $1 AND a.status = 'active'`;

interface Row extends Omit<ReferringAgent, 'uplines'> {
  parent_id: string | null;
  parent_bps: number;
  grandparent_id: string | null;
  grandparent_bps: number;
}

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

/** What the agent adds to the price of a product, in basis points; nothing when there is no agent. */
export function markupOf(agent: ReferringAgent | undefined, productId: string): number {
  return agent?.markups[productId] ?? agent?.markup_bps ?? 0;
}

async function read(engine: Engine, name: string, text: string, value: string): Promise<ReferringAgent | undefined> {
  const { rows } = await engine.db.pool.query<Row>({ name, text, values: [value] });
  const [row] = rows;
  if (!row) return undefined;
  const { parent_id, parent_bps, grandparent_id, grandparent_bps, ...agent } = row;
  const above: [string | null, number][] = [
    [parent_id, parent_bps],
    [grandparent_id, grandparent_bps],
  ];
  const uplines = above.flatMap(([agent_id, bps]) => (agent_id !== null && bps > 0 ? [{ agent_id, bps }] : []));
  return { ...agent, uplines };
}
