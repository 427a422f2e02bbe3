import type { Dispute } from '@kameng/contract/dispute';
import { ApiError } from '../api-error.ts';
import type { Context } from '../engine.ts';
import type { Input } from '../http/serve-route.ts';
import { authoriseOrder } from '../order/authorise-order.ts';
import type { DisputeStep } from './advance-dispute.ts';
import { buyerOf } from './buyer-of.ts';
import { changeDispute } from './change-dispute.ts';
import type { DisputeRow } from './dispute-rows.ts';
import { mayNow } from './dispute-state.ts';
import { readDispute } from './read-disputes.ts';

/** The buyer's turn: takes or refuses the supplier's offer, withdraws, or appeals once. Throws `dispute_turn`. */
export async function answerDispute(ctx: Context, { params, body }: Input<'answerDispute'>): Promise<Dispute> {
  await authoriseOrder(ctx, params.id);
  const { action, text } = body;
  if (action === 'appeal' && text === undefined)
    throw new ApiError('invalid_request', { errors: [{ pointer: '/text', code: 'invalid_type' }] });
  const { id } = await changeDispute(ctx, { orderId: params.id }, async (_client, { dispute }) => {
    if (!mayNow('buyer', dispute).includes(action)) throw new ApiError('dispute_turn');
    return [{ party: 'buyer', actor: buyerOf(ctx), move: action, note: text, ...whatFollows(action, dispute) }];
  });
  return (await readDispute(ctx, { id }, { party: 'buyer', language: ctx.language }))!;
}

function whatFollows(
  action: Input<'answerDispute'>['body']['action'],
  dispute: DisputeRow,
): Pick<DisputeStep, 'rule' | 'outcome'> {
  if (action === 'take') return { rule: 'offer_taken', outcome: offerOf(dispute) };
  if (action === 'withdraw') return { rule: 'withdrawn', outcome: { kind: 'none' } };
  return {};
}

/** What the supplier offered, as what comes of the dispute. */
export function offerOf({ offer_kind, offer_minor }: DisputeRow): DisputeStep['outcome'] {
  return offer_kind === 'part' ? { kind: 'part', amount_minor: offer_minor! } : { kind: 'replacement' };
}
