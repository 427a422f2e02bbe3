import type { Logger } from 'pino';
import { closeInTurn, type Undo } from './close-in-turn.ts';
import type { Engine } from './engine.ts';
import { fillPool, type Filling } from './fill-pool.ts';
import { openEngine, openProcessLog, type EngineOptions } from './open-engine.ts';
import { prepareDatabase } from './prepare-database.ts';
import { servePool } from './serve-pool.ts';
import { settleConfig, type SettleOptions } from './settle-config.ts';

export interface StartOptions extends SettleOptions, Filling, Omit<EngineOptions, 'log'> {
  log?: Logger;
}

export interface RunningPool {
  /** Base URL that it answers at. */
  url: string;
  engine: Engine;
  /** Finishes what is under way and lets go of everything, in the opposite order of the start. */
  close(): Promise<void>;
}

/**
 * Starts a pool in this process: database, keys, engine, HTTP, jobs. Throws ConfigError, PortTaken, KeyError, EmbeddedError or
 * MigrationError, whose messages are for the person who starts it.
 */
export async function startPool(options: StartOptions = {}): Promise<RunningPool> {
  const config = await settleConfig(options);
  const log = options.log ?? openProcessLog(config);
  const undo: Undo = [];
  const close = closeInTurn(undo, log);
  try {
    const engine = await openEngine(await prepareDatabase(config, log, undo), { ...options, log }, undo);
    await fillPool(engine, options);
    await servePool(engine, undo);
    return { url: config.url, engine, close };
  } catch (error) {
    await close();
    throw error;
  }
}
