import type { DeskAnswer } from '@kameng/contract/desk-routes';
import { recordAudit } from '../account/record-audit.ts';
import { ApiError } from '../api-error.ts';
import { transact } from '../database/transact.ts';
import { type Streamed, streamed } from '../http/reply.ts';
import type { DeskInput, MemberContext } from '../http/serve-desk.ts';
import type { RecordRequestRow } from './record-request-row.ts';
import { writeExport } from './write-export.ts';

/**
 * Answers what is kept of somebody who asked for it, as a stream. That it was given out is kept; it can be given out again until the
 * request is forgotten. Throws `not_found` and `wrong_state`.
 */
export async function exportRecords(
  ctx: MemberContext,
  { params }: DeskInput<'exportRecords'>,
): Promise<Streamed<DeskAnswer<'exportRecords'>>> {
  const { id: by, name } = ctx.actor.by;
  const whose = await transact(ctx.db.pool, async (client) => {
    const { rows } = await client.query<RecordRequestRow>('SELECT * FROM record_request WHERE id = $1 FOR UPDATE', [
      params.id,
    ]);
    const [request] = rows;
    if (!request) throw new ApiError('not_found');
    const { kind, status, contact_fingerprint: fingerprint, until_order: untilOrder } = request;
    if (kind !== 'export' || status === 'refused' || !fingerprint) throw new ApiError('wrong_state');
    await client.query(
      `UPDATE record_request SET status = 'done', done_by = COALESCE(done_by, $2), done_name = COALESCE(done_name, $3), done_at = COALESCE(done_at, $4),
         orders = (SELECT count(*) FROM orders WHERE contact_fingerprint = $5 AND orders.id < $6)
       WHERE id = $1`,
      [params.id, by, name, ctx.now(), fingerprint, untilOrder],
    );
    await recordAudit(client, ctx, { action: 'person.exported', object_id: params.id });
    return { fingerprint, untilOrder };
  });
  return streamed(writeExport(ctx, whose));
}
