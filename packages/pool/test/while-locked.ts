import type { Pool, QueryConfig } from 'pg';
import { waitFor } from './wait-for.ts';

/** Does something while rows are locked that it needs, until as many transactions wait for a lock as are wanted; then lets them go on. */
export async function whileLocked<Result>(
  pool: Pool,
  lock: QueryConfig,
  enough: (waiting: number) => boolean,
  work: () => Promise<Result>,
): Promise<Result> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    await client.query(lock);
    const working = work();
    await waitFor(async () => {
      const { rows } = await pool.query<{ waiting: number }>(
        "SELECT count(*) AS waiting FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
      );
      return enough(rows[0]!.waiting);
    });
    await client.query('COMMIT');
    return await working;
  } finally {
    client.release();
  }
}
