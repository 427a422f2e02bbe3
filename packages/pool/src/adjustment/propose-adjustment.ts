import { createId } from '@kameng/contract/id';
import type { DeskAnswer } from '@kameng/contract/desk-routes';
import { recordAudit } from '../account/record-audit.ts';
import { transact } from '../database/transact.ts';
import type { DeskInput, MemberContext } from '../http/serve-desk.ts';
import { type AdjustmentRow, renderAdjustment } from './adjustment-row.ts';

/** Proposes to move money. Nothing moves before somebody else has approved it. */
export async function proposeAdjustment(
  ctx: MemberContext,
  { body }: DeskInput<'proposeAdjustment'>,
): Promise<DeskAnswer<'proposeAdjustment'>> {
  const now = ctx.now();
  const id = createId('adjustment', now.getTime());
  return transact(ctx.db.pool, async (client) => {
    const { rows } = await client.query<AdjustmentRow>(
      `INSERT INTO adjustment (id, from_party, to_party, currency, amount_minor, reason, proposed_by, proposed_name, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING *`,
      [
        id,
        body.from,
        body.to,
        body.amount.currency,
        body.amount.amount_minor,
        body.reason,
        ctx.actor.by.id,
        ctx.actor.by.name,
        now,
      ],
    );
    const { reason, ...after } = body;
    await recordAudit(client, ctx, { action: 'adjustment.proposed', object_id: id, after, reason });
    return renderAdjustment(rows[0]!);
  });
}
