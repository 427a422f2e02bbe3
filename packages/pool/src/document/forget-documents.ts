import type { Engine } from '../engine.ts';

const batchRows = 100;
/** How long a document may lie without anything that names it. */
const unusedMs = 86_400_000;

/** Job: deletes documents that were sent and never used. Answers how many. */
export async function forgetDocuments({ db, now }: Engine): Promise<number> {
  const { rowCount } = await db.pool.query(
    `DELETE FROM document WHERE id IN (SELECT id FROM document WHERE used_by IS NULL AND created_at < $1
       ORDER BY created_at LIMIT $2 FOR UPDATE SKIP LOCKED)`,
    [new Date(now().getTime() - unusedMs), batchRows],
  );
  return rowCount ?? 0;
}
