import type { DeskAnswer } from '@kameng/contract/desk-routes';
import type { ClientBase } from 'pg';
import { recordAudit } from '../account/record-audit.ts';
import { ApiError } from '../api-error.ts';
import { transact } from '../database/transact.ts';
import type { Engine } from '../engine.ts';
import type { DeskInput, MemberContext } from '../http/serve-desk.ts';
import { eraseOrders, openCase } from './erase-orders.ts';
import { type RecordRequestRow, renderRecordRequest } from './record-request-row.ts';

/** Orders that are erased in one transaction. */
export const batchOrders = 200;
/** Transactions that one call makes; a job does the rest. */
const batchesMax = 50;
const runningMax = 20;

/**
 * Destroys what is kept of somebody who asked for it: first it is noted that this is done, then it is done, order by order, and
 * whatever happens in between, a job does what is left. The same call again answers what became of it. Throws `not_found`,
 * `wrong_state`, and `erasure_blocked` while something is to be done about an order.
 */
export async function eraseRecords(
  ctx: MemberContext,
  { params }: DeskInput<'eraseRecords'>,
): Promise<DeskAnswer<'eraseRecords'>> {
  await transact(ctx.db.pool, async (client) => {
    const before = await lockRequest(client, params.id);
    if (!before) throw new ApiError('not_found');
    if (before.kind !== 'erasure' || before.status === 'refused') throw new ApiError('wrong_state');
    if (before.status !== 'open') return;
    await refuseOpenCase(client, before);
    const { id, name } = ctx.actor.by;
    await client.query(`UPDATE record_request SET status = 'running', done_by = $2, done_name = $3 WHERE id = $1`, [
      params.id,
      id,
      name,
    ]);
    await recordAudit(client, ctx, {
      action: 'person.erased',
      object_id: params.id,
      before: { status: before.status },
      after: { status: 'running' },
    });
  });
  for (let batch = 0; batch < batchesMax && (await eraseBatch(ctx, params.id)) === batchOrders; batch += 1);
  const { rows } = await ctx.db.pool.query<RecordRequestRow>('SELECT * FROM record_request WHERE id = $1', [params.id]);
  return renderRecordRequest(rows[0]!);
}

/** Job: goes on with erasures that were begun, a bounded number of orders a turn. */
export async function finishErasures(engine: Engine): Promise<number> {
  const { rows } = await engine.db.pool.query<{ id: string }>(
    `SELECT id FROM record_request WHERE status = 'running' ORDER BY id LIMIT $1`,
    [runningMax],
  );
  let erased = 0;
  for (const { id } of rows) erased += await eraseBatch(engine, id);
  return erased;
}

async function lockRequest(client: ClientBase, id: string): Promise<RecordRequestRow | undefined> {
  const { rows } = await client.query<RecordRequestRow>('SELECT * FROM record_request WHERE id = $1 FOR UPDATE', [id]);
  return rows[0];
}

/** Whoever comes second waits, and finds less to do. Answers how many orders were erased. */
async function eraseBatch({ db, now }: Pick<Engine, 'db' | 'now'>, requestId: string): Promise<number> {
  return transact(db.pool, async (client) => {
    const request = await lockRequest(client, requestId);
    if (request?.status !== 'running') return 0;
    const about = [request.contact_fingerprint, request.until_order];
    const { rows } = await client.query<{ id: string }>(
      `SELECT o.id FROM orders o WHERE o.contact_fingerprint = $1 AND o.id < $2 AND ${openCase} IS NULL ORDER BY o.id LIMIT $3 FOR UPDATE OF o`,
      [...about, batchOrders],
    );
    const ids = rows.map(({ id }) => id);
    await eraseOrders(client, now(), ids);
    await client.query('UPDATE record_request SET orders = orders + $2 WHERE id = $1', [requestId, ids.length]);
    const left = await client.query('SELECT FROM orders WHERE contact_fingerprint = $1 AND id < $2 LIMIT 1', about);
    if (left.rowCount === 0) await endErasure(client, now(), request);
    return ids.length;
  });
}

/** Then nothing says any more whom it was about, here or in what the same person asked before. */
async function endErasure(client: ClientBase, now: Date, { id, contact_fingerprint }: RecordRequestRow): Promise<void> {
  await client.query('DELETE FROM orders_link WHERE contact_fingerprint = $1', [contact_fingerprint]);
  await client.query(
    `UPDATE record_request SET contact_fingerprint = NULL, contact_hint = NULL, done_at = COALESCE(done_at, $3),
       status = CASE WHEN id = $2 THEN 'done' WHEN status = 'open' THEN 'refused' ELSE status END
     WHERE contact_fingerprint = $1`,
    [contact_fingerprint, id, now],
  );
}

/** Locks nothing: what changes meanwhile is left for the job. Throws `erasure_blocked`. */
async function refuseOpenCase(client: ClientBase, request: RecordRequestRow): Promise<void> {
  const { rows } = await client.query<{ id: string; open_case: string; until: Date | null }>(
    `SELECT o.id, ${openCase} AS open_case, CASE
         WHEN o.status = 'held' THEN o.expires_at
         WHEN o.status = 'paid' THEN o.next_delivery_at
         ELSE COALESCE((SELECT d.deadline FROM dispute d WHERE d.order_id = o.id AND d.status <> 'closed'),
           (SELECT max(r.next_attempt_at) FROM refund r WHERE r.order_id = o.id AND r.status = 'pending')) END AS until
     FROM orders o WHERE o.contact_fingerprint = $1 AND o.id < $2 AND ${openCase} IS NOT NULL ORDER BY until DESC NULLS FIRST LIMIT 1`,
    [request.contact_fingerprint, request.until_order],
  );
  const [blocking] = rows;
  if (!blocking) return;
  const { id, open_case, until } = blocking;
  throw new ApiError('erasure_blocked', {
    detail: `Order ${id} is ${open_case}${until ? `, at least until ${until.toISOString()}` : ', and nobody knows until when'}.`,
    ...(until && { until }),
  });
}
