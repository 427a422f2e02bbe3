import type { ClientBase, Pool } from 'pg';
import { countDays, type Figure } from './figures.ts';

/** What a figure is summed up by. */
type Key = 'party_id' | 'day' | 'part' | 'currency';

export interface FiguresAsked<By extends Key> {
  figure: Figure;
  partyIds: readonly string[];
  /** Days (UTC), both included. Without a first: all there ever were. */
  from?: string;
  to: string;
  /** Only these parts. */
  parts?: readonly string[];
  by: readonly By[];
}

/** How many orders and units there were, and what they amount to. */
export type Summed<By extends Key> = Record<By, string> & { orders: number; units: number; amount_minor: number };

/**
 * Sums of a figure over days: those that are folded from their rows, all others from their orders, in one statement and so in one
 * snapshot; the answer is what counting every order would have given.
 */
export async function readDays<By extends Key>(
  client: Pool | ClientBase,
  { figure, partyIds, from, to, parts, by }: FiguresAsked<By>,
): Promise<Summed<By>[]> {
  const keys = by.map((_key, at) => at + 1).join(', ');
  const text = `
    WITH period AS MATERIALIZED (
      SELECT folded_through, COALESCE($2::date, (SELECT day_of_id(min(id)) - 1 FROM orders), $3::date) AS first, $3::date AS last FROM day_fold),
    marked AS MATERIALIZED (
      SELECT DISTINCT m.party_id, m.day FROM period p, day_mark m
      WHERE m.party_id = ANY($1::text[]) AND m.figure = '${figure}' AND m.day BETWEEN p.first AND LEAST(p.last, p.folded_through)),
    unfolded AS MATERIALIZED (
      SELECT party_id::text COLLATE "C" AS party_id, day FROM marked
      UNION ALL SELECT own.party_id COLLATE "C", day::date FROM period p, unnest($1::text[]) AS own (party_id),
        generate_series(GREATEST(p.first, p.folded_through + 1)::timestamp, p.last::timestamp, interval '1 day') AS day),
    all_days AS (
      SELECT f.party_id::text AS party_id, f.day, f.part, f.currency, f.orders, f.units, f.amount_minor FROM period p, day_figure f
      WHERE f.party_id = ANY($1::text[]) AND f.figure = '${figure}' AND f.day BETWEEN p.first AND LEAST(p.last, p.folded_through)
        AND ($4::text[] IS NULL OR f.part = ANY($4::text[]))
        AND NOT EXISTS (SELECT FROM marked m WHERE m.party_id = f.party_id AND m.day = f.day)
      UNION ALL SELECT * FROM (${countDays(figure, 'SELECT * FROM unfolded')}) AS counted WHERE $4::text[] IS NULL OR part = ANY($4::text[]))
    SELECT ${by.map((key) => (key === 'day' ? "to_char(day, 'YYYY-MM-DD') AS day" : key)).join(', ')},
      sum(orders)::bigint AS orders, sum(units)::bigint AS units, sum(amount_minor)::bigint AS amount_minor
    FROM all_days GROUP BY ${keys} ORDER BY ${keys}`;
  const { rows } = await client.query<Summed<By>>(text, [partyIds, from ?? null, to, parts ?? null]);
  return rows;
}
