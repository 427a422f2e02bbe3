import { organisationKinds, type OrganisationKind, type Role } from '@kameng/contract/desk-roles';
import { deskRoutes, type DeskRoute, type DeskRouteName } from '@kameng/contract/desk-routes';
import { createId } from '@kameng/contract/id';
import { addMember, createOrganisation } from '../src/account/create-organisation.ts';
import { authOf } from '../src/account/open-auth.ts';
import { transact } from '../src/database/transact.ts';
import type { TestPool } from './open-test-pool.ts';

/** Somebody at a desk: signed in, and a member of an organisation. */
export interface Seat {
  personId: string;
  email: string;
  organisationId: string;
  cookie: string;
}

export interface DeskCall {
  id?: string;
  /** Further parts of the path. */
  rest?: Record<string, string>;
  query?: Record<string, string>;
  body?: unknown;
  headers?: Record<string, string>;
}

export const seatPassword = 'a long password';
let passwordHash: string | undefined;

/** Makes an organisation of that kind. */
export async function openOrganisation({ engine }: TestPool, kind: OrganisationKind): Promise<string> {
  return transact(engine.db.pool, (client) =>
    createOrganisation(client, engine.now(), { kind, name: `${kind} ${organisationKinds.indexOf(kind)}` }),
  );
}

/** Makes a person with a password, a member with that role, and signs them in over HTTP. */
export async function openSeat(pool: TestPool, organisationId: string, role: Role): Promise<Seat> {
  const { engine } = pool;
  passwordHash ??= await (await authOf(engine).$context).password.hash(seatPassword);
  const personId = createId('person');
  const email = `${personId}@seat.example`;
  const at = engine.now();
  await transact(engine.db.pool, async (client) => {
    await client.query(
      'INSERT INTO person (id, name, email, email_verified, created_at, updated_at) VALUES ($1, $2, $3, true, $4, $4)',
      [personId, `The ${role}`, email, at],
    );
    await client.query(
      "INSERT INTO person_login (id, person_id, account_id, provider_id, password, created_at, updated_at) VALUES ($1, $2, $2, 'credential', $3, $4, $4)",
      [createId('login'), personId, passwordHash, at],
    );
    await addMember(client, at, { organisationId, personId, role });
  });
  return { personId, email, organisationId, cookie: await signIn(pool, email) };
}

/** Signs in with the password of all seats; answers the cookie. */
export async function signIn({ url }: TestPool, email: string, password = seatPassword): Promise<string> {
  const response = await fetch(`${url}/v1/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify({ email, password }),
  });
  if (!response.ok) throw new Error(`sign-in answered ${response.status} ${await response.text()}`);
  return cookieOf(response);
}

/** What a browser would send back. */
export function cookieOf(response: Response): string {
  return response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';', 1)[0])
    .join('; ');
}

/** Makes a call of a desk as somebody at it. */
export function askDesk(
  { url }: TestPool,
  seat: Pick<Seat, 'cookie' | 'organisationId'> | { key: string },
  name: DeskRouteName,
  { id = '', rest = {}, query = {}, body, headers = {} }: DeskCall = {},
): Promise<Response> {
  const route: DeskRoute = deskRoutes[name];
  const target = new URL(
    route.path.replaceAll(/\{(\w+)\}/g, (_match, part: string) => (part === 'id' ? id : (rest[part] ?? 'x'))),
    url,
  );
  for (const [key, value] of Object.entries(query)) target.searchParams.set(key, value);
  const who: Record<string, string> =
    'key' in seat
      ? { authorization: `Bearer ${seat.key}` }
      : { cookie: seat.cookie, 'kameng-organisation': seat.organisationId };
  return fetch(target, {
    method: route.method,
    headers: { ...who, ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
}

/** What a desk's call was refused with; undefined when it was not. */
export async function refusalOf(response: Response): Promise<string | undefined> {
  if (response.ok) return undefined;
  return ((await response.json()) as { code: string }).code;
}
