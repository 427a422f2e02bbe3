import { passkey } from '@better-auth/passkey';
import { createId, type IdKind } from '@kameng/contract/id';
import { betterAuth, type BetterAuthOptions } from 'better-auth';
import { magicLink, twoFactor } from 'better-auth/plugins';
import type { Engine } from '../engine.ts';
import { queueLetters } from '../mail/queue-letters.ts';
import { authTables } from './auth-tables.ts';

/** Header in which the Fastify side tells whom a request comes from, proxies accounted for. */
export const addressHeader = 'x-kameng-address';

const sessionS = 7 * 86_400;
/** A link by mail is good for this long, and once. */
export const linkS = 15 * 60;
/** Wrong codes in a row after which the second factor rests, and for how long in seconds. */
const codeLockout = { enabled: true, maxFailedAttempts: 10, durationSeconds: 15 * 60 };

const idKinds: Record<string, IdKind> = {
  user: 'person',
  session: 'session',
  account: 'login',
  verification: 'proof',
  twoFactor: 'secondFactor',
  passkey: 'passkey',
};

/** Settings of the sign-in library: what is allowed, on which tables. Sessions end after a week, however much they are used. */
export function authOptions(engine: Engine) {
  const { config, keys, db, now } = engine;
  const production = config.environment === 'production';
  return {
    appName: 'Kameng',
    baseURL: config.url,
    basePath: '/v1/auth',
    secret: keys.signIn.toString('base64url'),
    database: db.pool,
    trustedOrigins: [config.url],
    ...authTables.core,
    session: { ...authTables.core.session, expiresIn: sessionS, disableSessionRefresh: true, freshAge: 0 },
    emailAndPassword: {
      enabled: true,
      // An address is proven by a link before it has a password.
      disableSignUp: true,
      minPasswordLength: 10,
      maxPasswordLength: 128,
    },
    // Counted by the pool's own limits, together with everything else.
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    logger: { disabled: true },
    advanced: {
      cookiePrefix: 'kameng',
      useSecureCookies: production,
      defaultCookieAttributes: { sameSite: 'strict', httpOnly: true },
      ipAddress: { ipAddressHeaders: [addressHeader] },
      database: { generateId: ({ model }) => createId(idKinds[model] ?? 'proof', now().getTime()) },
    },
    databaseHooks: {
      user: {
        create: {
          // Who comes by a link has said no name, and what they do is told to others under one.
          before: (user) => Promise.resolve({ data: { ...user, name: user.name || user.email.split('@')[0]! } }),
        },
      },
      session: {
        create: {
          // Whoever came by a link has proven a mailbox, which is not enough to change keys, members or money.
          before: (session, ctx) =>
            Promise.resolve({
              data: { ...session, steppedUpAt: ctx?.path === '/magic-link/verify' ? null : now() },
            }),
        },
      },
    },
    plugins: [
      twoFactor({ issuer: 'Kameng', accountLockout: codeLockout, allowPasswordless: true, ...authTables.twoFactor }),
      magicLink({
        expiresIn: linkS,
        storeToken: 'hashed',
        sendMagicLink: ({ email, token, metadata }) => queueSignInLink(engine, email, token, metadata),
      }),
      passkey({
        rpID: new URL(config.url).hostname,
        rpName: 'Kameng',
        origin: config.url,
        authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
        ...authTables.passkey,
      }),
    ],
  } satisfies BetterAuthOptions;
}

type Auth = ReturnType<typeof openAuth>;

function openAuth(engine: Engine) {
  return betterAuth(authOptions(engine));
}

const opened = new WeakMap<object, Auth>();

/** The sign-in library of an engine, opened at first use. */
export function authOf(engine: Engine): Auth {
  // By database and not by engine: a context is a copy of its engine.
  const auth = opened.get(engine.db.pool) ?? openAuth(engine);
  opened.set(engine.db.pool, auth);
  return auth;
}

async function queueSignInLink(
  engine: Engine,
  email: string,
  token: string,
  metadata: Record<string, unknown> | undefined,
): Promise<void> {
  const language = typeof metadata?.language === 'string' ? metadata.language.slice(0, 16) : 'en';
  const client = await engine.db.pool.connect();
  try {
    // Behind the hash, so that no server on the way logs it.
    const link = `${engine.config.url}/console/sign-in#link=${token}`;
    await queueLetters(client, engine, [{ template: 'sign_in_link', recipient: email, language, link }]);
  } finally {
    client.release();
  }
}
