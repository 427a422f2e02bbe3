import type { DeskAnswer } from '@kameng/contract/desk-routes';
import type { Prohibition } from '@kameng/contract/desk/supplier';
import type { MemberContext } from '../http/serve-desk.ts';

/** Entries the list may have. */
export const prohibitionsMax = 1000;

/** What may not be sold. */
export async function listProhibitions(ctx: MemberContext): Promise<DeskAnswer<'listProhibitions'>> {
  const { rows } = await ctx.db.pool.query<Prohibition>(
    'SELECT id, words, effect, reason FROM prohibition ORDER BY effect DESC, words LIMIT $1',
    [prohibitionsMax],
  );
  return { data: rows };
}
