import { recordAudit } from '../account/record-audit.ts';
import { ApiError } from '../api-error.ts';
import { transact } from '../database/transact.ts';
import type { DeskInput, MemberContext } from '../http/serve-desk.ts';

/** Removes an account; what was asked for already still goes there. Throws `not_found`. */
export async function removePayoutAccount(
  ctx: MemberContext,
  { params }: DeskInput<'removePayoutAccount'>,
): Promise<undefined> {
  await transact(ctx.db.pool, async (client) => {
    const { rows } = await client.query<{ kind: string; hint: string }>(
      'UPDATE payout_account SET removed_at = $3 WHERE organisation_id = $1 AND id = $2 AND removed_at IS NULL RETURNING kind, hint',
      [ctx.actor.organisation.id, params.id, ctx.now()],
    );
    if (!rows[0]) throw new ApiError('not_found');
    await recordAudit(client, ctx, { action: 'payout_account.removed', object_id: params.id, before: rows[0] });
  });
}
