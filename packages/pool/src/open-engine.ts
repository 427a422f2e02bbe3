import { type Logger, pino } from 'pino';
import { openBatchers } from './batch/open-batchers.ts';
import type { Undo } from './close-in-turn.ts';
import type { Config } from './config.ts';
import { openDatabase } from './database/open-database.ts';
import type { Engine } from './engine.ts';
import { observeBatch, observeEnd } from './http/metrics.ts';
import { openKeys } from './keys/open-keys.ts';
import { logError } from './log-error.ts';
import { logPlainly } from './log-plainly.ts';
import { openOrderWatch } from './order/watch-orders.ts';
import type { Channel } from './payment/channel.ts';
import { openChannels } from './payment/open-channels.ts';
import type { PreparedConfig } from './prepare-database.ts';

export interface EngineOptions {
  log: Logger;
  /** The time; the machine's when absent. */
  now?: () => Date;
  /** Payment channels; those of the settings when absent. */
  channels?: readonly Channel[];
}

/** Nothing a request asks of the database may take longer. */
const statementMaxMs = 15_000;

/** Opens what one process of the pool is made of, on a database that is prepared. Throws KeyError. */
export async function openEngine(config: PreparedConfig, options: EngineOptions, undo: Undo): Promise<Engine> {
  const { log, now = () => new Date() } = options;
  const db = openDatabase(config.databaseUrl, {
    poolMax: config.databaseConnections,
    applicationName: 'kameng',
    statementTimeoutMs: statementMaxMs,
  });
  undo.push(() => db.pool.end());
  const keys = await openKeys(config, db.pool, log);
  const orderWatch = await openOrderWatch(db.pool, config.databaseUrl, log);
  undo.push(() => orderWatch.close());
  const channels = options.channels
    ? new Map(options.channels.map((channel) => [channel.id, channel]))
    : openChannels(config, keys, now);
  const parts = { config, db, keys, log, now, orderWatch, channels };
  const batchers = openBatchers(parts, { onBatch: observeBatch, onEnd: observeEnd });
  undo.push(() => batchers.drain());
  return { ...parts, batchers };
}

/** The log of a process: for people in development, as JSON lines in production. */
export function openProcessLog(config: Config): Logger {
  return config.environment === 'development'
    ? logPlainly(config.logLevel)
    : pino({ level: config.logLevel, serializers: { err: logError } });
}
