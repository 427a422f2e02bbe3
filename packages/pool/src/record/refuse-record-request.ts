import type { DeskAnswer } from '@kameng/contract/desk-routes';
import { recordAudit } from '../account/record-audit.ts';
import { ApiError } from '../api-error.ts';
import { transact } from '../database/transact.ts';
import type { DeskInput, MemberContext } from '../http/serve-desk.ts';
import { type RecordRequestRow, renderRecordRequest } from './record-request-row.ts';

/** Refuses what somebody asked for, such as when they could not show who they are. Throws `not_found` and `wrong_state`. */
export async function refuseRecordRequest(
  ctx: MemberContext,
  { params, body }: DeskInput<'refuseRecordRequest'>,
): Promise<DeskAnswer<'refuseRecordRequest'>> {
  const { id: by, name } = ctx.actor.by;
  return transact(ctx.db.pool, async (client) => {
    const { rows } = await client.query<RecordRequestRow>(
      `UPDATE record_request SET status = 'refused', done_by = $2, done_name = $3, message = $4, done_at = $5
       WHERE id = $1 AND status = 'open' RETURNING *`,
      [params.id, by, name, body.reason, ctx.now()],
    );
    const [refused] = rows;
    if (!refused) {
      const { rowCount } = await client.query('SELECT FROM record_request WHERE id = $1', [params.id]);
      throw new ApiError(rowCount === 0 ? 'not_found' : 'wrong_state');
    }
    const change = { before: { status: 'open' }, after: { status: 'refused' }, reason: body.reason };
    await recordAudit(client, ctx, { action: 'record_request.refused', object_id: params.id, ...change });
    return renderRecordRequest(refused);
  });
}
