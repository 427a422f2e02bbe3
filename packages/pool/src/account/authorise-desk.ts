import { hasScope } from '@kameng/contract/desk-roles';
import { deskRoutes, type DeskRoute, type MemberRoute } from '@kameng/contract/desk-routes';
import type { FastifyRequest } from 'fastify';
import { ApiError } from '../api-error.ts';
import type { Engine, MemberActor, PersonActor } from '../engine.ts';
import { bearer, foreignOrigin, headerText } from '../http/open-context.ts';
import { findDeskKey } from './find-desk-key.ts';
import { findMembership } from './find-membership.ts';
import { readSession } from './read-session.ts';

/** How long a proof of who is there lets keys, members and money be changed. */
export const stepUpMs = 10 * 60_000;

/**
 * Decides whether a call of a desk may be made: who calls, for which organisation, with which role. The one place where that is
 * decided. Throws `sign_in_required`, `step_up_required`, `organisation_not_found`, `forbidden` and what has to do with keys.
 */
export async function authoriseDesk(
  engine: Engine,
  route: DeskRoute,
  request: FastifyRequest,
): Promise<MemberActor | PersonActor> {
  const origin = foreignOrigin(engine, request);
  const token = bearer(request);
  if (token !== undefined) return authoriseKey(engine, route, token, origin);
  const signedIn = await readSession(engine, request);
  if (!signedIn) throw new ApiError('sign_in_required');
  // A cookie travels with whatever a browser is made to send, so it counts on our own pages only.
  if (origin !== undefined)
    throw new ApiError('origin_not_allowed', { detail: 'Somebody’s sign-in counts on our own pages only.' });
  if (signedIn.secondFactorDue && route.path !== deskRoutes.stepUp.path) throw new ApiError('step_up_required');
  const actor = route.auth === 'person' ? signedIn.actor : await asMember(engine, route, request, signedIn.actor);
  if (route.stepUp && !isSteppedUp(engine, signedIn.actor)) throw new ApiError('step_up_required');
  return actor;
}

/** Whether the person proved a short time ago who they are. */
export function isSteppedUp({ now }: Pick<Engine, 'now'>, { session }: PersonActor): boolean {
  return session.steppedUpAt !== undefined && now().getTime() - session.steppedUpAt.getTime() < stepUpMs;
}

async function asMember(
  engine: Engine,
  route: MemberRoute,
  request: FastifyRequest,
  { person }: PersonActor,
): Promise<MemberActor> {
  const wanted = headerText(request, 'kameng-organisation');
  const membership = wanted === undefined ? undefined : await findMembership(engine, person.id, wanted);
  if (!membership) throw new ApiError('organisation_not_found');
  const { organisation, role } = membership;
  mustHold(route, organisation.kind, role);
  return { kind: 'member', organisation, role, by: { kind: 'person', id: person.id, name: person.name } };
}

async function authoriseKey(
  engine: Engine,
  route: DeskRoute,
  token: string,
  origin: string | undefined,
): Promise<MemberActor> {
  const found = token.startsWith('dk_') ? await findDeskKey(engine, token) : undefined;
  if (!found) throw new ApiError(/^(pk|sk|ort|cks)_/.test(token) ? 'key_wrong_kind' : 'key_invalid');
  if (origin !== undefined)
    throw new ApiError('key_wrong_kind', { detail: 'A desk key must not be used from a web page.' });
  if (route.auth === 'person')
    throw new ApiError('key_wrong_kind', { detail: 'This is for people who are signed in.' });
  const { organisation, role } = found;
  mustHold(route, organisation.kind, role);
  if (route.stepUp)
    throw new ApiError('key_wrong_kind', { detail: 'This asks who is there, and a key cannot answer.' });
  return { kind: 'member', organisation, role, by: found.by };
}

function mustHold(route: MemberRoute, kind: MemberActor['organisation']['kind'], role: MemberActor['role']): void {
  if (!route.kinds.includes(kind) || !hasScope(kind, role, route.scope)) throw new ApiError('forbidden');
}
