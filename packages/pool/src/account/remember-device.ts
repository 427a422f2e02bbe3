import { createHash, randomBytes } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Engine } from '../engine.ts';
import { readSession } from './read-session.ts';

const name = 'kameng_device';
/** As long as browsers keep a cookie at most (RFC 6265bis §5.5). */
export const deviceKeptS = 400 * 86_400;

/** The number that lies in a browser in which somebody with a desk has signed in, and its hash. */
export function readDevice(cookie: string | undefined): { value: string; hash: Buffer } | undefined {
  const value = cookie?.match(/(?:^|;\s*)kameng_device=([\w-]{22})(?:;|$)/)?.[1];
  return value === undefined ? undefined : { value, hash: createHash('sha256').update(value).digest() };
}

/**
 * Remembers that somebody signed in in this browser, so that an agent who buys here signed out earns nothing from it. Buyers have no
 * log-in and so no such cookie.
 */
export async function rememberDevice(
  engine: Engine,
  request: FastifyRequest,
  reply: FastifyReply,
  setCookies: readonly string[],
): Promise<void> {
  const cookie = setCookies.map((each) => each.split(';', 1)[0]).join('; ');
  const signedIn = cookie === '' ? undefined : await readSession(engine, { headers: { cookie } });
  if (!signedIn) return;
  const value = readDevice(request.headers.cookie)?.value ?? randomBytes(16).toString('base64url');
  const hash = createHash('sha256').update(value).digest();
  await engine.db.pool.query(
    `INSERT INTO person_device (device_hash, person_id, seen_at) VALUES ($1, $2, $3)
     ON CONFLICT (device_hash, person_id) DO UPDATE SET seen_at = EXCLUDED.seen_at`,
    [hash, signedIn.actor.person.id, engine.now()],
  );
  const secure = engine.config.environment === 'production' ? '; Secure' : '';
  void reply.header(
    'set-cookie',
    `${name}=${value}; Max-Age=${deviceKeptS}; Path=/; HttpOnly; SameSite=Strict${secure}`,
  );
}
