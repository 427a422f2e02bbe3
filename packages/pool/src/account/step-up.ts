import { ApiError } from '../api-error.ts';
import { transact } from '../database/transact.ts';
import type { DeskAnswer } from '@kameng/contract/desk-routes';
import type { DeskInput, PersonContext } from '../http/serve-desk.ts';
import { stepUpMs } from './authorise-desk.ts';
import { checkCode } from './check-code.ts';
import { countTries } from './count-tries.ts';
import { authOf } from './open-auth.ts';
import { recordAudit } from './record-audit.ts';

/**
 * Takes a proof of who is there: the code of whoever has a second factor, else the password. Throws `credentials_invalid`,
 * `account_locked`.
 */
export async function stepUp(ctx: PersonContext, { body }: DeskInput<'stepUp'>): Promise<DeskAnswer<'stepUp'>> {
  const { person, session } = ctx.actor;
  const proven = await countTries(ctx, `step up ${person.id}`, async () => (await prove(ctx, body)) || undefined);
  if (!proven) throw new ApiError('credentials_invalid');
  const at = ctx.now();
  await transact(ctx.db.pool, async (client) => {
    await client.query('UPDATE person_session SET stepped_up_at = $2 WHERE id = $1', [session.id, at]);
    await recordAudit(client, ctx, { action: 'session.stepped_up', object_id: session.id });
  });
  return { stepped_up_until: new Date(at.getTime() + stepUpMs).toISOString() };
}

async function prove(ctx: PersonContext, { code, password }: DeskInput<'stepUp'>['body']): Promise<boolean> {
  const { id } = ctx.actor.person;
  const factor = await checkCode(ctx, id, code);
  if (factor !== 'none') return factor === 'right';
  if (password === undefined) return false;
  const auth = await authOf(ctx).$context;
  const logins = await auth.internalAdapter.findAccounts(id);
  const hash = logins.find(({ providerId }) => providerId === 'credential')?.password;
  return typeof hash === 'string' && (await auth.password.verify({ hash, password }));
}
