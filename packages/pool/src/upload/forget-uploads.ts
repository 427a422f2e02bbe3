import { transact } from '../database/transact.ts';
import type { Engine } from '../engine.ts';

const batchRows = 20;
/** How long a file waits for somebody to go on with it. */
const idleMs = 3 * 86_400_000;

/** Job: gives up uploads that nobody goes on with, and forgets their files. Answers how many. */
export async function forgetUploads({ db, now }: Engine): Promise<number> {
  return transact(db.pool, async (client) => {
    const { rows } = await client.query<{ id: string }>(
      `UPDATE upload SET status = 'aborted', message = 'Nobody went on with it for three days.', updated_at = $1 WHERE id IN (
         SELECT id FROM upload WHERE status IN ('receiving', 'received', 'checked') AND updated_at < $2 ORDER BY updated_at LIMIT $3 FOR UPDATE SKIP LOCKED)
       RETURNING id`,
      [now(), new Date(now().getTime() - idleMs), batchRows],
    );
    await client.query('DELETE FROM upload_part WHERE upload_id = ANY ($1)', [rows.map(({ id }) => id)]);
    return rows.length;
  });
}
