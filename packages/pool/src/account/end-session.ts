import { ApiError } from '../api-error.ts';
import { transact } from '../database/transact.ts';
import type { DeskInput, PersonContext } from '../http/serve-desk.ts';
import { recordAudit } from './record-audit.ts';

/** Ends one of somebody's own sessions, at once. Throws `not_found`. */
export async function endSession(ctx: PersonContext, { params }: DeskInput<'endSession'>): Promise<undefined> {
  await transact(ctx.db.pool, async (client) => {
    const { rowCount } = await client.query('DELETE FROM person_session WHERE id = $1 AND person_id = $2', [
      params.id,
      ctx.actor.person.id,
    ]);
    if (rowCount === 0) throw new ApiError('not_found');
    await recordAudit(client, ctx, { action: 'session.ended', object_id: params.id });
  });
}
