import { createId } from '@kameng/contract/id';
import type { DeskAnswer } from '@kameng/contract/desk-routes';
import { recordAudit } from '../account/record-audit.ts';
import { ApiError } from '../api-error.ts';
import { transact } from '../database/transact.ts';
import type { DeskInput, MemberContext } from '../http/serve-desk.ts';
import { writeToMembers } from '../mail/write-to-members.ts';
import { addressFingerprint } from '../order/order-contact.ts';
import { accountsMax } from './list-payout-accounts.ts';
import { renderAccount, sealDetails } from './payout-account-row.ts';

/** How long after it was added money may go to an account: time for its owners to say that it was not them. */
const restMs = 86_400_000;

/** Adds an account to be paid to, and tells everybody who looks after the money. Throws `account_limit`. */
export async function addPayoutAccount(
  ctx: MemberContext,
  { body }: DeskInput<'addPayoutAccount'>,
): Promise<DeskAnswer<'addPayoutAccount'>> {
  const { organisation, by } = ctx.actor;
  const at = ctx.now();
  const id = createId('payoutAccount', at.getTime());
  const { kind, currency } = body;
  const hint = `····${body.number.replaceAll(/\s/g, '').slice(-4)}`;
  const row = { id, kind, currency, hint, usable_from: new Date(at.getTime() + restMs), created_at: at };
  const details = sealDetails(ctx.keys, id, { ...body, bank: body.bank ?? null });
  return transact(ctx.db.pool, async (client) => {
    const { rows } = await client.query<{ size: number }>(
      `SELECT (SELECT count(*) FROM payout_account WHERE organisation_id = g.id AND removed_at IS NULL) AS size
       FROM organisation g WHERE id = $1 FOR UPDATE`,
      [organisation.id],
    );
    if (rows[0]!.size >= accountsMax) throw new ApiError('account_limit');
    await client.query(
      `INSERT INTO payout_account (id, organisation_id, kind, currency, hint, details_secret, number_fingerprint, usable_from, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        id,
        organisation.id,
        kind,
        currency,
        hint,
        details,
        addressFingerprint(ctx.keys, body.number),
        row.usable_from,
        at,
      ],
    );
    await recordAudit(client, ctx, { action: 'payout_account.added', object_id: id, after: { kind, currency, hint } });
    await writeToMembers(client, ctx, {
      organisationId: organisation.id,
      scope: 'money:read',
      template: 'payout_account_added',
      values: { organisation: organisation.name, by: by.name, account: hint },
    });
    return renderAccount(row);
  });
}
