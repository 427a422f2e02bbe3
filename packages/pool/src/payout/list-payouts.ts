import type { DeskAnswer } from '@kameng/contract/desk-routes';
import { readCursor, writeCursor } from '../http/cursor.ts';
import type { DeskInput, MemberContext } from '../http/serve-desk.ts';
import { payoutColumns, type PayoutRow, renderPayout } from './payout-row.ts';

/** The organisation's payouts, newest first. */
export async function listPayouts(
  ctx: MemberContext,
  { query }: DeskInput<'listPayouts'>,
): Promise<DeskAnswer<'listPayouts'>> {
  const [before = null] = readCursor(query.cursor, 1);
  const { rows } = await ctx.db.pool.query<PayoutRow>(
    `SELECT ${payoutColumns} FROM payout y JOIN payout_account a ON a.id = y.account_id
     WHERE y.organisation_id = $1 AND ($2::text IS NULL OR y.id < $2) AND ($3::text IS NULL OR y.status = $3) ORDER BY y.id DESC LIMIT $4`,
    [ctx.actor.organisation.id, before, query.status ?? null, query.limit + 1],
  );
  const page = rows.slice(0, query.limit);
  return {
    data: page.map(renderPayout),
    next_cursor: rows.length > page.length ? writeCursor([page.at(-1)!.id]) : null,
  };
}
