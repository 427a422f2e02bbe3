import type { Dispute } from '@kameng/contract/dispute';
import { recordAudit } from '../account/record-audit.ts';
import { ApiError } from '../api-error.ts';
import { reply, type Reply } from '../http/reply.ts';
import type { DeskInput, MemberContext } from '../http/serve-desk.ts';
import { changeDispute } from './change-dispute.ts';
import { getDeskDispute } from './get-desk-dispute.ts';
import { partyOfDesk, scopeOfDesk } from './scope-of-desk.ts';
import { mayNow, nextStatus } from './dispute-state.ts';
import { noteRedemption } from './note-redemption.ts';
import { proveDispute } from './prove-dispute.ts';
import { readEvidenceBody, storeEvidence } from './store-evidence.ts';

/**
 * A desk adds a text, a picture, or when the issuer says the code was redeemed; what the issuer says may decide at once. Throws
 * `dispute_turn`, `evidence_refused` and `evidence_limit`.
 */
export async function addDeskEvidence(
  ctx: MemberContext,
  { params, body }: DeskInput<'addSupplierEvidence' | 'addAdminEvidence'>,
): Promise<Reply<Dispute>> {
  const party = partyOfDesk(ctx);
  const redeemed = body.redeemed_at === undefined ? undefined : `redeemed_at ${body.redeemed_at}`;
  const piece = (await readEvidenceBody(body)) ?? (await readEvidenceBody({ text: redeemed }));
  await changeDispute(ctx, { id: params.id, ...scopeOfDesk(ctx) }, async (client, locked) => {
    const { dispute } = locked;
    if (!mayNow(party, dispute).includes('add_evidence')) throw new ApiError('dispute_turn');
    await storeEvidence(client, ctx, { dispute, party, actor: ctx.actor.by.id }, piece!);
    const after = { kind: redeemed ? 'redeemed_at' : piece!.kind };
    await recordAudit(client, ctx, { action: 'dispute.evidence_added', object_id: dispute.id, after });
    const redeemedAt = await noteRedemption(client, dispute, body.redeemed_at);
    const provable = redeemed !== undefined && nextStatus(dispute.status, 'prove') !== undefined;
    return provable ? proveDispute(client, ctx, locked, redeemedAt) : [];
  });
  return reply(201, await getDeskDispute(ctx, { params }));
}
