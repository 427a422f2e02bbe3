import type { Dispute } from '@kameng/contract/dispute';
import { ApiError } from '../api-error.ts';
import type { Context } from '../engine.ts';
import { reply, type Reply } from '../http/reply.ts';
import type { Input } from '../http/serve-route.ts';
import { authoriseOrder } from '../order/authorise-order.ts';
import { buyerOf } from './buyer-of.ts';
import { changeDispute } from './change-dispute.ts';
import { mayNow } from './dispute-state.ts';
import { readDispute } from './read-disputes.ts';
import { readEvidenceBody, storeEvidence } from './store-evidence.ts';

/** The buyer adds a text or a picture. Throws `dispute_turn`, `evidence_refused` and `evidence_limit`. */
export async function addEvidence(ctx: Context, { params, body }: Input<'addEvidence'>): Promise<Reply<Dispute>> {
  await authoriseOrder(ctx, params.id);
  const piece = await readEvidenceBody(body);
  const { id } = await changeDispute(ctx, { orderId: params.id }, async (client, { dispute }) => {
    if (!mayNow('buyer', dispute).includes('add_evidence')) throw new ApiError('dispute_turn');
    await storeEvidence(client, ctx, { dispute, party: 'buyer', actor: buyerOf(ctx) }, piece!);
    return [];
  });
  const dispute = await readDispute(ctx, { id }, { party: 'buyer', language: ctx.language });
  return reply(201, dispute!);
}
