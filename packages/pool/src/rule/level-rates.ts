import type { RuleRates } from '@kameng/contract/desk/rule';
import { maturedSales } from '../agent/matured-sales.ts';
import type { Engine } from '../engine.ts';
import type { AgentTerms } from '../referral/agent-terms.ts';
import { currentRates, isOfLevels, type Rates } from './current-rates.ts';

type PartKind = 'commissions' | 'children' | 'grandchildren';

/** Who shares in a sale as agents, on which levels, and at which rates they did. */
export interface AgentSale {
  agent_id: string | null;
  level: string | null;
  parent_id: string | null;
  parent_level: string | null;
  grandparent_id: string | null;
  grandparent_level: string | null;
  commission_bps: number;
  agent_terms: AgentTerms | null;
}

/** What levels are and earn when one kind of their values is another. */
export interface LevelRates {
  changed: RuleRates['kind'];
  parts: Record<PartKind, Rates>;
  /** Levels of agents who would be on a higher one. */
  risen: ReadonlyMap<string, number>;
}

const reachedText = `
  SELECT a.id, max(l.level)::int AS level FROM agent a
  JOIN unnest($2::int[], $3::bigint[]) AS n (level, sales_from_minor) ON n.level > a.level
  JOIN agent_level l ON l.level = n.level
  WHERE a.id = ANY ($1) AND a.status = 'active' AND (n.sales_from_minor = 0 OR EXISTS (
    SELECT FROM unnest($4::text[], $5::text[], $6::bigint[]) AS sold (agent_id, currency, sales_minor)
    WHERE sold.agent_id = a.id AND sold.currency = l.currency AND sold.sales_minor >= n.sales_from_minor)) GROUP BY a.id`;

/** Reads what rates of levels would mean for the agents of these sales; undefined for rates of another kind. */
export async function readLevelRates(
  engine: Pick<Engine, 'db' | 'now'>,
  { kind, rates }: RuleRates,
  sales: readonly AgentSale[],
): Promise<LevelRates | undefined> {
  if (!isOfLevels(kind)) return undefined;
  const { pool } = engine.db;
  const parts = {
    commissions: await currentRates(pool, 'commissions'),
    children: await currentRates(pool, 'children'),
    grandchildren: await currentRates(pool, 'grandchildren'),
  };
  if (kind !== 'thresholds') return { changed: kind, parts: { ...parts, [kind]: rates }, risen: new Map() };
  const all = sales.flatMap((sale) => [sale.agent_id, sale.parent_id, sale.grandparent_id]);
  const agents = [...new Set(all.filter((id) => id !== null))];
  const sold = await maturedSales(engine, agents);
  const { rows } = await pool.query<{ id: string; level: number }>(reachedText, [
    agents,
    Object.keys(rates).map(Number),
    Object.values(rates),
    sold.map(({ agent_id }) => agent_id),
    sold.map(({ currency }) => currency),
    sold.map(({ sales_minor }) => sales_minor),
  ]);
  return { changed: kind, parts, risen: new Map(rows.map(({ id, level }) => [id, level])) };
}

/** The same sale with what its agents would have had. Who bought from themselves earned nothing and would not have. */
export function underLevels<Sale extends AgentSale>(sale: Sale, { changed, parts, risen }: LevelRates): Sale {
  if (sale.level === null || sale.commission_bps === 0) return sale;
  const rateOf = (part: PartKind, id: string | null, level: string | null, had: number): number => {
    if (id === null || level === null || (part !== changed && !risen.has(id))) return had;
    return parts[part][risen.get(id) ?? level] ?? had;
  };
  const above = (part: PartKind, id: string | null, level: string | null) => {
    const had = sale.agent_terms?.uplines.find(({ agent_id }) => agent_id === id)?.bps ?? 0;
    const bps = rateOf(part, id, level, had);
    return id !== null && bps > 0 ? [{ agent_id: id, bps }] : [];
  };
  const uplines = [
    ...above('children', sale.parent_id, sale.parent_level),
    ...above('grandchildren', sale.grandparent_id, sale.grandparent_level),
  ];
  return {
    ...sale,
    commission_bps: rateOf('commissions', sale.agent_id, sale.level, sale.commission_bps),
    agent_terms: { unit_markup_minor: sale.agent_terms?.unit_markup_minor ?? 0, uplines },
  };
}
