import { createId } from '@kameng/contract/id';
import type { DeskAnswer } from '@kameng/contract/desk-routes';
import type { ClientBase } from 'pg';
import { recordAudit } from '../account/record-audit.ts';
import { ApiError } from '../api-error.ts';
import { transact } from '../database/transact.ts';
import type { DeskInput, MemberContext } from '../http/serve-desk.ts';
import { refuseFrozen } from '../freeze/refuse-frozen.ts';
import { availableOf, payoutOf } from '../ledger/accounts.ts';
import { lockBalances } from '../ledger/lock-balances.ts';
import { postTransfers } from '../ledger/post-transfers.ts';
import { payoutOwner } from './payout-owner.ts';
import { payoutColumns, type PayoutRow, renderPayout } from './payout-row.ts';
import { readMoney } from './read-money.ts';

const dayMs = 86_400_000;

/**
 * Asks for money to be paid out and sets it aside; a small amount of an agent's is approved at once. Throws `not_found`, `not_verified`, `frozen`, and
 * `payout_refused` for more than is payable or less than the minimum, or an account that is gone, too new or of another currency.
 */
export async function requestPayout(
  ctx: MemberContext,
  { body }: DeskInput<'requestPayout'>,
): Promise<DeskAnswer<'requestPayout'>> {
  const ownerId = payoutOwner(ctx);
  const { organisation } = ctx.actor;
  const { amount_minor, currency } = body.amount;
  const at = ctx.now();
  const id = createId('payout', at.getTime());
  return transact(ctx.db.pool, async (client) => {
    // In line with everything else that moves this owner's available money.
    const available = availableOf(ownerId, currency);
    await lockBalances(client, [available]);
    await refuseFrozen(client, ownerId);
    await mustBeVerified(client, organisation.id);
    await mustBeUsable(client, ctx, body);
    const { payable, minimum } = await readMoney(client, { ownerId, currency, at });
    if (amount_minor > payable.amount_minor)
      throw new ApiError('payout_refused', { detail: `At most ${payable.amount_minor} minor units are payable.` });
    if (amount_minor < minimum.amount_minor)
      throw new ApiError('payout_refused', {
        detail: `At least ${minimum.amount_minor} minor units are paid out at once.`,
      });
    const status = (await isWithinLimit(client, ctx, ownerId, body.amount)) ? 'approved' : 'pending';
    await client.query(
      `INSERT INTO payout (id, organisation_id, owner_id, account_id, currency, amount_minor, status, created_at, decided_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        id,
        organisation.id,
        ownerId,
        body.account_id,
        currency,
        amount_minor,
        status,
        at,
        status === 'approved' ? at : null,
      ],
    );
    await postTransfers(client, at, [
      { kind: 'payout', from: available, to: payoutOf(ownerId, currency), currency, amount_minor, order_id: null },
    ]);
    await recordAudit(client, ctx, { action: 'payout.requested', object_id: id, after: { ...body, status } });
    return read(client, id);
  });
}

/** Whether what was asked for in a day stays so small that nobody has to approve it; without a limit somebody always has to. */
async function isWithinLimit(
  client: ClientBase,
  { actor, now }: MemberContext,
  ownerId: string,
  { amount_minor, currency }: DeskInput<'requestPayout'>['body']['amount'],
): Promise<boolean> {
  const { rows } = await client.query<{ within: boolean }>(
    `SELECT COALESCE((SELECT sum(amount_minor) FROM payout WHERE organisation_id = $6 AND owner_id = $1 AND currency = $2 AND status <> 'refused' AND created_at > $3), 0) + $4 <= daily_minor AS within
     FROM payout_limit WHERE kind = $5 AND currency = $2`,
    [
      ownerId,
      currency,
      new Date(now().getTime() - dayMs),
      amount_minor,
      actor.organisation.kind,
      actor.organisation.id,
    ],
  );
  return rows[0]?.within ?? false;
}

async function mustBeVerified(client: ClientBase, organisationId: string): Promise<void> {
  const { rowCount } = await client.query(
    "SELECT FROM verification WHERE organisation_id = $1 AND status = 'verified'",
    [organisationId],
  );
  if (rowCount === 0) throw new ApiError('not_verified');
}

async function mustBeUsable(
  client: ClientBase,
  { actor, now }: MemberContext,
  { account_id, amount }: DeskInput<'requestPayout'>['body'],
): Promise<void> {
  const { rows } = await client.query<{ currency: string; usable_from: Date }>(
    'SELECT currency, usable_from FROM payout_account WHERE organisation_id = $1 AND id = $2 AND removed_at IS NULL FOR SHARE',
    [actor.organisation.id, account_id],
  );
  const [account] = rows;
  const refuse = (detail: string) => {
    throw new ApiError('payout_refused', { detail, errors: [{ pointer: '/account_id', code: 'invalid_value' }] });
  };
  if (!account) return refuse('There is no such account to be paid to.');
  if (account.currency !== amount.currency) return refuse(`That account takes ${account.currency}.`);
  if (account.usable_from > now())
    return refuse(`That account can be used from ${account.usable_from.toISOString()} on.`);
}

async function read(client: ClientBase, id: string): Promise<DeskAnswer<'requestPayout'>> {
  const { rows } = await client.query<PayoutRow>(
    `SELECT ${payoutColumns} FROM payout y JOIN payout_account a ON a.id = y.account_id WHERE y.id = $1`,
    [id],
  );
  return renderPayout(rows[0]!);
}
