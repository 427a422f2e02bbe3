import { join } from 'node:path';
import { type Logger, pino } from 'pino';
import { createApp } from './app.ts';
import { openBatchers } from './batch/open-batchers.ts';
import type { Config } from './config.ts';
import { migrate } from './database/migrate.ts';
import { openDatabase } from './database/open-database.ts';
import { startEmbedded } from './database/start-embedded.ts';
import type { Engine } from './engine.ts';
import { asPortTaken, findFreePort } from './find-free-port.ts';
import { drainRequests } from './http/drain-requests.ts';
import { observeBatch } from './http/metrics.ts';
import { startJobs } from './jobs.ts';
import { openKeys } from './keys/open-keys.ts';
import { logPlainly } from './log-plainly.ts';
import { openOrderWatch } from './order/watch-orders.ts';
import { openChannels } from './payment/open-channels.ts';
import { type Environment, readConfig } from './read-config.ts';
import { refuseDemoKeys } from './refuse-demo-keys.ts';
import { seedDemo } from './seed-demo.ts';

export interface StartOptions {
  /** Settings by the names of `configVariables`; those of the process when absent. */
  env?: Environment;
  /** Overrides DATABASE_URL. */
  databaseUrl?: string;
  /** Overrides PORT. */
  port?: number;
  /** Fill an empty pool with the demo; by default in development. */
  demo?: boolean;
  log?: Logger;
  /** The time; the machine's when absent. */
  now?: () => Date;
}

export interface RunningPool {
  /** Base URL that it answers at. */
  url: string;
  engine: Engine;
  /** Finishes what is under way and lets go of everything, in the opposite order of the start. */
  close(): Promise<void>;
}

const migrationsDir = join(import.meta.dirname, '..', 'migrations');
/** Nothing a request asks of the database may take longer. */
const statementMaxMs = 15_000;
/** Longest wait for requests under way when the process ends. */
const drainMaxMs = 10_000;

/**
 * Starts one process of the pool: database, keys, engine, HTTP, jobs. Throws ConfigError, PortTaken, KeyError, EmbeddedError or
 * MigrationError, whose messages are for the person who starts it.
 */
export async function startPool(options: StartOptions = {}): Promise<RunningPool> {
  const config = await settle(options);
  const log =
    options.log ??
    (config.environment === 'development' ? logPlainly(config.logLevel) : pino({ level: config.logLevel }));
  const undo: (() => Promise<unknown>)[] = [];
  const close = closeInTurn(undo, log);
  try {
    const engine = await openEngine(config, log, options.now ?? (() => new Date()), undo);
    if (config.environment === 'production') await refuseDemoKeys(engine.db.pool);
    if (options.demo ?? config.environment === 'development') await seedWhenEmpty(engine);
    const app = await createApp(engine);
    const drain = drainRequests(app);
    // Undone from the right: requests finish while the jobs still run, since a payment may be waiting for one.
    undo.push(
      startJobs(engine),
      () => app.close(),
      () => drain.finish(drainMaxMs),
    );
    await app.listen({ port: config.port, host: config.host }).catch((error: unknown) => {
      throw asPortTaken(error, config.port);
    });
    log.info({ url: config.url }, 'ready');
    return { url: config.url, engine, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** The settings with a real port in them, since links are built before anything listens. */
async function settle(options: StartOptions): Promise<Config> {
  const env = options.env ?? process.env;
  const config = readConfig({
    ...env,
    ...(options.port !== undefined && { PORT: String(options.port) }),
    ...(options.databaseUrl !== undefined && { DATABASE_URL: options.databaseUrl }),
  });
  const port = await findFreePort(config.port, config.host);
  return { ...config, port, url: env.KAMENG_URL?.trim() ? config.url : `http://localhost:${port}` };
}

async function openEngine(
  config: Config,
  log: Logger,
  now: () => Date,
  undo: (() => Promise<unknown>)[],
): Promise<Engine> {
  let databaseUrl = config.databaseUrl;
  if (databaseUrl === undefined) {
    const embedded = await startEmbedded({ dataDir: join(config.dataDir, 'postgres'), log });
    undo.push(() => embedded.stop());
    databaseUrl = embedded.url;
  }
  const db = openDatabase(databaseUrl, {
    poolMax: config.databaseConnections,
    applicationName: 'kameng',
    statementTimeoutMs: statementMaxMs,
  });
  undo.push(() => db.pool.end());
  await migrate(db.pool, { dir: migrationsDir, log });
  const keys = await openKeys(config, db.pool, log);
  const orderWatch = await openOrderWatch(db.pool, databaseUrl, log);
  undo.push(() => orderWatch.close());
  const parts = { config, db, keys, log, now, orderWatch, channels: openChannels(config, keys, now) };
  const batchers = openBatchers(parts, { onBatch: observeBatch });
  undo.push(() => batchers.drain());
  return { ...parts, batchers };
}

async function seedWhenEmpty(engine: Engine): Promise<void> {
  const { rows } = await engine.db.pool.query<{ own: boolean }>(
    "SELECT EXISTS (SELECT FROM product WHERE id NOT LIKE 'prd_01k0dem0%') AS own",
  );
  // With the demo in it, it may be a demo whose making was cut off; seeding adds what is missing.
  if (!rows[0]?.own) await seedDemo(engine);
}

/** A function that undoes every step once, the last one first, and goes on when one fails. */
function closeInTurn(undo: (() => Promise<unknown>)[], log: Logger): () => Promise<void> {
  let closing: Promise<void> | undefined;
  return () => {
    closing ??= (async () => {
      for (let step = undo.pop(); step !== undefined; step = undo.pop())
        await step().catch((error: unknown) => log.error({ err: error }, 'did not close cleanly'));
    })();
    return closing;
  };
}
