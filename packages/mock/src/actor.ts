import type { Route } from '@kameng/contract/routes';
import { Refusal } from './refusal.ts';
import type { MockSite, MockState } from './state.ts';

/** Who is calling, as far as the credentials say; whether the token fits the order is the route's business. */
export type Actor =
  | { kind: 'anyone'; ref: string | null }
  | { kind: 'site'; site: MockSite; ref: string | null }
  | { kind: 'shop'; site: MockSite }
  | { kind: 'checkout'; secret: string }
  | { kind: 'order'; token: string }
  | { kind: 'contact'; contact: string };

const kindsFor: Record<Route['auth'], Actor['kind'][]> = {
  public: ['anyone', 'site', 'shop'],
  checkout: ['checkout'],
  order: ['order', 'shop'],
  contact: ['contact'],
  secret: ['shop'],
};

/** Reads key, token or `Kameng-Ref`; refuses what is unknown, of the wrong kind, or from an origin the site does not list. */
export function readActor(state: MockState, request: Request, { auth, errors }: Route): Actor {
  const bearer = /^Bearer (\S+)$/.exec(request.headers.get('authorization') ?? '')?.[1];
  if (bearer === undefined && request.headers.has('authorization')) throw new Refusal('key_invalid');
  if (bearer === undefined && auth !== 'public') throw new Refusal('key_missing');
  const actor: Actor = bearer === undefined ? { kind: 'anyone', ref: null } : actorOf(state, bearer);
  if (!kindsFor[auth].includes(actor.kind)) throw new Refusal('key_wrong_kind');
  if (actor.kind === 'site') requireOrigin(state, actor.site, request.headers.get('origin'));
  // Only routes that say they look at a referral do.
  const ref = errors.includes('ref_unknown') ? request.headers.get('kameng-ref') : null;
  return 'ref' in actor && ref !== null ? { ...actor, ref: requireRef(state, ref) } : actor;
}

function actorOf(state: MockState, bearer: string): Actor {
  if (/^cks_[\w-]{43}$/.test(bearer)) return { kind: 'checkout', secret: bearer };
  if (/^ort_[\w-]{20,}$/.test(bearer)) return { kind: 'order', token: bearer };
  const session = state.sessions.get(bearer);
  if (session && session.expiresAt > state.now()) return { kind: 'contact', contact: session.contact };
  for (const site of state.sites) {
    if (site.secretKey === bearer) return { kind: 'shop', site };
    if (site.publishableKey === bearer) return { kind: 'site', site, ref: null };
  }
  throw new Refusal('key_invalid');
}

/** The referral ID itself when an agent has it. @throws ref_unknown */
export function requireRef(state: MockState, ref: string): string {
  if (!state.refs.has(ref)) throw new Refusal('ref_unknown');
  return ref;
}

/** @throws origin_not_allowed when the page is neither the pool's own nor on the site's list; `*` stands for any port. */
export function requireOrigin(state: MockState, site: MockSite, origin: string | null): void {
  if (origin === null || origin === new URL(state.poolUrl).origin) return;
  const listed = site.origins.some((allowed) =>
    allowed.endsWith(':*') ? origin.replace(/:\d+$/, '') === allowed.slice(0, -2) : origin === allowed,
  );
  if (!listed) throw new Refusal('origin_not_allowed');
}
