import type { Dispute } from '@kameng/contract/dispute';
import { recordAudit } from '../account/record-audit.ts';
import { ApiError } from '../api-error.ts';
import type { DeskInput, MemberContext } from '../http/serve-desk.ts';
import type { Remedy } from './advance-dispute.ts';
import { changeDispute } from './change-dispute.ts';
import { getDeskDispute } from './get-desk-dispute.ts';
import type { DisputeRow } from './dispute-rows.ts';
import { mayNow } from './dispute-state.ts';

/** The arbiter decides a dispute or an appeal. Whoever decided first does not hear the appeal: `forbidden`. Throws `dispute_turn`. */
export async function decideDispute(
  ctx: MemberContext,
  { params, body }: DeskInput<'decideDispute'>,
): Promise<Dispute> {
  const { by } = ctx.actor;
  await changeDispute(ctx, { id: params.id }, async (client, { dispute }) => {
    if (!mayNow('arbiter', dispute).includes('decide')) throw new ApiError('dispute_turn');
    if (dispute.status === 'appealed' && dispute.decided_by === by.id)
      throw new ApiError('forbidden', { detail: 'Somebody else than before decides an appeal.' });
    const outcome = remedyOf(dispute, body);
    const { rule, text } = body;
    const before = { kind: dispute.outcome_kind, amount_minor: dispute.outcome_minor };
    const after = { ...outcome, rule };
    await recordAudit(client, ctx, { action: 'dispute.decided', object_id: dispute.id, before, after, reason: text });
    return [{ party: 'arbiter', actor: by.id, move: 'decide', rule, note: text, outcome, decidedBy: by.id }];
  });
  return getDeskDispute(ctx, { params });
}

function remedyOf(dispute: DisputeRow, { kind, amount_minor }: DeskInput<'decideDispute'>['body']): Remedy {
  if (kind === 'refund') return { kind, amount_minor: dispute.amount_minor };
  if (kind !== 'part') return { kind };
  if (amount_minor === undefined || amount_minor >= dispute.amount_minor)
    throw new ApiError('invalid_request', { errors: [{ pointer: '/amount_minor', code: 'too_big' }] });
  return { kind, amount_minor };
}
