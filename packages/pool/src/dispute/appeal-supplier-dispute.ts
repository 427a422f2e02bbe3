import type { Dispute } from '@kameng/contract/dispute';
import { recordAudit } from '../account/record-audit.ts';
import { ApiError } from '../api-error.ts';
import type { DeskInput, MemberContext } from '../http/serve-desk.ts';
import { changeDispute } from './change-dispute.ts';
import { getDeskDispute } from './get-desk-dispute.ts';
import { scopeOfDesk } from './scope-of-desk.ts';
import { mayNow } from './dispute-state.ts';

/** The supplier appeals against what was decided; there is one appeal in a dispute. Throws `dispute_turn`. */
export async function appealSupplierDispute(
  ctx: MemberContext,
  { params, body }: DeskInput<'appealSupplierDispute'>,
): Promise<Dispute> {
  await changeDispute(ctx, { id: params.id, ...scopeOfDesk(ctx) }, async (client, { dispute }) => {
    if (!mayNow('supplier', dispute).includes('appeal')) throw new ApiError('dispute_turn');
    await recordAudit(client, ctx, { action: 'dispute.appealed', object_id: dispute.id, reason: body.text });
    return [{ party: 'supplier', actor: ctx.actor.by.id, move: 'appeal', note: body.text }];
  });
  return getDeskDispute(ctx, { params });
}
