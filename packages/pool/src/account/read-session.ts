import type { Engine, PersonActor } from '../engine.ts';
import { authOf } from './open-auth.ts';

export interface SignedIn {
  actor: PersonActor;
  /** They came by a link and still owe the second factor that they have. */
  secondFactorDue: boolean;
}

/** Who is signed in with the cookie of a request; undefined when nobody is. */
export async function readSession(
  engine: Engine,
  request: { headers: { cookie?: string | undefined } },
): Promise<SignedIn | undefined> {
  const { cookie } = request.headers;
  if (cookie === undefined) return undefined;
  const found = await authOf(engine).api.getSession({ headers: new Headers({ cookie }) });
  if (!found) return undefined;
  const { user, session } = found;
  const steppedUpAt = session.steppedUpAt ?? undefined;
  return {
    actor: {
      kind: 'person',
      person: { id: user.id, name: user.name, email: user.email },
      session: { id: session.id, createdAt: session.createdAt, steppedUpAt },
    },
    secondFactorDue: user.twoFactorEnabled === true && steppedUpAt === undefined,
  };
}
