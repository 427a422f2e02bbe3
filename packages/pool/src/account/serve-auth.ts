import { errors, type ErrorCode } from '@kameng/contract/error';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ApiError } from '../api-error.ts';
import type { Engine } from '../engine.ts';
import { foreignOrigin } from '../http/open-context.ts';
import { isSteppedUp } from './authorise-desk.ts';
import { countTries } from './count-tries.ts';
import { addressHeader, authOf } from './open-auth.ts';
import { readSession } from './read-session.ts';
import { rememberDevice } from './remember-device.ts';

interface AuthCall {
  method: 'GET' | 'POST';
  path: string;
  /** Changes how somebody signs in, so a session that was left open is not enough. */
  stepUp?: true;
}

/** What of the sign-in library is open to the world; nothing else of it is. */
const calls: readonly AuthCall[] = [
  { method: 'POST', path: '/sign-in/email' },
  { method: 'POST', path: '/sign-in/magic-link' },
  { method: 'GET', path: '/magic-link/verify' },
  { method: 'POST', path: '/sign-out' },
  { method: 'POST', path: '/two-factor/verify-totp' },
  { method: 'POST', path: '/two-factor/verify-backup-code' },
  { method: 'POST', path: '/two-factor/enable', stepUp: true },
  { method: 'POST', path: '/two-factor/disable', stepUp: true },
  { method: 'POST', path: '/two-factor/generate-backup-codes', stepUp: true },
  { method: 'GET', path: '/passkey/generate-authenticate-options' },
  { method: 'POST', path: '/passkey/verify-authentication' },
  { method: 'GET', path: '/passkey/generate-register-options', stepUp: true },
  { method: 'POST', path: '/passkey/verify-registration', stepUp: true },
  { method: 'GET', path: '/passkey/list-user-passkeys' },
  { method: 'POST', path: '/passkey/delete-passkey', stepUp: true },
];

/** Registers signing in and out at /v1/auth, with refusals in the words of the contract. */
export function serveAuth(app: FastifyInstance, engine: Engine): void {
  for (const call of calls) {
    app.route({
      method: call.method,
      url: `/v1/auth${call.path}`,
      config: { route: `auth ${call.path}`, writes: call.method !== 'GET' },
      handler: async (request, reply) => {
        if (foreignOrigin(engine, request) !== undefined)
          throw new ApiError('origin_not_allowed', { detail: 'People sign in on our own pages only.' });
        if (call.stepUp) await mustBeSteppedUp(engine, request);
        const answer = await answerCall(engine, call, request);
        if (answer.ok) await rememberDevice(engine, request, reply, answer.headers.getSetCookie());
        return passOn(reply, answer);
      },
    });
  }
}

async function answerCall(engine: Engine, { path }: AuthCall, request: FastifyRequest): Promise<Response> {
  const run = () => authOf(engine).handler(asRequest(engine, request));
  if (path !== '/sign-in/email') return run();
  // Whoever guesses at one address is stopped, from however many networks the guesses come.
  const { email } = (request.body ?? {}) as { email?: unknown };
  let refused: Response | undefined;
  const answer = await countTries(engine, `sign in ${String(email).toLowerCase()}`, async () => {
    const response = await run();
    if (response.ok) return response;
    refused = response;
    return undefined;
  });
  return answer ?? refused!;
}

/** Somebody who has no way yet to prove who they are but the mailbox they just came from may set up the first one. */
async function mustBeSteppedUp(engine: Engine, request: FastifyRequest): Promise<void> {
  const signedIn = await readSession(engine, request);
  if (!signedIn) throw new ApiError('sign_in_required');
  if (isSteppedUp(engine, signedIn.actor)) return;
  const { person } = signedIn.actor;
  const { rows } = await engine.db.pool.query(
    `SELECT FROM person p WHERE id = $1 AND (has_second_factor
       OR EXISTS (SELECT FROM person_login WHERE person_id = p.id AND password IS NOT NULL)
       OR EXISTS (SELECT FROM person_passkey WHERE person_id = p.id))`,
    [person.id],
  );
  if (rows.length > 0) throw new ApiError('step_up_required');
}

function asRequest(engine: Engine, request: FastifyRequest): Request {
  const headers = new Headers({ [addressHeader]: request.ip, origin: engine.config.url });
  for (const name of ['cookie', 'user-agent']) {
    const value = request.headers[name];
    if (typeof value === 'string') headers.set(name, value);
  }
  const body = request.method === 'POST' ? JSON.stringify(request.body ?? {}) : undefined;
  if (body !== undefined) headers.set('content-type', 'application/json');
  return new Request(new URL(request.url, engine.config.url), { method: request.method, headers, body: body ?? null });
}

async function passOn(reply: FastifyReply, answer: Response): Promise<FastifyReply> {
  for (const cookie of answer.headers.getSetCookie()) void reply.header('set-cookie', cookie);
  void reply.header('cache-control', 'no-store');
  const location = answer.headers.get('location');
  // A link that has ended is answered with a redirect to a page of the library's; ours asks by script and wants a refusal.
  if (location !== null && new URL(location, 'http://x').searchParams.has('error'))
    throw new ApiError('credentials_invalid');
  if (location !== null) return reply.code(204).send();
  const body = await answer.text();
  if (answer.ok)
    return reply
      .code(answer.status)
      .type('application/json; charset=utf-8')
      .send(body || 'null');
  throw new ApiError(codeOf(answer.status));
}

function codeOf(status: number): ErrorCode {
  if (status === 401) return 'credentials_invalid';
  if (status === 403) return 'forbidden';
  if (status === errors.rate_limited.status) return 'account_locked';
  return status >= 500 ? 'internal' : 'invalid_request';
}
