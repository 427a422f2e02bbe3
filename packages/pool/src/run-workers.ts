import { openDatabase } from './database/open-database.ts';
import { closeInTurn, type Undo } from './close-in-turn.ts';
import type { Config } from './config.ts';
import { fillPool, type Filling } from './fill-pool.ts';
import { openEngine, openProcessLog } from './open-engine.ts';
import { migrateDatabase, prepareDatabase, type PreparedConfig } from './prepare-database.ts';
import { settleConfig, type SettleOptions } from './settle-config.ts';
import { openCrew } from './workers/open-crew.ts';
import { type ConnectionShare, shareConnections } from './workers/share-connections.ts';

export interface RunningWorkers {
  url: string;
  config: Config;
  /** Process ids of the workers, each in its place. */
  pids(): number[];
  /** Renews all workers without a pause, from the files as they are now, after applying new migrations. */
  restart(): Promise<void>;
  /** Workers finish what is under way, then the embedded database ends. */
  close(): Promise<void>;
}

/**
 * Starts a pool of several processes on one port. This one prepares the database, keys and goods and watches over the workers; they
 * answer requests and do jobs. Throws what {@link startPool} throws, or WorkerError.
 */
export async function runWorkers(options: SettleOptions & Filling = {}): Promise<RunningWorkers> {
  const config = await settleConfig(options);
  const log = openProcessLog(config);
  const crew = openCrew(config.workers, { log, noticeS: config.drainS, dataDir: config.dataDir });
  const undo: Undo = [];
  const closeRest = closeInTurn(undo, log);
  let closing: Promise<void> | undefined;
  const close = () => (closing ??= crew.leave().then(closeRest));
  try {
    const prepared = await prepareDatabase(config, log, undo);
    const engineUndo: Undo = [];
    try {
      await fillPool(await openEngine(prepared, { log }, engineUndo), options);
    } finally {
      await closeInTurn(engineUndo, log)();
    }
    const share = await findShare(prepared);
    if (share.workers < config.workers)
      log.warn({ workers: share.workers }, 'the database has connections for fewer workers than are set');
    await crew.serve(share.workers, {
      ...(options.env ?? process.env),
      PORT: String(config.port),
      DATABASE_URL: prepared.databaseUrl,
      KAMENG_DATABASE_CONNECTIONS: String(share.poolMax),
    });
    const restart = async () => {
      await migrateDatabase(prepared.databaseUrl, log);
      await crew.restart();
      log.info('all workers are renewed');
    };
    return { url: config.url, config, pids: crew.pids, restart, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function findShare({ databaseUrl, workers, databaseConnections }: PreparedConfig): Promise<ConnectionShare> {
  const { pool } = openDatabase(databaseUrl, { poolMax: 1, applicationName: 'kameng', statementTimeoutMs: 15_000 });
  try {
    const { rows } = await pool.query<{ max: number }>("SELECT current_setting('max_connections')::int AS max");
    return shareConnections({ workers, poolMax: databaseConnections }, rows[0]!.max);
  } finally {
    await pool.end();
  }
}
