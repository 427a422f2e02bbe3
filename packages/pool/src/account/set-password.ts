import { createId } from '@kameng/contract/id';
import { ApiError } from '../api-error.ts';
import { transact } from '../database/transact.ts';
import type { DeskInput, PersonContext } from '../http/serve-desk.ts';
import { isSteppedUp, stepUpMs } from './authorise-desk.ts';
import { authOf } from './open-auth.ts';
import { recordAudit } from './record-audit.ts';

/**
 * Sets somebody's password and ends their other sessions. Needs a fresh proof, or to have just come by a link: that is how a
 * forgotten password is replaced. Throws `step_up_required`.
 */
export async function setPassword(ctx: PersonContext, { body }: DeskInput<'setPassword'>): Promise<undefined> {
  const { person, session } = ctx.actor;
  const cameByLink = session.steppedUpAt === undefined && ctx.now().getTime() - session.createdAt.getTime() < stepUpMs;
  if (!cameByLink && !isSteppedUp(ctx, ctx.actor)) throw new ApiError('step_up_required');
  const hash = await (await authOf(ctx).$context).password.hash(body.password);
  const at = ctx.now();
  await transact(ctx.db.pool, async (client) => {
    await client.query(
      `INSERT INTO person_login (id, person_id, account_id, provider_id, password, created_at, updated_at)
       VALUES ($1, $2, $2, 'credential', $3, $4, $4)
       ON CONFLICT (provider_id, account_id) DO UPDATE SET password = excluded.password, updated_at = excluded.updated_at`,
      [createId('login', at.getTime()), person.id, hash, at],
    );
    await client.query('DELETE FROM person_session WHERE person_id = $1 AND id <> $2', [person.id, session.id]);
    await recordAudit(client, ctx, { action: 'password.set', object_id: person.id });
  });
}
