import type { ClientBase } from 'pg';
import { countDays, figures, type Figure } from './figures.ts';

/** The newest folded days are compared every time. */
const newestDays = 2;
/** Of the others so many, in turn: a year of them within two months. */
const olderDays = 7;

/** What comparing folded days with their orders found. */
export interface DaysProof {
  /** Folded days of parties that are not what their orders say, as `figure party day`. */
  miscounted: string[];
  /** Up to which day the older ones were compared; null when there were none. */
  through: string | null;
}

const names = Object.keys(figures) as Figure[];

/** The days before the newest go on behind the last one compared, and begin again after the last there is. */
const chosenText = `
  WITH span AS (
    SELECT folded_through AS last, folded_through - ${newestDays} AS last_older, COALESCE((SELECT day_of_id(min(id)) - 1 FROM orders), folded_through) AS first
    FROM day_fold WHERE folded_through > '-infinity'),
  turn AS (SELECT *, CASE WHEN $1::date >= first AND $1::date < last_older THEN $1::date + 1 ELSE first END AS begins FROM span)
  SELECT day::date::text AS day, true AS older FROM turn, generate_series(begins::timestamp, LEAST(begins + ${olderDays - 1}, last_older)::timestamp, interval '1 day') AS day
  UNION ALL
  SELECT day::date::text, false FROM turn, generate_series(GREATEST(first, last_older + 1)::timestamp, last::timestamp, interval '1 day') AS day
  ORDER BY day`;

/** A day that is marked is counted from its orders whoever reads it, so what is folded of it says nothing. */
function differingText(figure: Figure): string {
  const due = `SELECT id AS party_id, day FROM ${figures[figure].parties}, unnest($1::date[]) AS day`;
  return `
    WITH counted AS MATERIALIZED (${countDays(figure, due)}),
      folded AS MATERIALIZED (
        SELECT f.party_id::text COLLATE "C" AS party_id, f.day, f.part, f.currency, f.orders, f.units, f.amount_minor
        FROM (${due}) AS d JOIN day_figure f ON f.party_id = d.party_id AND f.figure = '${figure}' AND f.day = d.day)
    SELECT DISTINCT party_id, day::text AS day FROM ((TABLE counted EXCEPT TABLE folded) UNION ALL (TABLE folded EXCEPT TABLE counted)) AS other
    WHERE NOT EXISTS (SELECT FROM day_mark m WHERE m.party_id = other.party_id AND m.figure = '${figure}' AND m.day = other.day)
    ORDER BY day, party_id`;
}

/**
 * Compares folded days with the orders they were counted from: the newest, and some of the others, so that it takes as long however
 * many there are. What differs is marked, so that from now on it is counted from its orders until it is folded again. The caller's
 * transaction has one snapshot for all of it.
 * @param after behind which day the older ones go on
 */
export async function proveDays(client: ClientBase, after: string | null): Promise<DaysProof> {
  const { rows } = await client.query<{ day: string; older: boolean }>(chosenText, [after]);
  const days = rows.map(({ day }) => day);
  const miscounted: string[] = [];
  for (const figure of names) {
    const other = await client.query<{ party_id: string; day: string }>(differingText(figure), [days]);
    miscounted.push(...other.rows.map(({ party_id, day }) => `${figure} ${party_id} ${day}`));
    await client.query(
      'INSERT INTO day_mark (party_id, figure, day) SELECT party_id, $1, day FROM unnest($2::text[], $3::date[]) AS d (party_id, day)',
      [figure, other.rows.map(({ party_id }) => party_id), other.rows.map(({ day }) => day)],
    );
  }
  return { miscounted, through: rows.findLast(({ older }) => older)?.day ?? null };
}
