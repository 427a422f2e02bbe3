import type { DeskAnswer } from '@kameng/contract/desk-routes';
import { recordAudit } from '../account/record-audit.ts';
import { ApiError } from '../api-error.ts';
import { transact } from '../database/transact.ts';
import type { DeskInput, MemberContext } from '../http/serve-desk.ts';
import { renderRiskEvent, riskEventColumns, type RiskEventRow } from './risk-event-row.ts';

/** Ends an event with what was found. Freezing or refunding is done by itself, each with a reason. Throws `not_found`, `wrong_state`. */
export async function decideRiskEvent(
  ctx: MemberContext,
  { params, body }: DeskInput<'decideRiskEvent'>,
): Promise<DeskAnswer<'decideRiskEvent'>> {
  return transact(ctx.db.pool, async (client) => {
    const { rows } = await client.query<RiskEventRow>(
      `SELECT ${riskEventColumns} FROM risk_event e WHERE e.id = $1 FOR UPDATE OF e`,
      [params.id],
    );
    const before = rows[0];
    if (!before) throw new ApiError('not_found');
    if (before.status !== 'open') throw new ApiError('wrong_state');
    const after = {
      status: body.decision === 'dismiss' ? ('dismissed' as const) : ('handled' as const),
      decided_by: ctx.actor.by.name,
      message: body.message,
      decided_at: ctx.now(),
    };
    await client.query(
      'UPDATE risk_event SET status = $2, decided_by = $3, message = $4, decided_at = $5 WHERE id = $1',
      [params.id, after.status, after.decided_by, after.message, after.decided_at],
    );
    await recordAudit(client, ctx, {
      action: `risk_event.${after.status}`,
      object_id: params.id,
      before: { status: 'open', rule: before.rule, subject_id: before.subject_id },
      after: { status: after.status },
      reason: body.message,
    });
    return renderRiskEvent({ ...before, ...after });
  });
}
