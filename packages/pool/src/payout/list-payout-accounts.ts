import type { DeskAnswer } from '@kameng/contract/desk-routes';
import type { MemberContext } from '../http/serve-desk.ts';
import { accountColumns, type AccountRow, renderAccount } from './payout-account-row.ts';

/** Accounts of one organisation that can be paid to. */
export const accountsMax = 10;

/** The accounts that can be paid to, newest first. */
export async function listPayoutAccounts(ctx: MemberContext): Promise<DeskAnswer<'listPayoutAccounts'>> {
  const { rows } = await ctx.db.pool.query<AccountRow>(
    `SELECT ${accountColumns} FROM payout_account WHERE organisation_id = $1 AND removed_at IS NULL ORDER BY id DESC LIMIT $2`,
    [ctx.actor.organisation.id, accountsMax],
  );
  return { data: rows.map(renderAccount) };
}
