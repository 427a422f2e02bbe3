import type { Engine } from '../src/engine.ts';
import { waitFor } from './wait-for.ts';

const ids = /\b[a-z]{3}_[0-7][0-9a-hjkmnp-tv-z]{25}\b/g;

/** Every row of any table in which one of these ids stands, as text and in order, once the letters and events of before have gone out. */
export async function rowsAbout({ db }: Pick<Engine, 'db'>, about: ReadonlySet<string>): Promise<string[]> {
  await waitFor(async () => {
    const waiting =
      'SELECT FROM mail WHERE outcome IS NULL UNION ALL SELECT FROM event WHERE dispatched_at IS NULL LIMIT 1';
    return (await db.pool.query(waiting)).rowCount === 0;
  });
  const { rows: tables } = await db.pool.query<{ name: string }>(
    "SELECT quote_ident(tablename) AS name FROM pg_tables WHERE schemaname = 'public'",
  );
  // How often a channel was asked about a payment is the watcher's doing, whoever else calls meanwhile.
  const asked = "'{query_count,next_query_at}'::text[]";
  const each = tables.map(({ name }) => `SELECT '${name} ' || (to_jsonb(t) - ${asked})::text AS row FROM ${name} t`);
  const { rows } = await db.pool.query<{ row: string }>(each.join(' UNION ALL '));
  return rows.flatMap(({ row }) => ([...row.matchAll(ids)].some(([id]) => about.has(id)) ? [row] : [])).toSorted();
}
