import type { DeskAnswer } from '@kameng/contract/desk-routes';
import type { MemberContext } from '../http/serve-desk.ts';
import { renderVerification, verificationColumns, type VerificationRow } from './verification-row.ts';

/** Verifications shown; the first is the one that counts. */
const shownMax = 20;

/** The organisation's verifications, newest first. */
export async function listVerifications(ctx: MemberContext): Promise<DeskAnswer<'listVerifications'>> {
  const { rows } = await ctx.db.pool.query<VerificationRow>(
    `SELECT ${verificationColumns} FROM verification v WHERE organisation_id = $1 ORDER BY id DESC LIMIT $2`,
    [ctx.actor.organisation.id, shownMax],
  );
  return { data: rows.map(renderVerification) };
}
