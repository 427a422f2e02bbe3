import type { DeskAnswer } from '@kameng/contract/desk-routes';
import { recordAudit } from '../account/record-audit.ts';
import { ApiError } from '../api-error.ts';
import { transact } from '../database/transact.ts';
import type { DeskInput, MemberContext } from '../http/serve-desk.ts';
import { lockFreeze, renderFreeze } from './freeze-row.ts';
import { switchObject } from './switch-object.ts';

/** Lets what was frozen go on where it was. Throws `not_found`, `wrong_state`. */
export async function liftFreeze(
  ctx: MemberContext,
  { params, body }: DeskInput<'liftFreeze'>,
): Promise<DeskAnswer<'liftFreeze'>> {
  const now = ctx.now();
  const lifted = await transact(ctx.db.pool, async (client) => {
    const { kind, object_id, lifted_at } = await lockFreeze(client, params.id);
    if (lifted_at !== null) throw new ApiError('wrong_state');
    await switchObject(client, now, { kind, id: object_id, freeze: false });
    await client.query('UPDATE freezing SET lifted_at = $2, lifted_by = $3, lifted_reason = $4 WHERE id = $1', [
      params.id,
      now,
      ctx.actor.by.name,
      body.reason,
    ]);
    await recordAudit(client, ctx, {
      action: `${kind}.unfrozen`,
      object_id,
      before: { freeze_id: params.id },
      reason: body.reason,
    });
    return lockFreeze(client, params.id);
  });
  if (lifted.kind === 'order') ctx.orderWatch.tell([lifted.object_id]);
  return renderFreeze(lifted, ctx.language);
}
