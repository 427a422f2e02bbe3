import { isWithin } from '@kameng/contract/desk-roles';
import type { DeskAnswer } from '@kameng/contract/desk-routes';
import { ApiError } from '../api-error.ts';
import { transact } from '../database/transact.ts';
import type { DeskInput, MemberContext } from '../http/serve-desk.ts';
import { makeDeskKey, storeDeskKey } from './store-desk-key.ts';
import { recordAudit } from './record-audit.ts';

/** Most keys of one organisation that work at the same time. */
const keysMax = 50;

/**
 * Makes a key that acts for the organisation; its text is in the answer and nowhere else. Throws `forbidden` for a role that may do
 * more than its maker, `account_limit`.
 */
export async function createDeskKey(
  ctx: MemberContext,
  { body }: DeskInput<'createDeskKey'>,
): Promise<DeskAnswer<'createDeskKey'>> {
  const { organisation, role } = ctx.actor;
  if (!isWithin(organisation.kind, body.role, role)) throw new ApiError('forbidden');
  const key = makeDeskKey();
  return transact(ctx.db.pool, async (client) => {
    const { rows } = await client.query<{ size: number }>(
      `SELECT (SELECT count(*) FROM api_key WHERE organisation_id = g.id AND revoked_at IS NULL) AS size
       FROM organisation g WHERE id = $1 FOR UPDATE`,
      [organisation.id],
    );
    if (rows[0]!.size >= keysMax) throw new ApiError('account_limit');
    const made = await storeDeskKey(client, ctx.now(), { organisationId: organisation.id, ...body, key });
    await recordAudit(client, ctx, { action: 'key.created', object_id: made.id, after: body });
    return { ...body, ...made, key, created_at: ctx.now().toISOString() };
  });
}
