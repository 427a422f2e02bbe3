import type { DeskAnswer } from '@kameng/contract/desk-routes';
import type { ClientBase } from 'pg';
import { recordAudit } from '../account/record-audit.ts';
import { ApiError } from '../api-error.ts';
import { transact } from '../database/transact.ts';
import type { DeskInput, MemberContext } from '../http/serve-desk.ts';
import { refuseFrozen } from '../freeze/refuse-frozen.ts';
import { payoutOf, payouts } from '../ledger/accounts.ts';
import { markPaid } from '../ledger/mark-paid.ts';
import { payIn } from '../ledger/pay-in.ts';
import { postTransfers } from '../ledger/post-transfers.ts';
import { formatMoney } from '../mail/format-money.ts';
import { writeToMembers } from '../mail/write-to-members.ts';
import { queuedColumns, queuedFrom, type QueuedRow, renderQueued } from './payout-row.ts';
import { nextPayout } from './payout-state.ts';

/**
 * Decides about a payout, or says that it was paid. What is paid leaves the pool; what is refused pays what its owner
 * owes, and the rest is available again. Throws
 * `not_found`, `wrong_state`, `frozen`.
 */
export async function decidePayout(
  ctx: MemberContext,
  { params, body }: DeskInput<'decidePayout'>,
): Promise<DeskAnswer<'decidePayout'>> {
  return transact(ctx.db.pool, async (client) => {
    const before = await lock(client, params.id);
    const next = nextPayout(before.status, body.decision);
    if (next === undefined) throw new ApiError('wrong_state');
    const { owner_id, currency, amount_minor } = before;
    if (next !== 'refused') await refuseFrozen(client, owner_id);
    await client.query(
      `UPDATE payout SET status = $3, reference = COALESCE($4, reference), message = $5, decided_at = $6 WHERE id = $1 AND status = $2`,
      [params.id, before.status, next, body.reference ?? null, body.message ?? null, ctx.now()],
    );
    const out = { kind: 'payout', from: payoutOf(owner_id, currency), currency, amount_minor } as const;
    if (next === 'paid') await postTransfers(client, ctx.now(), [{ ...out, to: payouts(currency), order_id: null }]);
    if (next === 'refused') await postTransfers(client, ctx.now(), await payIn(client, [{ ...out, owner_id }]));
    if (next === 'paid') await coverCommissions(client, ctx, before);
    await recordAudit(client, ctx, {
      action: `payout.${next}`,
      object_id: params.id,
      before: { status: before.status },
      after: { status: next, reference: body.reference },
      reason: body.message,
    });
    if (next === 'paid' || next === 'refused') await tell(client, ctx, before, next, body);
    return renderQueued(await lock(client, params.id));
  });
}

async function coverCommissions(
  client: ClientBase,
  ctx: MemberContext,
  { organisation_id, owner_id, currency }: QueuedRow,
): Promise<void> {
  // In line with the owner's other payouts, and with nobody else: the one that is paid last has to see them all.
  await client.query('SELECT FROM account WHERE id = $1 FOR NO KEY UPDATE', [payoutOf(owner_id, currency)]);
  const { rows } = await client.query<{ paid: number }>(
    `SELECT COALESCE(sum(amount_minor), 0)::bigint AS paid FROM payout
     WHERE organisation_id = $1 AND owner_id = $2 AND currency = $3 AND status = 'paid'`,
    [organisation_id, owner_id, currency],
  );
  await markPaid(client, { ownerId: owner_id, currency, paidMinor: rows[0]!.paid, at: ctx.now() });
}

async function lock(client: ClientBase, id: string): Promise<QueuedRow> {
  const { rows } = await client.query<QueuedRow>(
    `SELECT ${queuedColumns} FROM ${queuedFrom} WHERE y.id = $1 FOR UPDATE OF y`,
    [id],
  );
  if (!rows[0]) throw new ApiError('not_found');
  return rows[0];
}

async function tell(
  client: ClientBase,
  ctx: MemberContext,
  { organisation_id, amount_minor, currency, hint }: QueuedRow,
  outcome: 'paid' | 'refused',
  { reference = '', message = '' }: DeskInput<'decidePayout'>['body'],
): Promise<void> {
  await writeToMembers(client, ctx, {
    organisationId: organisation_id,
    scope: 'money:read',
    template: `payout_${outcome}`,
    values: { amount: formatMoney({ amount_minor, currency }, 'zh-CN'), account: hint, reference, message },
  });
}
