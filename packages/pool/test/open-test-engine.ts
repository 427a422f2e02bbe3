import { randomBytes } from 'node:crypto';
import { createId } from '@kameng/contract/id';
import { pino } from 'pino';
import { openBatchers, type BatchLimits } from '../src/batch/open-batchers.ts';
import type { Config } from '../src/config.ts';
import { openDatabase } from '../src/database/open-database.ts';
import { createTestDatabase } from '../src/database/test-database.ts';
import type { Actor, Context, Engine } from '../src/engine.ts';
import { deriveKeys } from '../src/keys/keys.ts';
import { openOrderWatch } from '../src/order/watch-orders.ts';
import type { Channel } from '../src/payment/channel.ts';
import { createPretendChannel } from './pretend-channel.ts';

export interface TestEngine extends Engine {
  url: string;
  /** Moves the engine's clock. */
  wait(seconds: number): void;
  /** A context as a request of this actor would have. */
  as(actor: Actor, given?: Partial<Context>): Context;
  close(): Promise<void>;
}

export interface TestEngineOptions {
  /** Joins this database, with these secrets, instead of making one: for tests with several processes. */
  shared?: { url: string; secret: string };
  config?: Partial<Config>;
  channels?: Channel[];
  limits?: Partial<BatchLimits>;
  /** For measuring what no request would wait for. */
  statementTimeoutMs?: number;
}

const defaults: Config = {
  environment: 'development',
  port: 0,
  host: '127.0.0.1',
  url: 'http://pool.test',
  dataDir: '/nonexistent',
  databaseUrl: undefined,
  databaseConnections: 10,
  workers: 1,
  drainS: 0,
  masterKey: undefined,
  newMasterKey: undefined,
  holdS: 900,
  checkoutS: 1800,
  holdLimits: { contact: 1000, address: 1000, site: 1000, agent: 1000 },
  rateLimits: { readsPerMinute: 100_000, writesPerMinute: 100_000, attemptsPerMinute: 100_000 },
  smtpUrl: undefined,
  mailFrom: 'shop@pool.test',
  webhooksToPrivateAddresses: true,
  trustedProxies: 0,
  logLevel: 'silent',
};

/** An engine on a database of its own, with a clock that the test moves and a payment channel that it plays. */
export async function openTestEngine({
  shared,
  config = {},
  channels,
  limits,
  statementTimeoutMs = 30_000,
}: TestEngineOptions = {}): Promise<TestEngine> {
  const made = shared ? undefined : await createTestDatabase({ statementTimeoutMs });
  const url = shared?.url ?? made!.url;
  const db = made ?? openDatabase(url, { poolMax: 10, applicationName: 'kameng-test', statementTimeoutMs });
  const secret = shared ? Buffer.from(shared.secret, 'hex') : randomBytes(32);
  const log = pino({ level: 'silent' });
  let offsetMs = 0;
  const parts = {
    config: { ...defaults, ...config },
    db: { pool: db.pool, kysely: db.kysely },
    keys: deriveKeys({ id: 'test', key: secret }, secret),
    log,
    now: () => new Date(Date.now() + offsetMs),
    channels: new Map((channels ?? [createPretendChannel().channel]).map((channel) => [channel.id, channel])),
    orderWatch: await openOrderWatch(db.pool, url, log),
  };
  const engine: Engine = { ...parts, batchers: openBatchers(parts, limits) };
  return {
    ...engine,
    url,
    wait: (seconds) => void (offsetMs += seconds * 1000),
    as: (actor, given = {}) => ({
      ...engine,
      actor,
      requestId: createId('event'),
      language: 'en',
      ref: undefined,
      origin: undefined,
      cookie: undefined,
      addressFingerprint: undefined,
      idempotency: undefined,
      ...given,
    }),
    async close() {
      await engine.batchers.drain();
      await parts.orderWatch.close();
      if (made) await made.drop();
      else await db.pool.end();
    },
  };
}
