import type { Engine } from '../engine.ts';

const batchRows = 1000;
const keptMs = 86_400_000;

/** Job: forgets links a day after they ended, a bounded number a turn. */
export async function forgetLinks({ db, now }: Engine): Promise<number> {
  const { rowCount } = await db.pool.query(
    'DELETE FROM orders_link WHERE id IN (SELECT id FROM orders_link WHERE expires_at < $1 ORDER BY expires_at LIMIT $2 FOR UPDATE SKIP LOCKED)',
    [new Date(now().getTime() - keptMs), batchRows],
  );
  return rowCount ?? 0;
}
