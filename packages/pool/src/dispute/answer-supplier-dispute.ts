import type { Dispute } from '@kameng/contract/dispute';
import { recordAudit } from '../account/record-audit.ts';
import { ApiError } from '../api-error.ts';
import type { DeskInput, MemberContext } from '../http/serve-desk.ts';
import type { DisputeStep } from './advance-dispute.ts';
import { changeDispute } from './change-dispute.ts';
import { getDeskDispute } from './get-desk-dispute.ts';
import { scopeOfDesk } from './scope-of-desk.ts';
import type { DisputeRow } from './dispute-rows.ts';
import { mayNow } from './dispute-state.ts';
import { noteRedemption } from './note-redemption.ts';
import { proveDispute } from './prove-dispute.ts';

type Answer = DeskInput<'answerSupplierDispute'>['body'];

/** The supplier's turn: accept, offer other codes or a part, or contest. Where hard facts decide, contesting ends there. Throws `dispute_turn`. */
export async function answerSupplierDispute(
  ctx: MemberContext,
  { params, body }: DeskInput<'answerSupplierDispute'>,
): Promise<Dispute> {
  await changeDispute(ctx, { id: params.id, ...scopeOfDesk(ctx) }, async (client, locked) => {
    const { dispute } = locked;
    if (!mayNow('supplier', dispute).includes(body.action)) throw new ApiError('dispute_turn');
    const step = decideAnswer(ctx, dispute, body);
    const { action, amount_minor } = body;
    const after = { action, ...(amount_minor !== undefined && { amount_minor }) };
    await recordAudit(client, ctx, { action: 'dispute.answered', object_id: dispute.id, after, reason: body.text });
    if (action !== 'contest') return [step];
    const redeemedAt = await noteRedemption(client, dispute, body.redeemed_at);
    return [step, ...(await proveDispute(client, ctx, locked, redeemedAt))];
  });
  return getDeskDispute(ctx, { params });
}

function decideAnswer(ctx: MemberContext, dispute: DisputeRow, body: Answer): DisputeStep {
  const by = { party: 'supplier', actor: ctx.actor.by.id, note: body.text } as const;
  switch (body.action) {
    case 'accept':
      return {
        ...by,
        move: 'accept',
        rule: 'accepted_by_supplier',
        outcome: { kind: 'refund', amount_minor: dispute.amount_minor },
      };
    case 'offer_replacement':
      return { ...by, move: 'offer', offer: { kind: 'replacement' } };
    case 'offer_part': {
      const { amount_minor = 0 } = body;
      if (amount_minor < 1 || amount_minor >= dispute.amount_minor) refuse('/amount_minor', 'too_big');
      return { ...by, move: 'offer', offer: { kind: 'part', amount_minor } };
    }
    case 'contest':
      if (body.text === undefined) refuse('/text', 'invalid_type');
      return { ...by, move: 'contest' };
  }
}

function refuse(pointer: string, code: string): never {
  throw new ApiError('invalid_request', { errors: [{ pointer, code }] });
}
