import { pino } from 'pino';
import type { Config } from '../src/config.ts';
import type { TestDatabase } from '../src/database/test-database.ts';
import type { Context, Engine, Site } from '../src/engine.ts';
import { deriveKeys } from '../src/keys/keys.ts';

/** A clock that stands still until it is moved. */
export interface TestClock {
  now: () => Date;
  forward: (seconds: number) => void;
}

export function createTestClock(start = '2026-03-01T00:00:00.000Z'): TestClock {
  let time = new Date(start).getTime();
  return {
    now: () => new Date(time),
    forward: (seconds) => {
      time += seconds * 1000;
    },
  };
}

/** As much of an engine as jobs and gateways at the edge need: database, keys, clock and settings; no batchers, no channels. */
export function createPartialEngine(
  database: TestDatabase,
  clock: TestClock,
  config: Partial<Config> = {},
  over: Partial<Engine> = {},
): Engine {
  const log = pino({ level: 'silent' });
  const settings: Partial<Config> = {
    environment: 'development',
    url: 'http://pool.test',
    smtpUrl: undefined,
    mailFrom: 'Kameng <codes@pool.test>',
    webhooksToPrivateAddresses: false,
    ...config,
  };
  const partial: Partial<Engine> = {
    config: settings as Config,
    db: database,
    keys: deriveKeys({ id: 'test', key: Buffer.alloc(32, 1) }, Buffer.alloc(32, 2)),
    log,
    now: clock.now,
    ...over,
  };
  return partial as Engine;
}

/** The engine at work for a shop. */
export function shopContext(engine: Engine, siteId: string, over: Partial<Context> = {}): Context {
  const site: Site = { id: siteId, kind: 'shop', environment: 'test', agentId: undefined, origins: [] };
  return {
    ...engine,
    actor: { kind: 'shop', site },
    requestId: 'req_test',
    language: 'en',
    ref: undefined,
    origin: undefined,
    cookie: undefined,
    addressFingerprint: undefined,
    idempotency: undefined,
    ...over,
  };
}
