import type { PoolClient } from 'pg';
import { transact } from '../database/transact.ts';
import type { Engine } from '../engine.ts';
import { countDays, figures, type Figure } from './figures.ts';

/** Days folded at once; a pool that grew up without folding is folded in as many turns as it has weeks. */
const daysMax = 7;
/** Days of one party each, counted again at once. */
const marksMax = 500;
/** A fold reads a week of orders, which takes longer than any request may. */
const foldMaxMs = 600_000;
const dayMs = 86_400_000;

interface Due {
  closed: string | null;
  marked: boolean;
}

const names = Object.keys(figures) as Figure[];

/**
 * Job: counts whole days that have passed, once, so that figures of a period do not go through every order of it; and counts again
 * what changed since. Answers how many days there were. Exact whatever runs beside it: what it sees is one snapshot, and a change
 * that is not in it has either left a mark, which outlives this turn, or kept its day from being folded.
 */
export async function foldDays(engine: Pick<Engine, 'db' | 'now'>): Promise<number> {
  const { closed, marked } = await closeDays(engine);
  if (closed === null && !marked) return 0;
  return transact(
    engine.db.pool,
    async (client) => {
      const { rowCount } = await client.query('SELECT FROM day_fold FOR UPDATE SKIP LOCKED');
      // Another process is at it.
      if (rowCount === 0) return 0;
      // Whoever began meanwhile saw less, and is sent back by this.
      await client.query('UPDATE day_fold SET turn = turn + 1');
      await client.query(`SET LOCAL statement_timeout = ${foldMaxMs}`);
      return (closed !== null && (await foldNext(client, closed))) || foldMarked(client);
    },
    { isolation: 'repeatable read' },
  );
}

/**
 * From here on changes to days before today leave marks. Answers the last day that is closed for everybody, when there are days to
 * fold: of a transaction that began before, nobody knows whether it saw that. And whether there are marks.
 */
async function closeDays({ db, now }: Pick<Engine, 'db' | 'now'>): Promise<Due> {
  const yesterday = new Date(now().getTime() - dayMs).toISOString().slice(0, 10);
  await db.pool.query(
    'UPDATE day_fold SET closed_through = $1::date, open_from = id_from($1::date + 1), closed_at = NULL WHERE closed_through < $1::date',
    [yesterday],
  );
  // In a statement of its own, after that is committed.
  await db.pool.query('UPDATE day_fold SET closed_at = clock_timestamp() WHERE closed_at IS NULL');
  const { rows } = await db.pool.query<Due>(
    `SELECT EXISTS (SELECT FROM day_mark) AS marked,
       CASE WHEN closed_at IS NOT NULL AND folded_through < closed_through AND NOT EXISTS (
         SELECT FROM pg_stat_activity a WHERE a.datname = current_database() AND a.pid <> pg_backend_pid() AND a.xact_start <= d.closed_at)
       THEN closed_through::text END AS closed
     FROM day_fold d`,
  );
  return rows[0]!;
}

async function foldNext(client: PoolClient, closed: string): Promise<number> {
  const { rows } = await client.query<{ first: string; last: string; days: number }>(
    `SELECT first::text, last::text, last - first + 1 AS days FROM (
       SELECT first, LEAST(first + $2::integer - 1, $1::date) AS last FROM (
         SELECT GREATEST(folded_through + 1, COALESCE((SELECT day_of_id(min(id)) - 1 FROM orders), $1::date)) AS first FROM day_fold) AS f) AS span`,
    [closed, daysMax],
  );
  const { first, last, days } = rows[0]!;
  for (const figure of names) {
    const due = `SELECT id AS party_id, day::date AS day FROM ${figures[figure].parties}, generate_series($1::date::timestamp, $2::date::timestamp, interval '1 day') AS day`;
    await client.query(
      `INSERT INTO day_figure (party_id, figure, day, part, currency, orders, units, amount_minor)
       SELECT party_id, '${figure}', day, part, currency, orders, units, amount_minor FROM (${countDays(figure, due)}) AS counted`,
      [first, last],
    );
  }
  await client.query('DELETE FROM day_mark WHERE day BETWEEN $1 AND $2', [first, last]);
  await client.query('UPDATE day_fold SET folded_through = GREATEST(folded_through, $1)', [last]);
  return Math.max(0, days);
}

interface Marked {
  figure: Figure;
  party_ids: string[];
  days: string[];
}

/** Counts marked days again. The marks that go are those of this snapshot, whose changes it holds. */
async function foldMarked(client: PoolClient): Promise<number> {
  const { rows } = await client.query<Marked>(
    `SELECT figure, array_agg(party_id::text) AS party_ids, array_agg(day::text) AS days FROM (
       SELECT DISTINCT figure, party_id, day FROM (
         SELECT m.figure, m.party_id, m.day FROM day_mark m, day_fold d WHERE m.day <= d.folded_through LIMIT $1) AS marks) AS due GROUP BY figure`,
    [marksMax],
  );
  for (const { figure, party_ids, days } of rows) {
    const due = 'SELECT * FROM unnest($1::text[], $2::date[]) AS marked (party_id, day)';
    const marked = `USING (${due}) AS m WHERE f.party_id = m.party_id AND f.figure = $3 AND f.day = m.day`;
    await client.query(`DELETE FROM day_figure f ${marked}`, [party_ids, days, figure]);
    await client.query(
      `INSERT INTO day_figure (party_id, figure, day, part, currency, orders, units, amount_minor)
       SELECT party_id, $3, day, part, currency, orders, units, amount_minor FROM (${countDays(figure, due)}) AS counted`,
      [party_ids, days, figure],
    );
    await client.query(`DELETE FROM day_mark f ${marked}`, [party_ids, days, figure]);
  }
  return rows.reduce((sum, { days }) => sum + days.length, 0);
}
