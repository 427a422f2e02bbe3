import type { Dispute } from '@kameng/contract/dispute';
import type { Context } from '../engine.ts';
import type { Input } from '../http/serve-route.ts';
import { authoriseOrder } from '../order/authorise-order.ts';
import { readDisputesOf } from './read-disputes.ts';

/** The disputes about an order, for its buyer. */
export async function listDisputes(ctx: Context, { params }: Input<'listDisputes'>): Promise<{ data: Dispute[] }> {
  await authoriseOrder(ctx, params.id);
  return { data: await readDisputesOf(ctx, params.id, { party: 'buyer', language: ctx.language }) };
}
