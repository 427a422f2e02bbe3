import type { DeskAnswer } from '@kameng/contract/desk-routes';
import { recordAudit } from '../account/record-audit.ts';
import { ApiError } from '../api-error.ts';
import { transact } from '../database/transact.ts';
import type { DeskInput, MemberContext } from '../http/serve-desk.ts';
import { renderRule, ruleColumns, type RuleRow } from './rule-row.ts';

/** Withdraws a rule before it applies. Throws `not_found`, `wrong_state`. */
export async function withdrawRule(
  ctx: MemberContext,
  { params, body }: DeskInput<'withdrawRule'>,
): Promise<DeskAnswer<'withdrawRule'>> {
  return transact(ctx.db.pool, async (client) => {
    const read = async () =>
      (await client.query<RuleRow>(`SELECT ${ruleColumns} FROM rule r WHERE r.id = $1 FOR UPDATE OF r`, [params.id]))
        .rows[0];
    const before = await read();
    if (!before) throw new ApiError('not_found');
    if (before.applied_at || before.withdrawn_at) throw new ApiError('wrong_state');
    await client.query('UPDATE rule SET withdrawn_at = $2 WHERE id = $1', [params.id, ctx.now()]);
    await recordAudit(client, ctx, {
      action: 'rule.withdrawn',
      object_id: params.id,
      before: { rates: before.rates, live_from: before.live_from },
      reason: body.reason,
    });
    return renderRule((await read())!);
  });
}
