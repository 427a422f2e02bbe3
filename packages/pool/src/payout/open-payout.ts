import type { DeskAnswer } from '@kameng/contract/desk-routes';
import { recordAudit } from '../account/record-audit.ts';
import { ApiError } from '../api-error.ts';
import { transact } from '../database/transact.ts';
import type { DeskInput, MemberContext } from '../http/serve-desk.ts';
import { openDetails } from './payout-account-row.ts';
import { queuedColumns, queuedFrom, type QueuedRow, renderQueued } from './payout-row.ts';

/** Shows where a payout goes to, and keeps who looked. Throws `not_found`. */
export async function openPayout(
  ctx: MemberContext,
  { params }: DeskInput<'openPayout'>,
): Promise<DeskAnswer<'openPayout'>> {
  return transact(ctx.db.pool, async (client) => {
    const { rows } = await client.query<QueuedRow & { details_secret: Buffer }>(
      `SELECT ${queuedColumns}, a.details_secret FROM ${queuedFrom} WHERE y.id = $1`,
      [params.id],
    );
    const [row] = rows;
    if (!row) throw new ApiError('not_found');
    await recordAudit(client, ctx, { action: 'payout.seen', object_id: row.id });
    return { ...renderQueued(row), pay_to: openDetails(ctx.keys, row.account_id, row.details_secret) };
  });
}
