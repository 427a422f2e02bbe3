import { transact } from '../database/transact.ts';
import type { Context } from '../engine.ts';
import type { Input } from '../http/serve-route.ts';
import { shopOf } from '../site/shop-of.ts';
import { putOnShelf } from '../stock/claim-codes.ts';
import { takeHold } from './take-hold.ts';

/** Puts the codes of a shop's hold back for sale; a hold that has ended is no longer there, and that is as well. */
export async function releaseHold(ctx: Context, { params }: Input<'releaseHold'>): Promise<undefined> {
  await transact(ctx.db.pool, async (client) => {
    const row = await takeHold(client, shopOf(ctx).id, params.id);
    if (row) await putOnShelf(client, row.offer_id, row.code_ids);
  });
}
