import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { openGatheringSocket } from './gathering-socket.ts';
import { parseColumn } from './parse-column.ts';
import type { Schema } from './schema.ts';

/**
 * One pool of connections and two ways to use it: hot statements go to `pool` as plain SQL, everything else may use `kysely`.
 * `pool.end()` closes both.
 */
export type Database = { pool: pg.Pool; kysely: Kysely<Schema> };

export type DatabaseOptions = {
  /** Connections of this process; all processes together stay below the server's max_connections. */
  poolMax: number;
  /** Shown in pg_stat_activity. */
  applicationName: string;
  /** No statement runs longer. 0: no limit. */
  statementTimeoutMs: number;
};

const CONNECT_LIMIT_MS = 10_000;
const IDLE_LIMIT_MS = 30_000;
const IDLE_IN_TRANSACTION_LIMIT_MS = 60_000;

/**
 * Opens a database lazily: the first query connects. Columns arrive as parseColumn says.
 * A statement with a `name` (`{ name, text, values }`) is prepared once per connection.
 */
export function openDatabase(url: string, options: DatabaseOptions): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.poolMax,
    application_name: options.applicationName,
    statement_timeout: options.statementTimeoutMs,
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_LIMIT_MS,
    connectionTimeoutMillis: CONNECT_LIMIT_MS,
    idleTimeoutMillis: IDLE_LIMIT_MS,
    // Otherwise a server that vanished from the network is noticed after hours.
    keepAlive: true,
    keepAliveInitialDelayMillis: CONNECT_LIMIT_MS,
    types: { getTypeParser: parseColumn },
    // Statements that do not wait for each other's answers travel together; the server still runs them one after the other.
    pipeline: true,
    stream: openGatheringSocket,
  });
  // A lost connection reaches whoever waits on it as a rejected query. Without a listener the event would end the process,
  // both for an idle connection (the pool's event) and for one that is checked out between two queries (the client's own).
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  return { pool, kysely: new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) }) };
}
