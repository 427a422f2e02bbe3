import { createId } from '@kameng/contract/id';
import type { DeskAnswer } from '@kameng/contract/desk-routes';
import { recordAudit } from '../account/record-audit.ts';
import { transact } from '../database/transact.ts';
import type { DeskInput, MemberContext } from '../http/serve-desk.ts';
import { lockFreeze, renderFreeze } from './freeze-row.ts';
import { kindOf, switchObject } from './switch-object.ts';

/**
 * Stops a supplier, product, agent or order for now: nothing of it is sold, delivered, shown or paid out until the freeze is
 * lifted. Throws `not_found`, `wrong_state`.
 */
export async function freezeObject(
  ctx: MemberContext,
  { body }: DeskInput<'freezeObject'>,
): Promise<DeskAnswer<'freezeObject'>> {
  const { object_id, reason } = body;
  const kind = kindOf(object_id);
  const now = ctx.now();
  const id = createId('freeze', now.getTime());
  const made = await transact(ctx.db.pool, async (client) => {
    await switchObject(client, now, { kind, id: object_id, freeze: true });
    await client.query(
      'INSERT INTO freezing (id, kind, object_id, reason, frozen_by, created_at) VALUES ($1, $2, $3, $4, $5, $6)',
      [id, kind, object_id, reason, ctx.actor.by.name, now],
    );
    await recordAudit(client, ctx, { action: `${kind}.frozen`, object_id, after: { freeze_id: id }, reason });
    return lockFreeze(client, id);
  });
  if (kind === 'order') ctx.orderWatch.tell([object_id]);
  return renderFreeze(made, ctx.language);
}
