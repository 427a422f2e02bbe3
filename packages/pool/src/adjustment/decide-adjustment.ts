import type { DeskAnswer } from '@kameng/contract/desk-routes';
import type { ClientBase } from 'pg';
import { recordAudit } from '../account/record-audit.ts';
import { ApiError } from '../api-error.ts';
import { transact } from '../database/transact.ts';
import type { DeskInput, MemberContext } from '../http/serve-desk.ts';
import { hasFloor } from '../ledger/accounts.ts';
import { lockBalances } from '../ledger/lock-balances.ts';
import { payIn } from '../ledger/pay-in.ts';
import { postTransfers } from '../ledger/post-transfers.ts';
import { accountOf, type AdjustmentRow, renderAdjustment } from './adjustment-row.ts';

/**
 * Approves or refuses what somebody else proposed; approving moves the money at once, and pays what its
 * receiver owes first. Throws `not_found`, `wrong_state`,
 * `second_person_required`, and `adjustment_refused` when a party does not exist or has too little.
 */
export async function decideAdjustment(
  ctx: MemberContext,
  { params, body }: DeskInput<'decideAdjustment'>,
): Promise<DeskAnswer<'decideAdjustment'>> {
  const { by } = ctx.actor;
  return transact(ctx.db.pool, async (client) => {
    const before = await lock(client, params.id);
    if (before.status !== 'proposed') throw new ApiError('wrong_state');
    if (before.proposed_by === by.id) throw new ApiError('second_person_required');
    if (body.decision === 'approve') await move(client, ctx.now(), before);
    const { rows } = await client.query<AdjustmentRow>(
      `UPDATE adjustment SET status = $2, decided_by = $3, decided_name = $4, message = $5, decided_at = $6
       WHERE id = $1 AND status = 'proposed' RETURNING *`,
      [
        params.id,
        body.decision === 'approve' ? 'approved' : 'refused',
        by.id,
        by.name,
        body.message ?? null,
        ctx.now(),
      ],
    );
    const made = renderAdjustment(rows[0]!);
    await recordAudit(client, ctx, {
      action: `adjustment.${made.status}`,
      object_id: params.id,
      before: { status: before.status },
      after: { status: made.status, from: made.from, to: made.to, amount: made.amount },
      reason: body.message,
    });
    return made;
  });
}

async function lock(client: ClientBase, id: string): Promise<AdjustmentRow> {
  const { rows } = await client.query<AdjustmentRow>('SELECT * FROM adjustment WHERE id = $1 FOR UPDATE', [id]);
  if (!rows[0]) throw new ApiError('not_found');
  return rows[0];
}

async function move(
  client: ClientBase,
  at: Date,
  { from_party, to_party, currency, amount_minor }: AdjustmentRow,
): Promise<void> {
  for (const party of [from_party, to_party]) await mustExist(client, party);
  const [from, to] = [accountOf(from_party, currency), accountOf(to_party, currency)];
  const balances = await lockBalances(client, [from, to].filter(hasFloor));
  const left = balances.get(from);
  if (left !== undefined && left < amount_minor)
    throw new ApiError('adjustment_refused', { detail: `There are only ${left} minor units. Nothing was moved.` });
  const moved = { kind: 'adjustment', from, currency, amount_minor } as const;
  await postTransfers(
    client,
    at,
    hasFloor(to) ? await payIn(client, [{ ...moved, owner_id: to_party }]) : [{ ...moved, to, order_id: null }],
  );
}

async function mustExist(client: ClientBase, party: string): Promise<void> {
  if (party === 'platform') return;
  const { rowCount } = await client.query(
    'SELECT FROM supplier WHERE id = $1 UNION ALL SELECT FROM agent WHERE id = $1 UNION ALL SELECT FROM site WHERE id = $1',
    [party],
  );
  if (rowCount === 0) throw new ApiError('adjustment_refused', { detail: `There is no ${party}. Nothing was moved.` });
}
