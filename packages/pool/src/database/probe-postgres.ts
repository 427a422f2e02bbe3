import pg from 'pg';

/** `silent`: nobody listens, or who does not answer. `busy`: a server that recovers or stops. */
export type ServerState = 'silent' | 'busy' | 'ready';

const PROBE_LIMIT_MS = 5000;
const TOO_MANY_CONNECTIONS = '53300';

/**
 * The address of a database of the cluster whose sockets are in `run`. It says everything, the port too, which is only a part of
 * the socket's name here: what is left out would be taken from PGPORT or PGSSLMODE of the caller's shell.
 */
export function urlOf(run: string, database: string, role = 'kameng'): string {
  return `postgres://${role}@localhost:5432/${database}?host=${encodeURIComponent(run)}&sslmode=disable`;
}

/** Asks the server whether it serves. */
export async function probePostgres(run: string): Promise<ServerState> {
  const client = new pg.Client({
    connectionString: urlOf(run, 'postgres', 'postgres'),
    connectionTimeoutMillis: PROBE_LIMIT_MS,
    query_timeout: PROBE_LIMIT_MS,
  });
  // A server that stops while we ask shows it in the query below; the event would end the process.
  client.on('error', () => {});
  try {
    await client.connect();
    await client.query('SELECT 1');
    return 'ready';
  } catch (error) {
    return stateFrom(error as { code?: string });
  } finally {
    await client.end().catch(() => {});
  }
}

function stateFrom({ code }: { code?: string }): ServerState {
  if (code === TOO_MANY_CONNECTIONS) return 'ready';
  // Any other SQLSTATE is a server that speaks; system errors like ENOENT have other names.
  return code !== undefined && /^[0-9A-Z]{5}$/.test(code) && code !== 'EPIPE' ? 'busy' : 'silent';
}
