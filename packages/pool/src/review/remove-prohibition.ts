import type { Prohibition } from '@kameng/contract/desk/supplier';
import { recordAudit } from '../account/record-audit.ts';
import { ApiError } from '../api-error.ts';
import { transact } from '../database/transact.ts';
import type { DeskInput, MemberContext } from '../http/serve-desk.ts';

/** Takes words off the list of what may not be sold. Throws `not_found`. */
export async function removeProhibition(
  ctx: MemberContext,
  { params }: DeskInput<'removeProhibition'>,
): Promise<undefined> {
  await transact(ctx.db.pool, async (client) => {
    const { rows } = await client.query<Omit<Prohibition, 'id'>>(
      'DELETE FROM prohibition WHERE id = $1 RETURNING words, effect, reason',
      [params.id],
    );
    if (!rows[0]) throw new ApiError('not_found');
    await recordAudit(client, ctx, { action: 'prohibition.removed', object_id: params.id, before: rows[0] });
  });
}
